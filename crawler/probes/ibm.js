// Has the second engine judge the document by these rules, and tells what it found, in its words.
// `ibmEngine` is put into our world with the page. What is in frames and shadow roots is left to axe:
// one element would have two selectors, and be two findings.
(rules, most) => {
  const broken = new Set();
  const quiet = {log() {}, warn() {}, error(said, rule) { broken.add(String(rule)); }};
  const {engine} = new (ibmEngine(quiet).Checker)();
  const wanted = new Set(), missing = [];
  const want = rule => {
    if (wanted.has(rule)) return;
    const known = engine.getRule(rule);
    if (!known) return void missing.push(rule);
    wanted.add(rule);
    (known.dependencies || []).forEach(want);
  };
  rules.forEach(want);
  engine.enableRules([...wanted]);
  const asked = new Set(rules), passed = new Set(), found = [];
  return engine.run(document).then(({results}) => {
    for (const {ruleId: rule, reasonId: reason, value, message, node} of results) {
      if (!asked.has(rule) || !(node instanceof Element) || node.getRootNode() !== document) continue;
      if (value[1] === "PASS") passed.add(rule);
      else if (found.length < most)
        found.push({
          rule, reason: String(reason), says: kerb.tidy(message, 500),
          selector: kerb.selectorOf(node), html: kerb.snippetOf(node),
        });
    }
    return {passed: [...passed], broken: [...broken, ...missing], found};
  });
}

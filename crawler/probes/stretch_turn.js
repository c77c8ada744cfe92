// Whether the page's styles ask how the window is turned; with `isAsked` how much text shows now.
isAsked => {
  const MOST_RULES = 5000, TURN = /\b(rotate|turn|tilt|portrait|landscape|orientation)\b/i;
  if (isAsked) {
    let letters = 0, note = null;
    for (const {text} of kerbStretch.texts.length ? kerbStretch.texts : []) if (text.isConnected && text.parentElement && kerb.isShown(text.parentElement)) letters += text.data.trim().length;
    const walker = document.createTreeWalker(document.body || document.documentElement, NodeFilter.SHOW_TEXT);
    for (let looked = 0; walker.nextNode() && looked < 5000; looked++) {
      const {data, parentElement: around} = walker.currentNode;
      if (!note && data.length < 200 && TURN.test(data) && around && !/script|style/.test(around.localName) && kerb.isShown(around)) note = kerb.placeOf(around);
    }
    return {letters, note};
  }
  let left = MOST_RULES;
  const asks = rules => {
    for (const rule of rules) {
      if (--left < 0) return false;
      if (rule.media && /orientation/i.test(rule.media.mediaText)) return true;
      if (rule.cssRules && rule.cssRules.length && asks(rule.cssRules)) return true;
    }
    return false;
  };
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    try { if (/orientation/i.test(sheet.media.mediaText) || asks(sheet.cssRules)) return true; }
    catch { /* a sheet of another site, which nobody may read */ }
  }
  return false;
}

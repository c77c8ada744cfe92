"""The few scripts of ours that run inside pages; they read, and keep a page from asking."""

# Named elements can hide a document's own methods (<img name=title>), so the scripts
# go through the prototype.
# What a look returns at once: facts of the document, and its HTML if it is the page asked for.
# A document once read carries a mark: one that bears another look's is no answer to this one.
# A page that its scripts are still filling tells no HTML yet to a patient reader.
READ = """
const [asked, mostElements, mostHtml, look, isPatient] = arguments;
const own = name => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
const call = (name, ...given) => Document.prototype[name].call(document, ...given);
const mark = Symbol.for("dropkerb.look");
if (!(mark in document)) Object.defineProperty(document, mark, {value: look});
const navigation = performance.getEntriesByType("navigation")[0] || {};
const root = own("documentElement");
const elements = call("getElementsByTagName", "*").length;
let depth = 1, deepest = 1;
if (root && elements <= mostElements) {
  const walker = call("createTreeWalker", root, NodeFilter.SHOW_ELEMENT);
  walk: for (;;) {
    if (walker.firstChild()) {
      deepest = Math.max(deepest, ++depth);
      continue;
    }
    while (!walker.nextSibling()) {
      if (!walker.parentNode()) break walk;
      depth--;
    }
  }
}
const waits = window[Symbol.for("dropkerb.waits")];
const rests = !isPatient || !waits || waits.areOver();
const bare = url => String(url).split("#")[0];
const target = new URL(asked).href, address = navigation.name || location.href;
let html = "";
if (root && rests && bare(address) === bare(target)) {
  const kind = own("doctype");
  const first = kind ? new XMLSerializer().serializeToString(kind) + "\\n" : "";
  html = (first + root.outerHTML).slice(0, mostHtml).toWellFormed();
}
return {
  url: location.href, asked: target, address: navigation.name, look: document[mark],
  status: navigation.responseStatus, type: own("contentType"), origin: performance.timeOrigin,
  elements, depth: deepest, rests, html,
};
"""

# Sends a cookie banner away by the button that the owner named; says whether there was one.
DISMISS = """
const find = Document.prototype.querySelector;
const button = find.call(document, arguments[0]);
if (!button) return false;
HTMLElement.prototype.click.call(button);
return true;
"""

ORIGIN = "return performance.timeOrigin"

# The axe that every new document got before the page's own scripts: whatever these call "axe",
# the script of axe-selenium-python gets ours.
OUR_AXE = 'const axe = window[Symbol.for("dropkerb.axe")];'

# axe comes out of sight before the page begins, so that neither disturbs the other: a page's own
# axe, its module loader and its content security policy have no part in it. document.open() takes
# listeners away, and with them axe's line to its frames, so axe is begun anew where that happened.
# axe-selenium-python waits for ever when axe.run rejects, so it resolves with the message
# instead. Nodes of rules that passed are left behind: they are most of the result, and unread.
# It goes out as text, since the driver takes no half characters. Some pages' libraries spoil JSON
# with an Array.prototype.toJSON, and axe talks to its frames in JSON; so it gets one of its own.
# A lazy frame begins to load when the page is drawn first, which may be after its load event; it
# is waited for, else what is wrong in it would come and go from night to night.
# One frame in which axe fails makes it give up the page: then it runs without frames, and says so.
# What is left of the first run may spoil the second, so there is a third.
_AXE = """
const key = Symbol.for("dropkerb.axe");
const {parse, stringify} = window.JSON, {getOwnPropertyDescriptor, defineProperty} = Object;
const text = value => {
  const spoilt = [Array.prototype, Object.prototype]
    .map(owner => [owner, getOwnPropertyDescriptor(owner, "toJSON")])
    .filter(([, spoiler]) => spoiler && spoiler.configurable);
  for (const [owner] of spoilt) delete owner.toJSON;
  try { return stringify(value); }
  finally { for (const [owner, spoiler] of spoilt) defineProperty(owner, "toJSON", spoiler); }
};
const JSON = {parse, stringify: text};
const begin = function (define, exports) {
  let axe;
  const module = {get exports() { return {}; }, set exports(made) { axe ??= made; }};
  const before = Object.getOwnPropertyDescriptor(window, "axe");
  AXE_SOURCE
  Reflect.deleteProperty(window, "axe");
  if (before) Reflect.defineProperty(window, "axe", before);
  return axe;
};
const dispatch = EventTarget.prototype.dispatchEvent, Signal = Event;
let engine, hears = false;
const wake = () => {
  hears = false;
  dispatch.call(window, new Signal("dropkerb"));
  if (!hears) {
    engine = begin();
    window.addEventListener("dropkerb", () => { hears = true; });
  }
  for (let at = 0; at < 1000 && window[at] && window[at].window; at++) {
    try { window[at][key].wake(); } catch { continue; }
  }
};
const checks = list => list.map(({relatedNodes, ...check}) => check);
const node = ({any, all, none, ...rest}) =>
  ({...rest, any: checks(any), all: checks(all), none: checks(none)});
const whole = rules => rules.map(rule => ({...rule, nodes: rule.nodes.map(node)}));
const bare = rules => rules.map(rule => ({...rule, nodes: []}));
const later = window.setTimeout.bind(window), all = Document.prototype.querySelectorAll;
const isComing = frame => {
  if (!frame.src.startsWith(location.origin + "/") || !frame.getClientRects().length) return false;
  if (frame.getBoundingClientRect().top >= innerHeight + 4000) return false;  // too far to load
  const inner = frame.contentDocument;
  return inner !== null && (inner.URL === "about:blank" || inner.readyState !== "complete");
};
const drawn = async () => {
  const lazy = [...all.call(document, "iframe[loading=lazy i][src]")];
  for (let waits = 0; waits < 100 && lazy.some(isComing); waits++)
    await new Promise(go => later(go, 20));
};
const said = error => String(error && error.message || error);
const failed = error => text({failed: said(error)});
const run = async options => {
  try { await drawn(); } catch { /* a page may do as it likes with what this needs */ }
  wake();
  let result, frames = "";
  try {
    result = await engine.run(options);
  } catch (error) {
    if (!window.length) throw error;
    frames = said(error);
    for (let tries = 0; !result; tries++) {
      await new Promise(go => later(go, 500 * tries));
      try {
        result = await engine.run({...options, iframes: false});
      } catch (another) {
        if (tries === 2) throw another;
      }
    }
  }
  return text({
    ...result, frames, origin: performance.timeOrigin,
    violations: whole(result.violations), incomplete: whole(result.incomplete),
    passes: bare(result.passes), inapplicable: bare(result.inapplicable),
  });
};
const ours = Object.freeze({wake, run: options => run(options).catch(failed)});
Object.defineProperty(window, key, {value: ours, configurable: true});
"""

# What a page asks for shows on the way out only after a while, so it is counted in the page itself:
# a request that was made before its load event is known at the first look.
REST_MILLISECONDS = 100  # that a page gets to take in what it was given last
_WAITS = f"""
const asked = new Set(), {{apply}} = Reflect, {{then}} = Promise.prototype;
const {{addEventListener}} = EventTarget.prototype, now = performance.now.bind(performance);
let until = 0;
const ended = request => {{
  asked.delete(request);
  until = now() + {REST_MILLISECONDS};
}};
window.fetch = new Proxy(window.fetch, {{apply(fetch, self, given) {{
  const answer = apply(fetch, self, given), done = () => ended(answer);
  asked.add(answer);
  apply(then, answer, [done, done]);
  return answer;
}}}});
XMLHttpRequest.prototype.send = new Proxy(XMLHttpRequest.prototype.send, {{
  apply(send, self, given) {{
    const done = () => ended(self);
    asked.add(self);
    apply(addEventListener, self, ["loadend", done, {{once: true}}]);
    try {{ return apply(send, self, given); }} catch (error) {{ done(); throw error; }}
  }},
}});
Object.defineProperty(window, Symbol.for("dropkerb.waits"), {{value: Object.freeze({{
  areOver() {{ try {{ return !asked.size && now() > until; }} catch {{ return true; }} }},
}})}});
"""

_QUIET = """
window.alert = window.print = () => {};
window.confirm = () => false;
window.prompt = () => null;
window.open = () => null;
// In a window of its own there is nothing to go back to; here it would be the page before.
const {go} = History.prototype;
History.prototype.back = History.prototype.forward = () => {};
History.prototype.go = function (by) { if (!by) go.call(this); };
window.addEventListener("beforeunload", event => event.stopImmediatePropagation(), true);
window.addEventListener("submit", event => event.preventDefault(), true);
HTMLFormElement.prototype.submit = HTMLFormElement.prototype.requestSubmit = () => {};
for (const line of ["WebTransport", "RTCPeerConnection", "webkitRTCPeerConnection"])
  delete window[line];
new MutationObserver(changes => {
  for (const change of changes)
    for (const node of change.addedNodes)
      if (node.localName === "script" && node.type === "speculationrules") node.remove();
}).observe(document, {childList: true, subtree: true});
"""


def quiet_page(axe: str) -> str:
    """Return the script that every new document gets before its own.

    It answers dialogues, opens no windows, goes back to no page, submits no forms, takes away what
    would talk past the airlock (web sockets are closed by other means), and counts what the page's
    scripts wait for; and it puts axe into the page and into frames of the page's own origin, where
    the outer axe will look for it.
    """
    return f"""(() => {{ {_QUIET}
{_WAITS}
if (location.href === "about:blank" && window === window.top) return;
try {{ void window.top.document.nodeType; }} catch {{ return; }}
{_AXE.replace("AXE_SOURCE", axe)}
}})()"""

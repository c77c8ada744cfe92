"""The few scripts of ours that run inside pages; they read, and keep a page from asking."""

# Named elements can hide a document's own methods (<img name=title>), so the scripts
# go through the prototype.
FACTS = """
const own = name => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
const call = (name, ...given) => Document.prototype[name].call(document, ...given);
const navigation = performance.getEntriesByType("navigation")[0] || {};
const root = own("documentElement");
const elements = call("getElementsByTagName", "*").length;
let depth = 1, deepest = 1;
if (root && elements <= arguments[1]) {
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
return {
  url: location.href, asked: new URL(arguments[0]).href, address: navigation.name,
  status: navigation.responseStatus, type: own("contentType"), origin: performance.timeOrigin,
  elements, depth: deepest,
};
"""

ORIGIN = "return performance.timeOrigin"

HTML = """
const own = name => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
const root = own("documentElement"), kind = own("doctype");
const first = kind ? new XMLSerializer().serializeToString(kind) + "\\n" : "";
return root ? (first + root.outerHTML).slice(0, arguments[0]).toWellFormed() : "";
"""

# axe-selenium-python waits for ever when axe.run rejects, so it resolves with the message
# instead. Nodes of rules that passed are left behind: they are most of the result, and unread.
# It goes out as text, since the driver takes no half characters; and some pages' libraries
# spoil JSON with an Array.prototype.toJSON.
LEAN_AXE = """
const run = axe.run;
const checks = list => list.map(({relatedNodes, ...check}) => check);
const node = ({any, all, none, ...rest}) =>
  ({...rest, any: checks(any), all: checks(all), none: checks(none)});
const whole = rules => rules.map(rule => ({...rule, nodes: rule.nodes.map(node)}));
const bare = rules => rules.map(rule => ({...rule, nodes: []}));
const text = value => {
  const spoiler = Object.getOwnPropertyDescriptor(Array.prototype, "toJSON");
  delete Array.prototype.toJSON;
  try { return JSON.stringify(value); }
  finally { if (spoiler) Object.defineProperty(Array.prototype, "toJSON", spoiler); }
};
const failed = error => text({failed: String(error && error.message || error)});
axe.run = (...given) => run.apply(axe, given).then(result => text({
  ...result,
  violations: whole(result.violations), incomplete: whole(result.incomplete),
  passes: bare(result.passes), inapplicable: bare(result.inapplicable),
})).catch(failed);
"""

_QUIET = """
window.alert = window.print = () => {};
window.confirm = () => false;
window.prompt = () => null;
window.open = () => null;
window.addEventListener("beforeunload", event => event.stopImmediatePropagation(), true);
window.addEventListener("submit", event => event.preventDefault(), true);
HTMLFormElement.prototype.submit = HTMLFormElement.prototype.requestSubmit = () => {};
"""


def quiet_page(axe: str) -> str:
    """Return the script that every new document gets before its own.

    It answers dialogues, opens no windows, submits no forms; and it puts axe into
    frames of the page's own origin, where the outer axe will look for it.
    """
    return f"""(() => {{ {_QUIET}
if (window === window.top) return;
try {{ void window.top.document.nodeType; }} catch {{ return; }}
{axe}
}})()"""

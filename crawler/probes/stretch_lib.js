// What the scripts that stretch a page share: its texts as they stood at first, and what is cut of
// them now. Nothing of the page's elements is touched; sheets of our own are lent to it and taken back.
() => {
  const MOST_TEXTS = 3000, MOST_ENLARGED = 4000, MOST_TOLD = 40, MOST_LINES = 6000, MOST_SHEETS = 200;
  const LEAST_CLIP = 6;  // CSS pixels: a smaller window onto a text hides it, and is meant to
  const TRACKS = /carousel|slide|swiper|splide|glide|slick|marquee|ticker|flickity|rotator/i;
  const ICONS = /\b(fa|fas|far|fab|glyphicon|icon|icons|material-icons|material-symbols)\b|(^|[\s_-])icon([\s_-]|$)|^fa-/i;
  const MORE = /\b(more|expand|show|open|menu|full|whole|rest)\b/i;
  const ASLEEP = "*,*::before,*::after{transition:none!important;scroll-behavior:auto!important}";
  const SPACED = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    + "p{margin-block-end:2em!important}";
  const {parentOf, blockOf} = kerbSeen;
  const texts = [];
  const lent = [];
  const enlarged = [];
  let large = "";

  const rootsOf = () => {
    const roots = [document];
    for (const element of kerb.elementsIn()) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (roots.length >= MOST_SHEETS) break;
    }
    return roots;
  };

  const lend = css => {
    for (const root of rootsOf()) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      lent.push([root, sheet, css]);
    }
  };

  const takeBack = css => {
    for (const [root, sheet, own] of lent)
      if (own === css) root.adoptedStyleSheets = root.adoptedStyleSheets.filter(each => each !== sheet);
    for (let at = lent.length - 1; at >= 0; at--) if (lent[at][2] === css) lent.splice(at, 1);
  };

  // --- what is cut

  // The part of the page in which what stands inside an element can be seen, and who cuts it.
  const clips = () => {
    const known = new Map();
    const open = {left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity, byX: null, byY: null, isScrolled: false};
    const page = () => {
      const root = getComputedStyle(document.documentElement);
      const body = document.body && getComputedStyle(document.body);
      const isShut = ["hidden", "clip"].includes(root.overflowX)
        || (root.overflowX === "visible" && body && ["hidden", "clip"].includes(body.overflowX));
      return {...open, left: 0, right: isShut ? document.documentElement.clientWidth : Infinity, byX: document.body};
    };
    const whole = page();
    const inside = (element, depth) => {
      if (known.has(element)) return known.get(element);
      let found = whole;
      if (element !== document.body && element !== document.documentElement && depth < 400) {
        const style = getComputedStyle(element);
        const around = parentOf(element);
        let from = whole;
        if (around) from = style.position === "absolute" ? positioned(around, depth + 1)
          : style.position === "fixed" ? {...open} : inside(around, depth + 1);
        found = narrowed(element, style, from);
      }
      known.set(element, found);
      return found;
    };
    const positioned = (element, depth) => {
      let node = element;
      for (let steps = 0; node && steps < 400; node = parentOf(node), steps++) {
        const style = getComputedStyle(node);
        if (style.position !== "static" || style.transform !== "none") return inside(node, depth + steps);
      }
      return whole;
    };
    return element => inside(element, 0);
  };

  const narrowed = (element, style, from) => {
    if (style.overflowX === "visible" && style.overflowY === "visible") return from;
    if (style.display === "inline" || style.display === "contents") return from;
    const box = element.getBoundingClientRect(), now = {...from};
    const shuts = {hidden: true, clip: true};
    if (shuts[style.overflowX]) {
      if (box.right < now.right) [now.right, now.byX] = [box.right, element];
      if (box.left > now.left) [now.left, now.byX] = [box.left, element];
    } else if (style.overflowX !== "visible") [now.left, now.right, now.byX, now.isScrolled] = [-Infinity, Infinity, null, true];
    if (shuts[style.overflowY]) {
      if (box.bottom < now.bottom) [now.bottom, now.byY] = [box.bottom, element];
      if (box.top > now.top) [now.top, now.byY] = [box.top, element];
    } else if (style.overflowY !== "visible") [now.top, now.bottom, now.byY, now.isScrolled] = [-Infinity, Infinity, null, true];
    return now;
  };

  const range = document.createRange();
  const linesOf = text => {
    range.selectNodeContents(text);
    return [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1);
  };

  // How a text is seen now: "whole", "cut" or "gone"; who cuts it, and which way.
  const stateOf = (text, clipOf) => {
    const around = text.parentElement;
    if (!around.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})) return {state: "hidden"};
    const lines = linesOf(text);
    if (!lines.length) return {state: "hidden"};
    const clip = clipOf(around);
    if (clip.right - clip.left < LEAST_CLIP || clip.bottom - clip.top < LEAST_CLIP) return {state: "gone", lines, lost: lines.length};
    let lost = 0, gone = 0, by = null, way = "";
    for (const line of lines) {
      const wide = Math.min(line.right, clip.right) - Math.max(line.left, clip.left);
      const high = Math.min(line.bottom, clip.bottom) - Math.max(line.top, clip.top);
      const isFlat = high < 0.65 * line.height, isShort = wide < line.width - Math.max(6, 0.5 * line.height);
      if (!isFlat && !isShort) continue;
      lost++;
      if (wide <= 1 || high <= 0.1 * line.height) gone++;
      if (!by) [by, way] = isFlat ? [clip.byY, "y"] : [clip.byX, "x"];
    }
    if (!lost) return {state: "whole", lines, isScrolled: clip.isScrolled};
    return {state: gone === lines.length ? "gone" : "cut", lines, lost, by, way};
  };

  const isWorth = text => {
    const around = text.parentElement;
    if (!around || !/\p{L}[\s\S]*\p{L}/u.test(text.data)) return false;
    if (/^(script|style|noscript|template|title|option|textarea|text|tspan)$/i.test(around.localName)) return false;
    if (around.closest("svg, math, [aria-hidden='true'], marquee, canvas, object, video, audio")) return false;
    return !ICONS.test(around.className || "");
  };

  // Remember the page's texts as they stand now, in the window it was made for.
  const begin = () => {
    lend(ASLEEP);
    const clipOf = clips();
    let looked = 0;
    for (const text of kerbSeen.textNodes()) {
      if (texts.length >= MOST_TEXTS || ++looked > 4 * MOST_TEXTS) break;
      if (!isWorth(text)) continue;
      const first = stateOf(text, clipOf);
      if (first.state === "whole" || first.state === "cut") texts.push({text, ...first});
    }
    remember();
    return {texts: texts.length, mayBeCut: texts.some(each => mayBeCut(each, clipOf))};
  };

  // Whether a text stands in a box that hides what overflows, and that does not grow with it.
  const grown = new Map();
  const grows = box => {
    if (!grown.has(box)) {
      const style = box.computedStyleMap(), around = parentOf(box), position = String(style.get("position"));
      const isFree = ["height", "block-size"].some(name => String(style.get(name)) === "auto") && String(style.get("max-height")) === "none";
      const isStretched = around && /flex|grid/.test(getComputedStyle(around).display) && String(around.computedStyleMap().get("height")) !== "auto";
      grown.set(box, isFree && !isStretched && position !== "absolute" && position !== "fixed");
    }
    return grown.get(box);
  };
  const mayBeCut = ({text}, clipOf) => {
    const clip = clipOf(text.parentElement);
    if (clip.byY && clip.byY !== document.body && !grows(clip.byY)) return true;
    return Number.isFinite(clip.right) && /nowrap|pre$/.test(getComputedStyle(text.parentElement).whiteSpace);
  };

  const end = () => {
    space(false);
    enlarge(false);
    document.documentElement.getBoundingClientRect();
    getComputedStyle(document.documentElement).fontSize;
    takeBack(ASLEEP);
    for (const [root, sheet] of lent.splice(0)) root.adoptedStyleSheets = root.adoptedStyleSheets.filter(each => each !== sheet);
    return true;
  };

  const isTrack = (element, text) => {
    for (let node = text.parentElement, steps = 0; node && steps < 40; node = parentOf(node), steps++) {
      if (node.getAttribute("aria-roledescription") || TRACKS.test(node.getAttribute("class") || "")) return true;
      if (node === element) return false;
    }
    return false;
  };

  const isShortened = (by, way, text) => {
    for (let node = text.parentElement, steps = 0; node && steps < 10; node = node.parentElement, steps++) {
      const style = getComputedStyle(node);
      if (way === "x" && style.textOverflow !== "clip" && style.overflowX !== "visible") return true;
      if (way === "y" && style.webkitLineClamp !== "none") return true;
      if (node === by) break;
    }
    return false;
  };

  // Whether something near opens it: the rest is there for whoever asks for it.
  const opens = by => {
    if (by.closest("[aria-expanded], details")) return true;
    const near = by.parentElement && by !== document.body ? by.parentElement : by;
    for (const each of [...near.querySelectorAll("button, summary, [aria-expanded], [role=button]")].slice(0, 20))
      if (each.hasAttribute("aria-expanded") || each.localName === "summary" || MORE.test(each.textContent)) return true;
    return false;
  };

  const leads = by => !!by.closest("a[href], [title]") || !!by.querySelector("a[href]");

  // The outermost box that reaches out of a window which hides what does so.
  const widest = text => {
    let found = blockOf(text) || text.parentElement;
    for (let node = found, steps = 0; node && node !== document.body && steps < 200; node = parentOf(node), steps++)
      if (node.getBoundingClientRect().right > document.documentElement.clientWidth + 8) found = node;
    return found;
  };

  // What is cut now and was whole before, by who cuts it. With `isAlways`: what is cut all the time.
  const cut = isAlways => {
    const clipOf = clips(), found = new Map();
    for (const each of texts) {
      const {text, state: first} = each;
      if (!text.isConnected || !text.parentElement || (first === "whole") === !!isAlways) continue;
      const now = isAlways ? each : stateOf(text, clipOf);
      if (now.state !== "cut" && now.state !== "gone") continue;
      if (!now.by || isTrack(now.by, text)) continue;
      if (now.by === document.body) now.by = widest(text);
      const one = found.get(now.by) || {cut: 0, gone: 0, lost: 0, words: "", way: now.way, isShortened: false};
      found.set(now.by, one);
      one[now.state]++;
      one.lost += now.lost;
      if (now.state === "cut" && !one.words) [one.words, one.isShortened, one.way] = [kerb.tidy(text.data, 80), isShortened(now.by, now.way, text), now.way];
      if (now.state === "cut") one.letters = (one.letters || 0) + Math.round(text.data.trim().length * now.lost / now.lines.length);
    }
    const told = [];
    for (const [by, one] of found) {
      if (!one.cut || told.length >= MOST_TOLD) continue;
      told.push({...kerb.placeOf(by), ...one, opens: opens(by), leads: leads(by)});
    }
    return told;
  };

  // --- what lies over each other

  const floats = element => {
    for (let node = element, steps = 0; node && steps < 60; node = parentOf(node), steps++) {
      const position = getComputedStyle(node).position;
      if (position === "fixed" || position === "sticky" || position === "absolute") return true;
    }
    return false;
  };

  const overlaps = () => {
    const lines = [], clipOf = clips();
    for (const {text, state: first} of texts) {
      if (first !== "whole" || !text.isConnected || lines.length > MOST_LINES) continue;
      const now = stateOf(text, clipOf);
      if (now.state !== "whole" || now.isScrolled) continue;
      for (const line of now.lines) {
        const inset = 0.28 * line.height;
        lines.push({text, left: line.left + 2, right: line.right - 2, top: line.top + inset, bottom: line.bottom - inset});
      }
    }
    lines.sort((one, other) => one.top - other.top);
    const pairs = new Map();
    for (let at = 0; at < lines.length && pairs.size < MOST_TOLD; at++) {
      const one = lines[at];
      for (let next = at + 1; next < lines.length && next < at + 60 && lines[next].top < one.bottom - 2; next++) {
        const other = lines[next];
        if (other.text === one.text || Math.min(one.right, other.right) - Math.max(one.left, other.left) < 4) continue;
        if (!pairs.has(one.text)) pairs.set(one.text, other.text);
      }
    }
    return pairs;
  };

  let overFirst = new Map();
  const remember = () => { overFirst = overlaps(); };
  const overlapping = () => {
    const told = [];
    for (const [one, other] of overlaps()) {
      if (overFirst.get(one) === other || overFirst.get(other) === one) continue;
      const block = blockOf(one), over = blockOf(other);
      if (!block || !over || block === over || floats(block) || floats(over)) continue;
      told.push({...kerb.placeOf(block), words: kerb.tidy(one.data, 60), over: kerb.tidy(other.data, 60)});
      if (told.length >= 10) break;
    }
    return told;
  };

  // --- how it is stretched

  const space = isOn => isOn ? lend(SPACED) : takeBack(SPACED);

  // Text of twice the size, the window as it is: what "zoom text only" does.
  const enlarge = isOn => {
    if (!isOn) {
      while (enlarged.length) enlarged.pop().cancel();
      return takeBack(large);
    }
    const first = new Map();
    for (const {text} of texts)
      for (let node = text.parentElement, steps = 0; node && !first.has(node) && steps < 60; node = parentOf(node), steps++) {
        const style = getComputedStyle(node);
        first.set(node, [parseFloat(style.fontSize), parseFloat(style.lineHeight) || 0]);
      }
    large = `:root{font-size:${2 * (first.get(document.documentElement)?.[0] || 16)}px!important}`;
    lend(large);
    const inOrder = [...first.keys()].sort((one, other) => one.compareDocumentPosition(other) & 4 ? -1 : 1);
    for (let pass = 0; pass < 3; pass++) {
      const late = inOrder.filter(node => parseFloat(getComputedStyle(node).fontSize) < 1.9 * first.get(node)[0]);
      if (!late.length) break;
      const isLate = new Set(late);
      for (const node of late) {
        const around = parentOf(node);
        if (isLate.has(around) && first.get(around)[0] === first.get(node)[0]) continue;
        set(node, {fontSize: 2 * first.get(node)[0] + "px"});
      }
    }
    for (const node of inOrder) {
      const was = first.get(node)[1], is = parseFloat(getComputedStyle(node).lineHeight) || 0;
      if (was && is < 1.9 * was) set(node, {lineHeight: 2 * was + "px"});
    }
  };

  const set = (node, styles) => {
    if (enlarged.length >= MOST_ENLARGED) return;
    const frame = Object.fromEntries(Object.entries(styles).map(([name, value]) => [name, [value, value]]));
    enlarged.push(node.animate(frame, {duration: 0, fill: "both"}));
  };

  globalThis.kerbStretch = Object.freeze({begin, end, cut, overlapping, space, enlarge, stateOf, clips, linesOf, texts, isTrack});
  return true;
}

// What the walk through a page by Tab sees at each stop; `walker` stays for the calls that follow.
() => {
  const MARGIN = 8;  // CSS pixels around an element in which its focus may show
  const CLEAR = 1.5;  // contrast of a focus line, from which styles alone are believed
  const CHANGES = [
    "outlineStyle", "outlineWidth", "outlineColor", "outlineOffset", "boxShadow", "backgroundColor",
    "backgroundImage", "color", "borderTopColor", "borderTopWidth", "borderBottomColor",
    "borderBottomWidth", "borderLeftColor", "borderLeftWidth", "textDecorationLine",
    "textDecorationThickness", "opacity", "transform", "filter", "fontWeight",
  ];
  const TYPED = new Set(["text", "search", "email", "url", "tel", "password", "number"]);
  const SEVERAL = new Set(["date", "datetime-local", "month", "time", "week"]);
  const HOLDING = new Set(["iframe", "frame", "object", "embed", "video", "audio"]);
  const stops = [], indexOf = new Map(), strays = [], left = [];
  const told = [];
  let isPressed = false, arrived = [], active = null, isAsked = false, isWalking = false, isOver = false;
  let presses = 0;  // of Tab, since the page's start; null: nobody knows, since not all were heard here
  let isInFrame = false;  // a frame of the page has the focus: its keys are not heard here
  let isPressedOutside = false;  // a key is down in the page around this frame

  const isTab = event => event.isTrusted && event.key === "Tab";
  addEventListener("keydown", event => {
    if (isTab(event)) { isPressed = true; arrived = []; }
    if (event.isTrusted && (event.key !== "Tab" || event.shiftKey)) presses = null;
  }, true);
  addEventListener("keyup", event => {
    if (!isTab(event)) return;
    const isFromOutside = !isPressed;
    isPressed = isInFrame = isPressedOutside = false;
    presses = isFromOutside || presses === null ? null : presses + 1;
    if (isWalking && !isOver) {
      const now = step();
      if (isFromOutside && window !== top && now.state === "again") now.state = "end";  // once around the page
      isOver = now.state === "end";
      told.push({...now, strays: strays.splice(0, 3).map(element => indexOf.get(element) ?? -1)});
    }
  }, true);
  addEventListener("focus", event => {
    const element = event.composedPath()[0];
    if (!(element instanceof Element)) return;
    if (isPressed) arrived.push(element);
    else if (!isAsked && !isInFrame && !isPressedOutside) strays.push(element);
  }, true);
  for (let view = window; view.frameElement; view = view.parent) {
    view.parent.addEventListener("keydown", event => { if (isTab(event)) isPressedOutside = true; }, true);
    view.parent.addEventListener("keyup", () => { isPressedOutside = false; }, true);
  }
  addEventListener("blur", event => {
    if (event.target !== window) return;
    isInFrame = isFrame(kerb.activeElement());
    if (isInFrame) presses = null;
    if (isInFrame || window !== top) isPressed = false;
    if (window === top || !isWalking || isOver || document.hasFocus()) return;
    isOver = true;  // it left this frame for the page around
    told.push({state: "end", at: -1, strays: []});
  });
  const isFrame = element => element?.localName === "iframe" || element?.localName === "frame";
  const leads = () => { if (isPressed && arrived.length) left.push(arrived[0]); };
  globalThis.navigation?.addEventListener("navigate", event => { if (!event.hashChange) leads(); });
  for (const name of ["submit", "open"]) document.addEventListener("dropkerb-" + name, leads);

  // --- colours

  const rgba = text => {
    const parts = /^rgba?\(([^)]*)\)/.exec(text);
    if (!parts) return null;
    const [r, g, b, a = 1] = parts[1].split(/[\s,\/]+/).map(Number);
    return [r, g, b, a];
  };
  const light = ([r, g, b]) => {
    const part = each => (each /= 255) <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const contrast = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  // The colour behind an element; null where a picture is, or what is half transparent.
  const behind = element => {
    for (let node = element.parentElement; node; node = node.parentElement || node.ownerDocument.defaultView?.frameElement) {
      const style = getComputedStyle(node);
      if (style.backgroundImage !== "none") return null;
      const colour = rgba(style.backgroundColor);
      if (!colour) return null;
      if (colour[3] === 1) return colour;
      if (colour[3] > 0) return null;
    }
    return [255, 255, 255, 1];
  };

  // --- where it can be seen

  const clips = new WeakMap();
  const isClipping = node => {
    if (!clips.has(node)) clips.set(node, /hidden|clip|auto|scroll/.test(getComputedStyle(node).overflow));
    return clips.get(node);
  };
  const up = node => node.assignedSlot || node.parentElement || (node.getRootNode().host ?? null);
  // The part of its box that no box around it cuts off, in the window; null: nothing.
  const seenBox = (element, grow = 0) => {
    const rect = element.getBoundingClientRect();
    let [x1, y1, x2, y2] = [rect.left - grow, rect.top - grow, rect.right + grow, rect.bottom + grow];
    let position = getComputedStyle(element).position;
    for (let node = up(element); node && node !== document.body && node !== document.documentElement; node = up(node)) {
      if (position === "fixed") break;
      const style = getComputedStyle(node);
      if (isClipping(node) && !(position === "absolute" && style.position === "static")) {
        const box = node.getBoundingClientRect();
        [x1, y1, x2, y2] = [Math.max(x1, box.left), Math.max(y1, box.top), Math.min(x2, box.right), Math.min(y2, box.bottom)];
      }
      if (position !== "absolute" || style.position !== "static") position = style.position;
    }
    return x2 - x1 > 0 && y2 - y1 > 0 ? [x1, y1, x2, y2] : null;
  };
  const isInWindow = ([x1, y1, x2, y2]) => x2 > 0 && y2 > 0 && x1 < innerWidth && y1 < innerHeight;
  // A page that scrolls smoothly is still on its way to where the focus is.
  const hurry = element => {
    const box = seenBox(element);
    if (box && !isInWindow(box)) element.scrollIntoView({block: "nearest", inline: "nearest", behavior: "instant"});
  };
  const isFaint = element => !element.checkVisibility({opacityProperty: true, visibilityProperty: true});

  const holdsStill = element => {
    for (let node = element; node; node = up(node))
      if (["fixed", "sticky"].includes(getComputedStyle(node).position)) return node;
    return null;
  };
  const isOpaque = (element, limit) => {
    for (let node = element; node; node = up(node)) {
      const style = getComputedStyle(node);
      if (style.opacity !== "1") return false;
      if ((rgba(style.backgroundColor) || [0, 0, 0, 0])[3] === 1 || node.localName === "img") return true;
      if (node === limit) break;
    }
    return false;
  };
  // What hides all of it though it is in the window: something that stays while the page scrolls.
  const coverOf = element => {
    if (getComputedStyle(element).pointerEvents === "none") return null;
    const rect = [...element.getClientRects()].find(each => each.width > 4 && each.height > 4);
    const own = holdsStill(element);
    if (!rect) return null;
    const [x1, y1, x2, y2] = [rect.left + 2, rect.top + 2, rect.right - 2, rect.bottom - 2];
    const points = [[x1, y1], [x2, y1], [x1, y2], [x2, y2], [(x1 + x2) / 2, (y1 + y2) / 2]];
    let cover = null;
    for (const [x, y] of points) {
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return null;
      let hit = document.elementFromPoint(x, y);
      while (hit && hit.shadowRoot) {
        const deeper = hit.shadowRoot.elementFromPoint(x, y);
        if (!deeper || deeper === hit) break;
        hit = deeper;
      }
      if (!hit || hit === element || element.contains(hit) || hit.contains(element)) return null;
      const still = holdsStill(hit);
      if (!still || still === own || still.contains(element) || !isOpaque(hit, still)) return null;
      cover = still;
    }
    return cover;
  };

  // --- what changes when it has the focus

  const near = element => {
    const found = [element, element.parentElement, element.parentElement?.parentElement, element.nextElementSibling,
                   element.previousElementSibling, element.firstElementChild, ...(element.labels ?? [])];
    return [...new Set(found.filter(Boolean))].slice(0, 9);
  };
  const stylesOf = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    if (pseudo && style.content === "none") return null;
    const values = CHANGES.map(name => style[name]);
    if (values[0] === "none") values.fill("", 1, 4);  // no line has no colour
    return values;
  };
  const photograph = element => near(element).map(node =>
    [stylesOf(node), stylesOf(node, "::before"), stylesOf(node, "::after")]);

  const finish = element => {
    for (const node of near(element))
      for (const running of node.getAnimations({subtree: node === element}))
        if (running instanceof CSSTransition) try { running.finish(); } catch { /* it has no end */ }
  };

  const isSeenOutline = (element, styles) => {
    const [kind, width, colour, offset] = styles;
    if (kind === "none" || parseFloat(width) < 1) return false;
    const inner = parseFloat(offset) < 0, seen = seenBox(element, 1), box = element.getBoundingClientRect();
    if (!inner && seen && seen[0] >= box.left && seen[1] >= box.top && seen[2] <= box.right && seen[3] <= box.bottom) return false;
    if (kind === "auto") return true;
    const line = rgba(colour), ground = inner ? null : behind(element);
    if (!line || line[3] < 0.5) return false;
    return ground !== null && contrast(line, ground) >= CLEAR;
  };
  const over = (colour, ground) => colour[3] === 1 ? colour : colour.map((each, i) => i < 3 ? each * colour[3] + ground[i] * (1 - colour[3]) : 1);
  const isUnlike = (one, other, ground) => one && other && contrast(over(one, ground), over(other, ground)) >= CLEAR;
  const SHADOW = /(rgba?\([^)]*\))((?: -?[\d.]+px){4})/g;
  // Whether a shadow is among them that was not there before, and is plain to see.
  const isSeenShadow = (now, before, ground) => {
    for (const [whole, colour, lengths] of now.matchAll(SHADOW)) {
      if (before.includes(whole)) continue;
      const line = rgba(colour), [x, y, , spread] = lengths.trim().split(" ").map(parseFloat);
      if (Math.max(Math.abs(x), Math.abs(y)) + spread >= 1 && isUnlike(line, ground, ground)) return true;
    }
    return false;
  };
  const isClear = (now, before, ground) => {
    if (!now || !before) return false;
    if (isUnlike(rgba(now[5]), rgba(before[5]), ground)) return true;
    if (now[4] !== before[4] && isSeenShadow(now[4], before[4], ground)) return true;
    if (now[14] !== before[14] && now[14] !== "none") return true;
    for (const [colour, width] of [[8, 9], [10, 11], [12, 13]])
      if (parseFloat(now[width]) - parseFloat(before[width]) >= 1 && isUnlike(rgba(now[colour]), ground, ground)) return true;
      else if (parseFloat(now[width]) >= 1 && isUnlike(rgba(now[colour]), parseFloat(before[width]) >= 1 ? rgba(before[colour]) : ground, ground)) return true;
    return false;
  };
  // "clear": seen by styles alone; "changed": something changes; "same": nothing does.
  const compare = (element, focused, plain) => {
    if (String(focused) === String(plain)) return "same";
    const nodes = near(element), ground = behind(element);
    for (let i = 0; i < Math.min(nodes.length, focused.length, plain.length); i++) {
      const [now, before] = [focused[i], plain[i]];
      if (!kerb.isShown(nodes[i]) || !seenBox(nodes[i])) continue;
      if (String(now[0].slice(0, 4)) !== String(before[0].slice(0, 4)) && isSeenOutline(nodes[i], now[0])) return "clear";
      if (ground && [0, 1, 2].some(part => isClear(now[part], before[part], ground))) return "clear";
    }
    return "changed";
  };

  const kindOf = element => {
    const name = element.localName;
    if (HOLDING.has(name)) return "holds";
    if (name === "input" && SEVERAL.has(element.type)) return "several";
    if (element.isContentEditable || name === "textarea") return "typed";
    if (name === "input" && TYPED.has(element.type) && !element.readOnly) return "typed";
    return "";
  };

  const cleared = new Set();  // how those look that were seen to be clear, by names and places
  const lookOf = element => {
    const names = [];
    for (let node = element, steps = 0; node && steps < 5; node = node.parentElement, steps++)
      names.push(node.localName, node.className, node.getAttribute("style"));
    return names.join("|");
  };

  // Judge by styles the stop that the focus has just left.
  const judge = stop => {
    if (!stop || stop.verdict || !stop.element.isConnected) return;
    finish(stop.element);
    const plain = photograph(stop.element);
    stop.verdict = compare(stop.element, stop.focused, plain);
    if (stop.verdict === "clear") cleared.add(lookOf(stop.element));
    const name = stop.verdict === "same" ? stop.element.className : "";
    stop.key = [stop.element.localName, name, String(stop.focused), String(plain)].join("|");
    stop.focused = null;
  };

  const hasLabel = element => [...(element.labels ?? [])].some(label => {
    const seen = seenBox(label);
    return seen && kerb.isShown(label);
  });

  const arrive = element => {
    const rect = element.getBoundingClientRect(), seen = seenBox(element);
    const kind = kindOf(element), isKnown = kind || cleared.has(lookOf(element));
    const stop = {
      element, kind, presses, verdict: isKnown ? "clear" : "", focused: isKnown ? null : (finish(element), photograph(element)), key: "",
      box: [rect.left + scrollX, rect.top + scrollY, rect.right + scrollX, rect.bottom + scrollY],
      isHidden: rect.width > 1 && rect.height > 1 && (!seen || !isInWindow(seen) || isFaint(element)) && !hasLabel(element),
      isSmall: rect.width <= 1 || rect.height <= 1,
      isCovered: coverOf(element) !== null,
    };
    if (rect.width > innerWidth || rect.height > innerHeight) stop.verdict = "clear";
    indexOf.set(element, stops.length);
    stops.push(stop);
  };

  // After each Tab: where the focus is now.
  const step = () => {
    const before = active === null ? null : stops[indexOf.get(active)];
    const now = kerb.activeElement();
    const isNone = !now || now === document.body || now === document.documentElement;
    if (!isNone && now === active) return {state: "same", at: indexOf.get(now), kind: before.kind};
    judge(before);
    active = isNone ? null : now;
    if (isNone) {
      const thrown = arrived.at(-1);
      const isThrown = document.hasFocus() && thrown && thrown.isConnected && kerb.isShown(thrown);
      if (isThrown && !indexOf.has(thrown)) { arrive(thrown); stops.at(-1).verdict = "clear"; }
      return {state: document.hasFocus() ? "nowhere" : "end", at: isThrown ? indexOf.get(thrown) : -1};
    }
    if (indexOf.has(now)) return {state: "again", at: indexOf.get(now)};
    arrive(now);
    return {state: "new", at: stops.length - 1, kind: stops.at(-1).kind};
  };

  const where = () => {
    const now = kerb.activeElement();
    if (!now || now === document.body) return document.hasFocus() ? -1 : -2;
    return indexOf.get(now) ?? -3;
  };
  // The same, and a frame is taken for a stop: its keys are not heard here.
  const held = () => {
    if (where() === -3 && isFrame(kerb.activeElement())) step();
    return where();
  };
  // The stop from which a key leads to another; that one itself where there is none, or but a frame.
  const beside = at => [at - 1, at + 1].find(each => stops[each] && !isFrame(stops[each].element)) ?? at;
  const focus = at => {
    isAsked = true;
    if (at < 0) kerb.activeElement()?.blur?.(); else stops[at].element.focus();
    presses = stops[at]?.presses ?? null;
    isAsked = false;
  };
  // To the first stop of a frame, where Tab alone does not begin; whether there is one.
  const enter = () => {
    const all = [];
    for (const element of kerb.elementsIn()) {
      if (element.tabIndex >= 0 && !element.disabled) all.push(element);
      if (all.length > 300) break;
    }
    all.sort((one, other) => (one.tabIndex || Infinity) - (other.tabIndex || Infinity) || 0);
    isAsked = true;
    for (const element of all.slice(0, 50)) {
      element.focus();
      if (kerb.activeElement() === element) break;
    }
    isAsked = false;
    const now = kerb.activeElement();
    if (!now || now === document.body || now === document.documentElement) return false;
    presses = 0;
    arrive(now);
    active = now;
    return true;
  };
  // Past what holds many stops of its own: on to the next that can be focused.
  const pass = at => {
    const from = stops[at].element;
    isAsked = true;
    let isBehind = false, tries = 0;
    for (const element of kerb.elementsIn()) {
      if (element === from) isBehind = true;
      else if (isBehind && element.tabIndex >= 0 && !indexOf.has(element) && !from.contains(element)) {
        if (tries++ > 200) break;
        element.focus({preventScroll: true});
        if (kerb.activeElement() === element) break;
      }
    }
    isAsked = false;
    active = presses = null;
    const now = kerb.activeElement();
    if (!now || now === from || now === document.body) return false;
    if (!indexOf.has(now)) { arrive(now); active = now; }
    return true;
  };

  // The part of the window to photograph for a stop, with its labels; null when it is not there.
  const frame = at => {
    const {element} = stops[at];
    finish(element);
    hurry(element);
    if (near(element).some(node => node.getAnimations({subtree: true}).some(each => each.playState === "running"))) return null;
    let box = seenBox(element, MARGIN);
    for (const label of element.labels ?? []) {
      const other = seenBox(label, MARGIN);
      if (other) box = box ? [Math.min(box[0], other[0]), Math.min(box[1], other[1]), Math.max(box[2], other[2]), Math.max(box[3], other[3])] : other;
    }
    const pane = kerb.pane();
    if (!box || !isInWindow(box) || !pane) return null;
    const [x1, y1] = [Math.max(pane.left, Math.floor(box[0])), Math.max(pane.top, Math.floor(box[1]))];
    const [x2, y2] = [Math.min(pane.right, Math.ceil(box[2])), Math.min(pane.bottom, Math.ceil(box[3]))];
    if (x1 >= x2 || y1 >= y2 || !kerb.isFrameOnTop((x1 + x2) / 2, (y1 + y2) / 2)) return null;
    return [x1, y1, x2 - x1, y2 - y1];
  };

  // A box that scrolls is a stop by the browser's will, not by the page's.
  const isBrowsers = element => element.tabIndex < 0 && !element.isContentEditable;
  const suspects = () => {
    if (window !== top) for (const stop of stops) if (stop.focused) judge(stop);  // the last: no key told of its end
    return stops.flatMap((stop, at) => stop.verdict === "same" || stop.verdict === "changed" ? [[at, stop.key, stop.isSmall || isBrowsers(stop.element)]] : []);
  };
  const doubts = () => ({
    hidden: stops.flatMap((stop, at) => stop.isHidden ? [at] : []),
    covered: stops.flatMap((stop, at) => stop.isCovered ? [at] : []),
    left: [...new Set(left)].map(element => indexOf.get(element)).filter(at => at !== undefined),
  });
  // Looked at once more, with the focus on it and time to come into view.
  const again = at => {
    const {element} = stops[at];
    finish(element);
    hurry(element);
    const seen = seenBox(element), cover = coverOf(element);
    const isLost = (!seen || !isInWindow(seen) || isFaint(element)) && !hasLabel(element);
    const hit = cover && /cookie|consent|gdpr|chat/i.test(cover.id + " " + cover.className + " " + cover.textContent.slice(0, 500));
    return {
      hidden: kerb.activeElement() === element && isLost,
      faint: Boolean(seen && isInWindow(seen)),
      cover: kerb.activeElement() === element && cover ? kerb.placeOf(cover) : null,
      passing: Boolean(hit),
    };
  };
  // What it is called where it has no words of its own, or those of its choices.
  const named = element => {
    if (kerb.textOf(element) && element.localName !== "select") return {};
    const picture = element.querySelector("img[alt]")?.alt;
    const ids = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).map(id => document.getElementById(id)?.textContent ?? "").join(" ").trim();
    const name = ids || element.labels?.[0]?.textContent || element.getAttribute("aria-label") || picture || element.getAttribute("placeholder") || element.getAttribute("title") || (/^(?:radio|checkbox)$/.test(element.type) ? "" : element.value);
    return {text: kerb.tidy(name || element.localName)};
  };
  const place = at => ({...kerb.placeOf(stops[at].element), ...named(stops[at].element), at: at + 1, presses: stops[at].presses});
  const places = list => list.map(place);

  // --- the order

  const inFlow = element => {
    for (let node = element; node && node !== document.body; node = up(node)) {
      const {position} = getComputedStyle(node);
      if (position === "fixed" || position === "sticky" || position === "absolute") return false;
    }
    return true;
  };
  const isAfter = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const order = () => {
    const found = {raised: [], turned: [], jumps: []};
    const there = stops.filter(stop => stop.element.isConnected);
    const raised = there.filter(({element}) => element.tabIndex > 0);
    if (raised.length && there.some(({element}) => element.tabIndex === 0)) {
      const tree = [...there].sort((a, b) => isAfter(a.element, b.element) ? -1 : 1);
      found.raised = raised.filter(stop => tree.indexOf(stop) !== there.indexOf(stop)).map(stop => indexOf.get(stop.element));
    }
    const turned = new Map();
    for (const stop of there.filter(each => !each.isHidden))
      for (let node = stop.element, box = up(node), steps = 0; box && steps < 4; node = box, box = up(node), steps++) {
        const style = getComputedStyle(box);
        if (!/flex|grid/.test(style.display)) continue;
        if (!turned.has(box)) turned.set(box, new Map());
        if (!turned.get(box).has(node)) turned.get(box).set(node, stop);
      }
    for (const [box, children] of turned) {
      if (children.size < 3) continue;
      const {flexDirection} = getComputedStyle(box);
      const isMoved = /reverse/.test(flexDirection) || [...children.keys()].some(each => getComputedStyle(each).order !== "0");
      if (!isMoved) continue;
      const rects = [...children].map(([child, stop]) => [child.getBoundingClientRect(), stop]);
      let backwards = 0;
      for (let i = 1; i < rects.length; i++) {
        const [a, b] = [rects[i - 1][0], rects[i][0]];
        const isSameLine = a.top < b.bottom && b.top < a.bottom;
        if (isSameLine ? b.right <= a.left + 1 : b.bottom <= a.top + 1) backwards++;
      }
      if (backwards) found.turned.push({...kerb.placeOf(box), from: kerb.textOf(rects[0][1].element), steps: backwards, presses: rects[0][1].presses});
    }
    for (let i = 1; i < stops.length; i++) {
      const [a, b] = [stops[i - 1], stops[i]];
      if (a.isHidden || b.isHidden || a.isSmall || b.isSmall || a.element.tabIndex > 0 || b.element.tabIndex > 0) continue;
      const width = Math.min(a.box[2] - a.box[0], b.box[2] - b.box[0]);
      const shared = Math.min(a.box[2], b.box[2]) - Math.max(a.box[0], b.box[0]);
      if (a.box[1] - b.box[3] > 200 && shared > width / 2 && inFlow(a.element) && inFlow(b.element) && isAfter(a.element, b.element))
        found.jumps.push([i - 1, i]);
    }
    return found;
  };

  // --- the skip link

  const SKIP = /\b(?:skip|jump|go) (?:to|straight)\b|\bskip\b|neidio/i;
  const skip = () => {
    for (let at = 0; at < Math.min(3, stops.length); at++) {
      const {element} = stops[at], href = element.getAttribute("href") || "";
      if (element.localName !== "a" || !href.startsWith("#") || !SKIP.test(element.textContent)) continue;
      let name = href.slice(1);
      try { name = decodeURIComponent(name); } catch { /* taken as it is */ }
      const target = name && (document.getElementById(name) || document.getElementsByName(name)[0]);
      return {at, target: Boolean(target), key: kerb.snippetOf(element) + (target ? kerb.snippetOf(target).slice(0, 80) : "")};
    }
    return null;
  };
  // Whether the focus, after the skip link and one Tab, is where the link leads or behind it.
  const skipped = at => {
    const name = decodeURIComponent(stops[at].element.getAttribute("href").slice(1));
    const target = document.getElementById(name) || document.getElementsByName(name)[0];
    const now = kerb.activeElement();
    if (!target || !now || now === document.body) return true;
    return target.contains(now) || target === now || isAfter(target, now) || indexOf.get(now) !== at + 1;
  };

  const holder = list => {
    const first = stops[list[0]].element.closest("dialog, [role=dialog], [role=alertdialog], [aria-modal=true]");
    return Boolean(first);
  };
  const waysOut = () => /\b(?:press|use|hit|type|gwasgwch)\b[^.]{0,40}\b(?:ctrl|alt|shift|esc|escape|key|keys|f\d|m-key)\b/i.test(document.body.innerText);

  globalThis.walker = Object.freeze({
    where, held, beside, focus, step, enter, pass, frame, suspects, doubts, again, place, places, order, skip, skipped, holder, waysOut,
    told: () => told.splice(0),
    // Stops that took the focus back without a key.
    late: () => strays.splice(0, 3).map(element => indexOf.get(element) ?? -1),
    count: () => stops.length,
    isThere: at => stops[at].element.isConnected && kerb.isShown(stops[at].element),
    // Take down each Tab from here on, or no more.
    begin: () => { active = null; isWalking = true; isOver = false; strays.length = 0; },
    // About how many stops there are, so that few presses are in vain.
    guess: () => {
      const found = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]");
      return [...found].slice(0, 200).filter(each => each.tabIndex >= 0 && !each.disabled && each.checkVisibility()).length;
    },
    rest: () => { isWalking = false; },
  });
  return true;
}

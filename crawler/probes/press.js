// What happens when things are pressed, pointed at and chosen; `presser` stays for later calls.
// Elements go by their number in `things`.
() => {
  const MOST_ELEMENTS = 6000, MOST_CHANGES = 3000, MOST_LOOKS = 3000;
  const WALL = /cookie|consent|gdpr|cwci/i;
  const AGREES = /^(?:accept|reject|agree|allow|deny|decline|got it|i agree|ok|derbyn|gwrthod)\b/i;
  const DIALOG = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]";
  const LIVE = "[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive], output";
  const PARTS = "[role=listbox], [role=tablist], [role=menu], [role=menubar], [role=grid], [role=tree], [role=radiogroup], [role=toolbar], [aria-activedescendant]";
  const NATIVE = "a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [contenteditable]:not([contenteditable=false])";
  const BLOCKS = "a[href], button, input, select, textarea, summary, label, option, iframe, video, audio, canvas, embed, object";
  const things = [], numbers = new Map();
  const number = element => {
    if (!numbers.has(element)) { numbers.set(element, things.length); things.push(element); }
    return numbers.get(element);
  };
  const shown = new Set(), events = [], noisy = new WeakSet();
  let records = [], before = null, heard = new Map();

  const watch = new MutationObserver(list => {
    if (records.length < MOST_CHANGES) records.push(...list.slice(0, MOST_CHANGES));
  });
  watch.observe(document, {childList: true, subtree: true, characterData: true, attributes: true, attributeOldValue: true});
  const note = name => { if (events.length < 50) events.push(name); };
  globalThis.navigation?.addEventListener("navigate", event => {
    if (!event.hashChange && !event.downloadRequest) note("led " + event.destination.url);
  });
  for (const name of ["submit", "open", "alert"]) document.addEventListener("dropkerb-" + name, () => note(name));
  let longest = 0;  // milliseconds, of the timers set since the last begin()
  document.addEventListener("dropkerb-timer", event => { longest = Math.max(longest, Number(event.detail) || 0); });
  const reset = () => { records = []; watch.takeRecords(); events.length = 0; };

  const refresh = () => {
    shown.clear();
    let count = 0;
    for (const element of kerb.elementsIn(document.body ?? document)) {
      if (++count > MOST_ELEMENTS) break;
      if (kerb.isShown(element)) shown.add(element);
    }
  };

  const isTop = node => node === document.body || node === document.documentElement || node === document;
  const isIn = (element, list) => list.some(each => each !== element && each.contains(element));
  // What came, what went, and what else changed since the last begin().
  const result = () => {
    const list = [...records, ...watch.takeRecords()], roots = new Set(), texts = new Set(), gone = new Set();
    let attributes = 0;
    for (const record of list) {
      const target = record.target.nodeType === 1 ? record.target : record.target.parentElement;
      if (!target || noisy.has(target) || target.closest?.("head, script, style")) continue;
      if (record.type === "attributes") {
        if (record.oldValue === record.target.getAttribute(record.attributeName)) continue;
        attributes += isTop(target) ? 0 : 1;
        roots.add(target);
      } else if (record.type === "characterData") texts.add(target);
      else {
        for (const node of record.addedNodes) {
          if (node.nodeType === 1) roots.add(node);
          else if (node.nodeType === 3 && node.data.trim()) texts.add(target);
        }
        for (const node of record.removedNodes) if (node.nodeType === 1 && !node.isConnected && shown.has(node)) gone.add(node);
      }
    }
    const came = [];
    let count = 0;
    for (const root of roots) {
      if (!root.isConnected) continue;
      if (count > 2 * MOST_ELEMENTS) break;
      for (const element of [root, ...root.querySelectorAll("*")]) {
        if (++count > 2 * MOST_ELEMENTS) break;
        const isNow = kerb.isShown(element);
        if (isNow && !shown.has(element)) {
          const isWrapper = [...element.children].some(each => shown.has(each) && !came.includes(each));
          shown.add(element);
          if (!isWrapper) came.push(element);  // else what it holds was there before
        }
        else if (!isNow && shown.has(element)) { shown.delete(element); gone.add(element); }
      }
    }
    for (const element of gone) shown.delete(element);
    const appeared = came.filter(each => !came.includes(each.parentElement));
    const changed = [...texts].filter(each => kerb.isShown(each) && !came.includes(each));
    const now = kerb.activeElement();
    const made = {
      appeared: appeared.slice(0, 20).map(number),
      vanished: [...gone].filter(each => !gone.has(each.parentElement)).slice(0, 20).map(number),
      texts: changed.slice(0, 20).map(number),
      attributes, led: events.filter(each => each !== "alert"), alerts: events.includes("alert"),
      active: now && !isTop(now) ? number(now) : -1,
      timer: longest, moved: Boolean(before && before.active !== now),
    };
    reset();
    return made;
  };
  const begin = () => { reset(); longest = 0; before = {active: kerb.activeElement()}; };
  const isAny = made => Boolean(made.appeared.length || made.vanished.length || made.texts.length || made.led.length || made.alerts);
  // What changes though nobody does anything is no answer to anybody.
  const quieten = () => {
    for (const record of [...records, ...watch.takeRecords()]) {
      const target = record.target.nodeType === 1 ? record.target : record.target.parentElement;
      if (target && !isTop(target)) noisy.add(target);
    }
    const made = result();
    return isAny(made);
  };

  // --- what there is to try

  // An a without href has a tabIndex of 0 all the same.
  const hasFocus = element => element.tabIndex >= 0 && !element.disabled && !(element.localName === "a" && !element.hasAttribute("href") && !element.hasAttribute("tabindex"));
  const isWall = element => {
    for (let node = element; node && !isTop(node); node = node.parentElement)
      if (WALL.test(node.id + " " + (node.getAttribute("class") ?? ""))) return true;
    return AGREES.test(kerb.textOf(element));
  };
  const area = element => { const box = element.getBoundingClientRect(); return box.width * box.height; };
  const types = element => heard.get(element) ?? new Set();
  const looks = (element, steps = 3) => {
    const names = [];
    for (let node = element; node && !isTop(node) && names.length < steps; node = node.parentElement)
      names.push(node.localName + "." + (node.getAttribute("class") ?? "") + (node.getAttribute("role") ?? ""));
    return names.join("<");
  };
  const CLICKS = ["click", "mousedown", "mouseup", "pointerdown", "pointerup"];
  const answersMouse = element => CLICKS.some(name => types(element).has(name));
  const isBlocked = element => Boolean(element.closest(BLOCKS) || element.querySelector(NATIVE + ", [tabindex]:not([tabindex='-1'])"));

  const isMouseOnly = element => {
    if (!answersMouse(element) || isTop(element) || !kerb.isShown(element) || hasFocus(element)) return false;
    if (isBlocked(element) || element.closest(PARTS) || element.closest("[aria-hidden=true], [inert]")) return false;
    for (let node = element.parentElement; node && !isTop(node); node = node.parentElement)
      if (node.tabIndex >= 0) return false;
    if (["tab", "option", "menuitem", "treeitem", "gridcell", "radio"].includes(element.getAttribute("role"))) return false;
    return area(element) < innerWidth * innerHeight * 0.4 && !isWall(element);
  };

  const leadsOn = element => !/^(?:#|javascript:)/.test(element.getAttribute("href") ?? "#");

  const isButton = element => {
    const name = element.localName, role = element.getAttribute("role");
    if (!["a", "button", "input"].includes(name) && role !== "button") return false;
    if (!kerb.isShown(element) || element.disabled || element.getAttribute("aria-disabled") === "true" || isWall(element)) return false;
    if (element.closest("[role=tablist], [role=menu], [role=listbox], [inert]") || role === "tab" || role === "switch") return false;
    if (name === "button" || (name === "input" && ["button", "submit", "image"].includes(element.type)))
      return element.type === "button" || (element.type === "submit" && !element.form);
    if (name === "a" && leadsOn(element)) return false;
    if (role === "button") return element.localName !== "summary" && hasFocus(element);
    if (name === "a" && hasFocus(element)) {
      return ["aria-expanded", "aria-haspopup", "aria-controls", "data-toggle", "data-bs-toggle"].some(each => element.hasAttribute(each));
    }
    return false;
  };

  const COMPOSITE = /^(?:tablist|menu|menubar|radiogroup|listbox|tree|grid|treegrid|slider|spinbutton)$/;
  const isComposite = element => COMPOSITE.test(element.getAttribute("role") ?? "") && !["input", "select", "details"].includes(element.localName);
  const MOST_TIPS = 20;
  const POINTS = ["mouseover", "mouseenter", "pointerover", "pointerenter"];
  // What libraries hang their tips on, where one script listens for the whole page.
  const TIPS = "[data-toggle=tooltip], [data-bs-toggle=tooltip], [data-tooltip], [data-tooltip-content], [data-tippy-content], [data-tip], [data-hint], [aria-describedby], [title]:not(iframe)";

  // Take in who waits for what; return what is to be tried, the most telling first.
  const sort = (nodes, names, top) => {
    heard = new Map(nodes.flatMap((node, at) => node && node.nodeType === 1 ? [[node, new Set(names[at])]] : []));
    for (const element of document.querySelectorAll("[onclick], [onmousedown], [onmouseover], [onmouseenter], [onchange], [oninput], [onsubmit]")) {
      const own = [...element.attributes].flatMap(({name}) => name.startsWith("on") ? [name.slice(2)] : []);
      heard.set(element, new Set([...types(element), ...own]));
      if (heard.size > 2000) break;
    }
    const mouse = new Map(), buttons = [], choices = [], hover = new Map(), widgets = [];
    for (const element of heard.keys()) {
      if (!element.isConnected) continue;
      if (isMouseOnly(element)) {
        const key = looks(element);
        mouse.set(key, [...(mouse.get(key) ?? []), number(element)]);
      }
    }
    let count = 0;
    const changes = top.includes("change") || top.includes("input");
    for (const element of kerb.elementsIn()) {
      if (++count > MOST_ELEMENTS) break;
      const own = types(element);
      if (isButton(element)) buttons.push([number(element), own.size > 0 || element.hasAttribute("aria-expanded") || element.hasAttribute("aria-haspopup")]);
      if (widgets.length < MOST_TIPS && isComposite(element)) widgets.push(element);
      const isChoice = element.localName === "select" || (element.localName === "input" && ["radio", "checkbox"].includes(element.type));
      if (isChoice && !element.disabled && kerb.isShown(element) && (own.has("change") || own.has("input") || own.has("click") || (changes && element.localName === "select")))
        choices.push(number(element));
      if ((own.has("mouseenter") || own.has("mouseover") || own.has("pointerenter")) && !isTop(element) && kerb.isShown(element) && area(element) < innerWidth * innerHeight * 0.5)
        hover.set(element, null);
    }
    const brought = revealed();
    for (const element of heard.keys()) if (hover.has(element) && element.matches(TIPS)) brought.hover.set(element, brought.hover.get(element) ?? null);
    if (POINTS.some(name => top.includes(name)))
      for (const element of [...document.querySelectorAll(TIPS)].slice(0, MOST_TIPS))
        if (!brought.hover.has(element) && kerb.isShown(element)) brought.hover.set(element, null);
    for (const element of hover.keys()) if (!brought.hover.has(element)) brought.hover.set(element, null);
    const focus = new Map();
    for (const [trigger, contents] of brought.focus) if (!brought.hover.has(trigger)) focus.set(keeper(trigger, contents), contents);
    for (const [element, own] of heard)
      if ((own.has("focus") || own.has("focusin")) && element.isConnected && hasFocus(element) && kerb.isShown(element) && !focus.has(element)) focus.set(element, null);
    focus.delete(null);
    const listed = (element, contents) => [number(element), looks(element), contents ? contents.map(number) : null, opening(element)];
    return {
      mouse: [...mouse].map(([key, list]) => [key, list]),
      buttons: buttons.sort((a, b) => b[1] - a[1]).map(([at]) => [at, looks(things[at], 4) + kerb.snippetOf(things[at])]),
      choices, forms: forms(), widgets: widgets.map(element => [number(element), looks(element, 4)]),
      hover: [...brought.hover].map(([element, contents]) => listed(element, contents)),
      focus: [...focus].slice(0, MOST_TIPS).map(([element, contents]) => listed(element, contents)),
      drawn: brought.drawn.map(element => listed(element, null)),
    };
  };
  // What tells it from others that look alike, in this page and the next.
  const opening = element => {
    const copy = element.cloneNode(false);
    copy.removeAttribute("aria-describedby");
    return kerb.tidy(copy.outerHTML, 300) + kerb.tidy(element.textContent, 60);
  };
  // Where the focus goes for styles to show what they show when it is in a part of the page.
  const keeper = (trigger, contents) =>
    hasFocus(trigger) ? trigger : focusables(trigger).find(each => isSeen(each) && !contents.includes(each) && !isIn(each, contents)) ?? null;

  // --- what styles show only to a mouse, or to the focus

  const rulesOf = function* (list, depth = 0) {
    for (const rule of list) {
      if (rule.cssRules && depth < 4 && !(rule instanceof CSSStyleRule)) {
        if (rule instanceof CSSMediaRule && !matchMedia(rule.conditionText).matches) continue;
        yield* rulesOf(rule.cssRules, depth + 1);
      } else if (rule instanceof CSSStyleRule) yield rule;
    }
  };
  const SHOWS = ["display", "visibility", "opacity", "max-height", "height", "left", "top", "transform", "clip", "clip-path", "right", "content"];
  const WAYS = {hover: /^(.*?\S)?:hover(\s*[>+~\s]\s*.+)$/, focus: /^(.*?\S)?:focus(?:-within|-visible)?(\s*[>+~\s]\s*.+)$/};
  const DRAWN = /^(.*\S):hover::?(?:after|before)$/;
  const MOST_DRAWN = 10;
  // What rules of styles bring up, by what must be pointed at or have the focus; and what has a
  // tip that styles alone draw.
  const revealed = () => {
    const found = {hover: new Map(), focus: new Map()}, drawn = new Set();
    let count = 0, looks = 0;
    const end = () => ({...found, drawn: [...drawn]});
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
      let rules;
      try { rules = sheet.cssRules; } catch { continue; }
      for (const rule of rulesOf(rules)) {
        if (++count > 8000 || found.hover.size + found.focus.size > 40) return end();
        const text = rule.selectorText;
        if (!/:hover|:focus/.test(text) || !SHOWS.some(name => rule.style.getPropertyValue(name))) continue;
        for (const selector of text.split(",").map(each => each.trim())) {
          const base = DRAWN.exec(selector);
          if (base && drawn.size < MOST_DRAWN) try {
            for (const each of [...document.querySelectorAll(base[1])].slice(0, 3)) if (kerb.isShown(each)) drawn.add(each);
          } catch { /* no selector that we know */ }
          for (const [way, pattern] of Object.entries(WAYS)) {
            const parts = pattern.exec(selector);
            if (!parts || /:hover|:focus/.test(parts[2])) continue;
            let triggers;
            try { triggers = document.querySelectorAll(parts[1] || "*"); } catch { continue; }
            for (const trigger of [...triggers].slice(0, 30)) {
              if (!kerb.isShown(trigger) || isTop(trigger)) continue;
              const contents = broughtBy(trigger, parts[2].trim());
              if ((looks += contents.length) > MOST_LOOKS) return end();
              const hidden = contents.filter(each => !isSeen(each) && kerb.tidy(each.textContent));
              if (hidden.length) found[way].set(trigger, [...(found[way].get(trigger) ?? []), ...hidden.slice(0, 3)]);
            }
          }
        }
      }
    }
    return end();
  };
  const broughtBy = (trigger, rest) => {
    try {
      if (!/^[+~]/.test(rest)) return [...trigger.querySelectorAll(":scope " + rest)];
      const first = rest.replace(/^[+~]\s*/, "").split(/\s*[>\s]\s*/)[0];
      return [...(trigger.parentElement?.children ?? [])].filter(each => each !== trigger && each.matches(first));
    } catch { return []; }
  };
  // Shown, and not cut off by a box around it nor outside the page.
  const isSeen = element => {
    if (!kerb.isShown(element)) return false;
    const rect = element.getBoundingClientRect();
    let [x1, y1, x2, y2] = [rect.left, rect.top, rect.right, rect.bottom];
    if (x2 + scrollX <= 0 || y2 + scrollY <= 0) return false;
    for (let node = element.parentElement; node && !isTop(node); node = node.parentElement) {
      const style = getComputedStyle(node);
      if (style.overflow === "visible") continue;
      const box = node.getBoundingClientRect();
      [x1, y1, x2, y2] = [Math.max(x1, box.left), Math.max(y1, box.top), Math.min(x2, box.right), Math.min(y2, box.bottom)];
    }
    const own = getComputedStyle(element);
    return x2 - x1 > 2 && y2 - y1 > 2 && own.clipPath !== "inset(50%)" && own.clip !== "rect(0px, 0px, 0px, 0px)";
  };

  const isLaidOut = element => element.checkVisibility({visibilityProperty: true}) && area(element) > 0;
  const focusables = root => [...root.querySelectorAll(NATIVE + ", [tabindex]")].filter(each => each.tabIndex >= 0 && !each.disabled);
  // Who could bring up by key what the mouse brings up: what has the focus in the trigger, or beside it.
  const openers = (at, contents) => {
    const trigger = things[at], inside = contents.map(each => things[each]);
    const around = trigger.closest("li") ?? trigger;
    const found = new Set();
    if (hasFocus(trigger)) found.add(trigger);
    const others = focusables(around).filter(each => !isIn(each, inside) && !inside.includes(each));
    for (const element of others) if (isSeen(element)) found.add(element);
    for (const element of others) if (isLaidOut(element)) found.add(element);  // a box without a look, over a label
    const previous = trigger.previousElementSibling, next = trigger.nextElementSibling;
    for (const beside of [previous, next]) if (beside && hasFocus(beside) && beside.matches("button, [role=button], [aria-expanded]")) found.add(beside);
    return [...found].slice(0, 3).map(element => ({
      at: number(element),
      presses: element.matches("button, summary, input[type=checkbox], [role=button], [aria-haspopup], [aria-expanded], a:not([href]), a[href^='#'], a[href^='javascript:']"),
      leads: element.matches("a[href]:not([href^='#']):not([href^='javascript:'])"),
    }));
  };
  const hoverContent = (at, contents) => {
    const known = contents ? contents.map(each => things[each]) : [...things[at].querySelectorAll("*")].slice(0, 300);
    return known.filter(each => kerb.tidy(each.textContent) && !isSeen(each)).map(number);
  };
  const seen = list => list.filter(at => things[at].isConnected && isSeen(things[at]));
  // Those among what came up that have the same words as something that came up before.
  const alike = (list, text) => seen(list).filter(at => kerb.tidy(things[at].textContent, 120) === text);
  // What the mouse brought up, and whether the page has it elsewhere.
  const content = (at, list) => {
    const elements = list.map(each => things[each]).filter(each => !isIn(each, list.map(other => things[other])));
    const links = elements.flatMap(each => [...(each.matches("a[href]") ? [each] : []), ...each.querySelectorAll("a[href]")]);
    const controls = elements.flatMap(each => [...each.querySelectorAll("button, input, select, [role=button]")]);
    const others = new Set([...document.links].filter(each => !links.includes(each) && isSeen(each)).map(each => each.href));
    const words = kerb.tidy(elements.map(each => each.textContent).join(" "), 500);
    const trigger = things[at];
    const isHere = each => {
      const name = each.getAttribute("href");
      if (!name.startsWith("#")) return false;
      let target = null;
      try { target = document.getElementById(decodeURIComponent(name.slice(1))); } catch { /* no such place */ }
      return Boolean(target && (target === trigger || trigger.contains(target) || target.contains(trigger) && target.contains(each) && !isTop(target)));
    };
    const said = [trigger, ...trigger.querySelectorAll("*")].slice(0, 50).map(each => ["aria-label", "title", "alt"].map(name => each.getAttribute(name) ?? "").join(" ")
      + " " + (each.getAttribute("aria-describedby") ?? "").split(/\s+/).map(id => document.getElementById(id)?.textContent ?? "").join(" ")).join(" ");
    return {
      links: links.length + controls.length, isHere: links.length > 0 && !controls.length && links.every(isHere),
      isElsewhere: links.length > 0 && !controls.length && links.every(each => others.has(each.href)),
      text: kerb.tidy(words, 120), isSaid: kerb.tidy(said, 5000).includes(words.slice(0, 60)),
      isRepeat: kerb.tidy(trigger.innerText, 5000).split(words).length > 2,
    };
  };
  // Whether Tab gets to all links that came up though they are not seen: they are hidden by looks alone.
  const isReached = list => {
    const links = list.flatMap(at => [...(things[at].matches("a[href]") ? [things[at]] : []), ...things[at].querySelectorAll("a[href]")]).slice(0, 5);
    return links.length > 0 && links.every(each => { each.focus({preventScroll: true}); return kerb.activeElement() === each && each.tabIndex >= 0; });
  };
  const middleOf = at => {
    const rect = things[at].getClientRects()[0] ?? things[at].getBoundingClientRect();
    return [rect.left + rect.width / 2, rect.top + rect.height / 2];
  };

  // --- places and pressing

  const point = at => {
    const element = things[at];
    element.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
    const [x, y] = middleOf(at);
    const hit = document.elementFromPoint(x, y);
    return hit && (hit === element || element.contains(hit)) ? [x, y] : null;
  };
  const focus = at => { things[at].focus(); return kerb.activeElement() === things[at]; };
  // What it is called where it has no words of its own, or those of its choices.
  const named = element => {
    if (kerb.textOf(element) && element.localName !== "select") return {};
    const picture = element.querySelector("img[alt]")?.alt;
    const ids = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).map(id => document.getElementById(id)?.textContent ?? "").join(" ").trim();
    const name = ids || element.labels?.[0]?.textContent || element.getAttribute("aria-label") || picture || element.getAttribute("placeholder") || element.getAttribute("title") || (/^(?:radio|checkbox)$/.test(element.type) ? "" : element.value);
    return {text: kerb.tidy(name || element.localName)};
  };
  const place = at => ({...kerb.placeOf(things[at]), ...named(things[at])});
  const isOn = at => kerb.activeElement() === things[at];
  const stateOf = at => {
    const element = things[at];
    const state = {text: kerb.textOf(element), label: element.getAttribute("aria-label")};
    for (const name of ["aria-expanded", "aria-pressed", "aria-selected", "aria-checked", "aria-current", "aria-haspopup"]) state[name] = element.getAttribute(name);
    state.isNative = element.matches("button, input, a[href], summary");
    state.isButton = element.getAttribute("role") === "button";
    state.isLink = element.matches("a[href]");
    const holder = element.closest("[aria-expanded]") ?? element.querySelector("[aria-expanded]");
    state.around = holder && holder !== element ? holder.getAttribute("aria-expanded") : null;
    return state;
  };
  const twin = (at, led) => {
    const element = things[at], text = kerb.textOf(element).toLowerCase();
    const to = led.map(each => each.replace(/^led /, ""));
    let count = 0;
    for (const other of document.querySelectorAll(NATIVE + ", [tabindex='0']")) {
      if (++count > 2000) break;
      if (!kerb.isShown(other) || element.contains(other)) continue;
      if (other.href && to.includes(other.href)) return true;
      if (text && kerb.textOf(other).toLowerCase() === text) return true;
    }
    return false;
  };

  // --- dialogs

  const dialogOf = made => {
    for (const at of made.appeared) {
      const element = things[at];
      if (!element.isConnected) continue;
      const found = element.matches(DIALOG) ? element : element.querySelector(DIALOG) ?? element.closest(DIALOG);
      if (found && kerb.isShown(found)) return number(found);
    }
    return -1;
  };
  const isIns = at => { const now = kerb.activeElement(); return Boolean(now && things[at].contains(now)); };
  const dialog = at => {
    const element = things[at];
    const isModal = element.matches(":modal") || element.getAttribute("aria-modal") === "true" || element.querySelector("[aria-modal=true]") !== null;
    const corners = [[3, 3], [innerWidth - 4, 3], [3, innerHeight - 4], [innerWidth - 4, innerHeight - 4]];
    const isCovering = corners.every(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      return hit && !isTop(hit) && (hit.contains(element) || element.contains(hit) || (getComputedStyle(hit).position === "fixed" && area(hit) > innerWidth * innerHeight * 0.9));
    });
    return {modal: isModal || isCovering, inside: isIns(at), shown: element.isConnected && kerb.isShown(element)};
  };
  const within = at => {
    const now = kerb.activeElement();
    if (!now || isTop(now)) return {out: false, end: true, at: -1};
    const isOut = !things[at].contains(now) && !now.contains(things[at]) && !now.closest(DIALOG) && kerb.isShown(now);
    return {out: isOut, end: false, at: number(now)};
  };
  const closer = at => {
    const CLOSES = /close|dismiss|cancel|no thanks|^[x×✕✖]$|\bcau\b|canslo/i;
    for (const element of things[at].querySelectorAll("button, a, [role=button], input[type=button]")) {
      const name = [kerb.textOf(element), element.getAttribute("aria-label") ?? "", element.getAttribute("title") ?? "", element.className, element.value ?? ""];
      if (kerb.isShown(element) && name.some(each => CLOSES.test(String(each)))) return number(element);
    }
    return -1;
  };
  const isShownNow = list => list.filter(at => things[at].isConnected && kerb.isShown(things[at]));

  // --- messages

  const TELLS = /\b(?:saved|added|removed|copied|sent|thank(?:s| you)|success(?:ful|fully)?|failed|updated|deleted|error|results? found|\d+ results?|loaded|submitted|subscribed|cadwyd|wedi(?:'i)?)\b/i;
  const messages = made => [...made.appeared, ...made.texts].filter(at => {
    const element = things[at], words = kerb.textOf(element);
    if (!element.isConnected || !words || words.split(" ").length > 30 || !TELLS.test(words)) return false;
    if (element.closest(LIVE) || element.querySelector(LIVE) || element.closest(DIALOG) || element.querySelector(DIALOG)) return false;
    const now = kerb.activeElement();
    return !element.contains(now) && !now?.contains(element) && element.querySelectorAll("a[href], input, select, textarea").length === 0;
  });
  const notices = made => [...made.appeared, ...made.texts].filter(at => {
    const words = things[at].isConnected ? kerb.textOf(things[at]) : "";
    return words && words.split(" ").length <= 30 && !things[at].querySelector("a[href], input, select, textarea");
  });

  // --- forms

  const TYPED = "input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=url], input[type=number], input[type=date], input[type=password], textarea, select, input[type=radio], input[type=checkbox]";
  const fieldsOf = form => [...form.querySelectorAll(TYPED)].filter(each => !each.disabled && (kerb.isShown(each) || [...(each.labels ?? [])].some(kerb.isShown)));
  const isEmpty = field => ["radio", "checkbox"].includes(field.type) ? !field.checked : !field.value;
  const submits = form => [...form.elements].find(each => each.type === "submit" && kerb.isShown(each) && !each.disabled)
    ?? [...form.elements].find(each => each.type === "button" && kerb.isShown(each) && types(each).has("click"));
  const forms = () => [...document.forms].filter(form => {
    if (!(form instanceof HTMLFormElement) || form.closest("[role=search], search") || isWall(form)) return false;
    const fields = fieldsOf(form), button = submits(form);
    if (!button || fields.length < 1 || !fields.some(isEmpty) || fields.some(each => each.type === "search")) return false;
    const isOwn = form.noValidate || types(form).has("submit") || types(button).has("click");
    const isBrowsers = !form.noValidate && !button.formNoValidate && fields.some(each => !each.validity.valid);
    return isOwn && !(isBrowsers && !types(button).has("click"));
  }).slice(0, 5).map(form => [number(form), number(submits(form)), looks(form) + kerb.snippetOf(form).slice(0, 200) + fieldsOf(form).length]);

  const dress = field => {
    const parts = [field, field.parentElement, ...(field.labels ?? [])].filter(Boolean).slice(0, 4);
    return parts.map(each => { const s = getComputedStyle(each); return [s.borderTopColor, s.borderLeftColor, s.backgroundColor, s.boxShadow, s.color, s.borderTopWidth, s.borderLeftWidth, s.backgroundImage].join(); }).join("|");
  };
  let dresses = new Map();
  const arm = at => { dresses = new Map(fieldsOf(things[at]).map(field => [field, dress(field)])); };
  const plain = text => (String(text).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
  const labelOf = field => {
    const legend = ["radio", "checkbox"].includes(field.type) ? field.closest("fieldset")?.querySelector("legend") : null;
    const text = legend?.textContent ?? field.labels?.[0]?.textContent ?? field.getAttribute("aria-label") ?? field.getAttribute("placeholder") ?? "";
    return plain(String(text).replace(/\([^)]*\)|required|\*/gi, " "));
  };
  const ids = (field, name) => (field.getAttribute(name) ?? "").split(/\s+/).filter(Boolean);
  // What the form said to an empty attempt.
  const errors = (at, made) => {
    const form = things[at], fields = fieldsOf(form), now = kerb.activeElement();
    if (made.alerts || fields.some(each => each.matches(":user-invalid") && !form.noValidate && each.validationMessage && now === each)) return null;
    const said = [...made.appeared, ...made.texts].map(each => things[each]).filter(each =>
      each.isConnected && kerb.isShown(each) && !fields.includes(each) && kerb.textOf(each) && !each.querySelector(TYPED) && kerb.textOf(each).split(" ").length <= 80);
    const whole = [...made.appeared, ...made.texts].map(each => things[each]).filter(each => each.isConnected && each.querySelector?.(TYPED));
    if (whole.length) return null;  // another part of the form came up: no errors
    const marked = fields.filter(each => each !== now && (isEmpty(each) || !each.validity.valid) && dresses.has(each) && dress(each) !== dresses.get(each));
    const told = fields.filter(each => each.getAttribute("aria-invalid") === "true");
    if (!said.length && !marked.length) return null;
    if (!said.length && made.led.length) return null;
    const groups = new Map();  // radios of one name are one field
    for (const field of fields) groups.set(["radio", "checkbox"].includes(field.type) && field.name ? field.name : field, field);
    const count = groups.size;
    const keysIn = node => new Set(fields.filter(each => node.contains(each)).map(each => ["radio", "checkbox"].includes(each.type) && each.name ? each.name : each)).size;
    const labels = [...groups.values()].map(labelOf).filter(Boolean);
    const facts = said.map(message => {
      let node = message;
      while (node.parentElement && node !== form && keysIn(node) === 0) node = node.parentElement;
      const isNear = count === 1 || (node !== form && keysIn(node) === 1);
      const text = ` ${plain(message.textContent)} `;
      const isNaming = labels.some(label => text.includes(` ${label} `)) || [...message.querySelectorAll("a[href^='#']")].length > 0
        || Boolean(message.closest("a[href^='#']"));
      const isTied = fields.some(field => [...ids(field, "aria-describedby"), ...ids(field, "aria-errormessage"), ...ids(field, "aria-labelledby")].some(id => {
        const other = document.getElementById(id);
        return other && (other.contains(message) || message.contains(other));
      }) || [...(field.labels ?? [])].some(label => label.contains(message))) || fields.some(field => message.closest("legend") && field.closest("fieldset")?.contains(message));
      const isLive = Boolean(message.closest(LIVE) || message.querySelector(LIVE) || message.matches(LIVE));
      const isFocused = Boolean(now && (message.contains(now) || now.contains(message) && !isTop(now) && now !== form && !now.contains(form)));
      return {isNear, isNaming, isTied, isLive, isFocused, text: kerb.textOf(message), html: kerb.snippetOf(message)};
    });
    return {
      facts, marked: marked.length, invalid: told.length, fields: count,
      moved: fields.includes(now), first: kerb.placeOf(marked[0] ?? fields[0]),
      message: said.length ? kerb.placeOf(said[0]) : null,
    };
  };

  // --- choosing

  const choose = at => {
    const element = things[at];
    return {isSelect: element.localName === "select", value: element.selectedIndex ?? -1, isChecked: element.checked ?? false, count: element.options?.length ?? 0,
            isTold: /\b(?:will (?:be )?(?:re)?(?:load|refresh|change|update|open)|automatically)\b/i.test((element.closest("form, fieldset, p, div") ?? element).innerText.slice(0, 600))};
  };
  const unchoose = (at, was) => {
    const element = things[at];
    if (was.isSelect && element.selectedIndex !== was.value) element.selectedIndex = was.value;
    if (!was.isSelect && element.checked !== was.isChecked) element.checked = was.isChecked;
  };

  const isSaidStill = words => kerb.tidy(document.body?.innerText, 200000).includes(words.replace(/…$/, ""));

  // Plain text at which Tab stops though nothing waits for a click, a key or the focus: on it, in it
  // or around it.
  const idle = nodes => {
    const waiting = nodes.filter(each => each && each.nodeType === 1), found = [];
    for (const element of [...document.querySelectorAll("[tabindex]")].slice(0, 300)) {
      if (element.tabIndex < 0 || element.matches(NATIVE) || element.hasAttribute("role") || element.localName.includes("-") || !kerb.isShown(element)) continue;
      if (element.closest("[role], [contenteditable], [draggable=true], svg, dialog") || element.querySelector(NATIVE + ", [role], [tabindex]")) continue;
      if (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1) {
        const style = getComputedStyle(element);
        if (/auto|scroll/.test(style.overflowX + style.overflowY)) continue;
      }
      if (waiting.some(each => each.contains(element) || element.contains(each))) continue;
      const words = kerb.textOf(element) || kerb.tidy(element.getAttribute("alt"));
      if (words) found.push({...kerb.placeOf(element), text: words});
      if (found.length >= 20) break;
    }
    return found;
  };

  globalThis.presser = Object.freeze({
    sort, idle, begin, result, refresh, quieten, point, middleOf, focus, place, isOn, stateOf, twin, dialogOf, dialog, within, closer,
    isAround: (at, list) => list.some(each => things[each] !== things[at] && (things[each].contains(things[at]) || things[at].contains(things[each]))),
    isShownNow, isSaidStill, messages, notices, arm, errors, choose, unchoose, openers, hoverContent, seen, alike, content, isReached,
    // for touch.js, linger.js and arrows.js, which build upon this
    number, types, looks, isWall, isSeen, isIn, focusables, hasFocus,
    thing: at => things[at], heard: () => [...heard.keys()],
    // What makes the page behave and look as it does: pages of one make answer alike. Scripts within
    // the page often differ in a word or two; they count by their length only where there are no others.
    make: () => {
      const parts = [...document.querySelectorAll("script, style, link[rel=stylesheet]")];
      const others = parts.filter(each => each.src || each.href).map(each => each.src || each.href);
      const isShared = others.some(each => /\.js\b/.test(each));
      const own = parts.filter(each => !each.src && !each.href).map(each => isShared ? each.localName : each.textContent.length);
      return [...others, ...own].join(" ") + (document.body?.getAttribute("onload") ?? "");
    },
    scripts: () => {
      const own = [...document.scripts], others = own.filter(each => each.src).map(each => each.src);
      return (others.length ? others : own.map(each => each.textContent.length)).join(" ") + (document.body?.getAttribute("onload") ?? "");
    },
    offers: () => /\bshortcuts?\b/i.test(document.body?.innerText ?? "") && document.querySelector("input[type=checkbox], button, [role=switch], [role=button]") !== null,
    text: at => kerb.textOf(things[at]),
    dialogs: () => [...document.querySelectorAll(DIALOG)].some(each => each.matches(":modal, [aria-modal=true]") && kerb.isShown(each)),
  });
  refresh();
  return true;
}

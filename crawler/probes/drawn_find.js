// Controls whose look the page makes itself: ticks and switches, fields with a shadow or a picture,
// buttons that are only a sign. What browsers draw by themselves is left out, and what is switched off.
() => {
  const MOST_LOOKED = 3000, MOST_JUDGED = 200, MOST_FOUND = 24, MOST_MASKS = 40;
  const CHOICES = "input[type=checkbox], input[type=radio], [role=checkbox], [role=radio], [role=switch]";
  const FIELDS = "select, textarea, input:not([type=checkbox], [type=radio], [type=range], [type=color], [type=file], [type=image], [type=button], [type=submit], [type=reset], [type=hidden])";
  const NAMES = new Set(["input", "select", "textarea", "button", "summary", "a"]);
  const SIGNS = "button, summary, a[href], [role=button]";
  const SIGN_FONT = /icon|awesome|symbol|glyph/i, LETTERS = /[\p{L}\p{N}]/u;
  const STATE = /^\s*(on|off|ymlaen|i ffwrdd)\s*$/i;  // words that tell what a tick tells
  const LOGOS = /facebook|twitter|\bx\.com|instagram|youtube|linkedin|github|gitlab|whatsapp|tiktok|flickr|pinterest|nextdoor|threads|bluesky|bsky|mastodon|logo|brand/i;
  const LEAST_MARK = 8, MOST_MARK = 80, LEAST_SIGN = 12;  // CSS pixels
  const found = new Map();
  let judged = 0;

  const isSignFont = style => SIGN_FONT.test(style.fontFamily.split(",")[0]);

  // Drawn for nobody's eyes: cut to nothing, see-through, or far outside.
  const isUnseen = element => {
    if (!kerb.isShown(element)) return true;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    return style.opacity === "0" || box.width < 4 || box.height < 4 || box.right + scrollX < 0 || box.bottom + scrollY < 0
      || style.clipPath.startsWith("inset(50%") || /^rect\(0px,? 0px,? 0px,? 0px\)|^rect\(1px/.test(style.clip);
  };

  // Inside something that is cut to nothing, as what only screen readers get is.
  const isCut = element => {
    for (let node = element, steps = 0; node && steps < 6; node = kerbSeen.parentOf(node), steps++) {
      const style = getComputedStyle(node);
      if (style.overflow !== "visible" && style.display !== "inline" && (node.clientWidth < 4 || node.clientHeight < 4)) return true;
      if (style.opacity === "0" || style.clipPath.startsWith("inset(50%") || /^rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)/.test(style.clip)) return true;
    }
    return false;
  };

  const isReadable = text => {
    const holder = kerbSeen.holderOf(text);
    if (!holder || !LETTERS.test(text.data) || isSignFont(getComputedStyle(holder))) return false;
    for (let node = holder, steps = 0; node && steps < 4; node = kerbSeen.parentOf(node), steps++) if (isUnseen(node)) return false;
    const style = getComputedStyle(holder);
    return parseFloat(style.textIndent) > -99 && parseFloat(style.fontSize) > 2 && kerbSeen.linesOf(text).length > 0;
  };
  const readables = element => [...kerbSeen.textNodes(element)].slice(0, MOST_MASKS).filter(isReadable);
  const onPage = ({left, top, width, height}) => ({x: left + scrollX, y: top + scrollY, w: width, h: height});
  const hasPseudo = element => ["::before", "::after"].some(which => {
    const style = getComputedStyle(element, which);
    return style.content !== "none" && style.content !== "normal" && style.display !== "none";
  });

  // The small part without words that stands for a box to tick.
  const markIn = elements => elements.slice(0, 12).find(each => {
    if (isUnseen(each) || each.matches("input, a, button, img")) return false;
    const {width, height} = each.getBoundingClientRect();
    return width >= LEAST_MARK && height >= LEAST_MARK && width <= MOST_MARK && height <= MOST_MARK && !LETTERS.test(each.textContent);
  });

  const joined = (one, other) => {
    const left = Math.min(one.left, other.left), top = Math.min(one.top, other.top);
    return {left, top, width: Math.max(one.right, other.right) - left, height: Math.max(one.bottom, other.bottom) - top};
  };

  // Where the parts that a style puts beside an element's words are drawn; null where it can't be told.
  const pseudoBox = element => {
    const boxes = [];
    for (const which of ["::before", "::after"]) {
      const style = getComputedStyle(element, which);
      if (style.content === "none" || style.content === "normal" || style.display === "none") continue;
      const [left, top, width, height] = [style.left, style.top, style.width, style.height].map(parseFloat);
      if (style.position !== "absolute" || ![left, top, width, height].every(Number.isFinite)) return null;
      let holder = element;
      for (let steps = 0; holder && steps < 30 && getComputedStyle(holder).position === "static"; steps++) holder = holder.parentElement;
      if (!holder) return null;
      const outer = holder.getBoundingClientRect(), edge = style.boxSizing === "border-box" ? [0, 0]
        : [["borderLeftWidth", "borderRightWidth", "paddingLeft", "paddingRight"], ["borderTopWidth", "borderBottomWidth", "paddingTop", "paddingBottom"]]
          .map(names => names.reduce((sum, name) => sum + parseFloat(style[name]), 0));
      const x = outer.left + holder.clientLeft + left, y = outer.top + holder.clientTop + top;
      boxes.push({left: x, top: y, width: width + edge[0], height: height + edge[1], right: x + width + edge[0], bottom: y + height + edge[1]});
    }
    const large = boxes.filter(box => box.width >= LEAST_MARK && box.height >= LEAST_MARK && box.width <= MOST_MARK && box.height <= MOST_MARK);
    if (!large.length) return null;
    const sum = boxes.reduce((one, other) => ({...joined(one, other), get right() { return this.left + this.width; }, get bottom() { return this.top + this.height; }}));
    return sum.width <= 2 * MOST_MARK && sum.height <= MOST_MARK ? sum : null;
  };

  // Where a choice is drawn, and by what; null where the browser draws it, or words alone stand for it.
  const choiceOf = element => {
    const isInput = element.localName === "input", label = isInput ? element.labels && element.labels[0] : null;
    if (!isInput) {
      if (isUnseen(element)) return null;
      const mark = readables(element).length ? markIn([...element.querySelectorAll("*")]) : element;
      const box = mark && mark.getBoundingClientRect();
      return box && box.width <= 2 * MOST_MARK && box.height <= MOST_MARK ? {by: mark, box} : null;
    }
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    if (!isUnseen(element)) return style.appearance === "none" && box.width >= LEAST_MARK ? {by: element, box} : null;
    if (!label || isUnseen(label) || label.querySelector("img, video, picture")) return null;
    const labelled = hasPseudo(label) && pseudoBox(label);
    if (labelled) return {by: label, box: labelled};
    const after = [];
    for (let node = element.nextElementSibling; node && after.length < 3 && node !== label; node = node.nextElementSibling) after.push(node, ...node.querySelectorAll("*"));
    const mark = markIn([...label.querySelectorAll("*"), ...after]);
    if (mark) return {by: mark, box: mark.getBoundingClientRect()};
    const drawn = [label, ...label.querySelectorAll("span, i, div")].slice(0, 6).find(hasPseudo);
    if (!drawn || isUnseen(drawn)) return null;
    const beside = pseudoBox(drawn);
    if (beside) return {by: drawn, box: beside};
    const whole = drawn.getBoundingClientRect(), isNear = box.width >= LEAST_MARK && box.right >= whole.left - 60 && box.left <= whole.right + 60 && Math.abs(box.top - whole.top) < 60;
    const both = isNear ? joined(whole, box) : whole;
    return both.width <= 700 && both.height <= 160 ? {by: drawn, box: both} : null;
  };

  const fieldOf = element => {
    const style = getComputedStyle(element);
    if (element.readOnly || isUnseen(element) || (style.boxShadow === "none" && style.backgroundImage === "none")) return null;
    return {by: element, box: element.getBoundingClientRect()};
  };

  const signOf = element => {
    const hasLetters = LETTERS.test(element.textContent);
    if (hasLetters && !element.firstElementChild && parseFloat(getComputedStyle(element).textIndent) > -99) return null;
    const box = element.getBoundingClientRect();
    if (box.width < LEAST_SIGN || box.height < LEAST_SIGN || box.width > 1.5 * MOST_MARK || box.height > MOST_MARK || isUnseen(element)) return null;
    if (element.closest("[class*=logo], [class*=brand]") || LOGOS.test(element.cloneNode(false).outerHTML.slice(0, 2000)) || element.querySelector("picture, video, canvas")) return null;
    const image = element.querySelector("img");
    if (image && (element.localName === "a" || image.getBoundingClientRect().width > MOST_MARK / 2)) return null;
    if (readables(element).length) return null;
    const hasSign = element.querySelector("svg, img") || /^[^\p{L}\p{N}]{1,3}$/u.test(element.textContent.trim()) || [element, ...element.querySelectorAll("*")].slice(0, 8).some(each =>
      hasPseudo(each) || getComputedStyle(each).backgroundImage !== "none" || getComputedStyle(each).maskImage !== "none" || isSignFont(getComputedStyle(each)));
    return hasSign ? {by: element, box} : null;
  };

  // What styles say of the look of an element and of what they put beside it: two controls of one
  // class may be drawn in two colours, on two pages or on one.
  const LOOK = ["color", "backgroundColor", "backgroundImage", "borderTopColor", "borderBottomColor", "borderTopWidth", "borderBottomWidth", "boxShadow", "fill", "stroke", "maskImage"];
  const lookOf = element => ["", "::before", "::after"].map(which => {
    const style = getComputedStyle(element, which);
    return which && style.content === "none" ? "" : LOOK.map(name => style[name].slice(0, 80)).join();
  }).join(";");

  // What may say how a tick looks: the style sheets by their addresses, and those of the page itself.
  const briefOf = text => {
    let sum = 0;
    for (let at = 0; at < text.length && at < 200000; at++) sum = (31 * sum + text.charCodeAt(at)) | 0;
    return sum;
  };
  let sheets = "";
  const sheetsOf = () => sheets ||= [...document.styleSheets].slice(0, 60).map(each => each.href
    || (each.ownerNode && /:checked/.test(each.ownerNode.textContent) ? briefOf(each.ownerNode.textContent) : "")).join();

  const isOff = element => kerbSeen.isOff(element) || !!element.closest("fieldset:disabled, [aria-disabled=true], [class*=disabled], [class*=inactive]");

  const add = (element, kind, drawn) => {
    if (!drawn || isOff(element) || isCut(drawn.by) || ++judged > MOST_JUDGED) return;
    const box = onPage(drawn.box), label = element.labels && element.labels[0];
    if (box.x < 0 || box.y < 0 || box.x + box.w > innerWidth) return;
    const holder = kerbSeen.parentOf(drawn.by), ground = holder && kerbSeen.backdropOf(holder);
    const texts = [...readables(drawn.by), ...(label ? readables(label) : []), ...(holder && holder !== label ? readables(holder) : [])].slice(0, MOST_MASKS);
    const canTick = kind === "choice" && element.localName === "input" && !texts.some(text => STATE.test(text.data));
    const part = [kind, canTick, element.localName, element.type, element.className.baseVal ?? element.className, drawn.by.className.baseVal ?? drawn.by.className,
      holder && (holder.className.baseVal ?? holder.className), Math.round(box.h), kind === "choice" ? 0 : Math.round(box.w),
      kind === "sign" ? element.innerHTML.slice(0, 400).replace(/ id="[^"]*"/g, "") : "", (ground || [Math.round(box.x), Math.round(box.y)]).join()].join(" | ").slice(0, 1000)
      + [element, drawn.by, ...(kind === "sign" ? [...element.querySelectorAll("*")].slice(0, 6) : [])].map(lookOf).join("|")
      + (kind === "choice" ? briefOf(sheetsOf()) : "");
    const known = found.get(part);
    if (known) { known.count++; return; }
    if (found.size >= MOST_FOUND) return;
    found.set(part, {
      ...kerb.placeOf(element), part, kind, around: kind === "field" ? 10 : 4, area: box, count: 1, by: kerb.selectorOf(drawn.by),
      masks: texts.flatMap(text => kerbSeen.linesOf(text).slice(0, 20).map(onPage)),
      isLink: element.localName === "a", canTick,
      isSwitch: element.getAttribute("role") === "switch" || /switch|toggle/i.test(`${element.className} ${drawn.by.className.baseVal ?? drawn.by.className}`),
      hasHint: kind === "field" && (!!element.getAttribute("placeholder") || !!element.value),
    });
  };

  let looked = 0;
  for (const element of kerb.elementsIn()) {
    if (!NAMES.has(element.localName) && !element.hasAttribute("role")) continue;
    if (!element.matches(`${CHOICES}, ${FIELDS}, ${SIGNS}`)) continue;
    if (++looked > MOST_LOOKED) break;
    if (element.matches(CHOICES)) add(element, "choice", choiceOf(element));
    else if (element.matches(FIELDS)) add(element, "field", fieldOf(element));
    else add(element, "sign", signOf(element));
  }
  return [...found.values()];
}

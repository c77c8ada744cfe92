// What people see of links and buttons that say more to a machine; and labels far from their fields.
() => {
  const MOST = 3000, MOST_TOLD = 40, MOST_TEXTS = 40, FAR_ASIDE = 160, FAR_BELOW = 80;  // CSS pixels
  const LETTERS = /\p{L}{2}/u, SIGNS = /icon|symbol|awesome|glyph|material/i;
  const seenOf = control => {
    const walker = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
    let seen = "", unseen = "";
    for (let count = 0; walker.nextNode() && count < MOST_TEXTS; count++) {
      const text = walker.currentNode;
      if (!text.data.trim()) { seen += " "; continue; }
      if (isDrawn(text, control)) seen += " " + text.data; else unseen += " " + text.data;
    }
    return [kerb.tidy(seen), kerb.tidy(unseen)];
  };
  const isDrawn = (text, control) => {
    const holder = text.parentElement;
    if (!kerb.isShown(holder) || SIGNS.test(getComputedStyle(holder).fontFamily)) return false;
    for (let node = holder, steps = 0; node && steps < 8; node = node.parentElement, steps++) {
      const style = getComputedStyle(node);
      if (style.clipPath === "inset(50%)" || style.clipPath === "inset(100%)" || /^rect\((0|1)px,? (0|1)px/.test(style.clip)) return false;
      if (style.overflowX !== "visible" && (node.offsetWidth <= 2 || node.offsetHeight <= 2)) return false;
      if (node === control) break;
    }
    return kerbSeen.linesOf(text).some(box => box.right + scrollX > 0 && box.bottom + scrollY > 0 && box.left < 20000);
  };
  const says = (element, name) => kerb.tidy((element.getAttribute(name) ?? "").split(/\s+/).map(id => document.getElementById(id)?.textContent ?? "").join(" "), 500);
  const spoken = [], far = [];
  let looked = 0;
  for (const element of document.querySelectorAll("a[href], button, [role=button], [role=link]")) {
    if (++looked > MOST || spoken.length >= MOST_TOLD) break;
    const isNamed = element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
    if ((!element.childElementCount && !isNamed) || !LETTERS.test(element.textContent) || !kerb.isShown(element) || element.closest("[aria-hidden=true]")) continue;
    const [seen, unseen] = seenOf(element);
    const named = isNamed ? says(element, "aria-labelledby") || kerb.tidy(element.getAttribute("aria-label")) : "";
    if (!LETTERS.test(seen) || (!unseen && !named)) continue;
    spoken.push({...kerb.placeOf(element), seen, unseen, named, isPictured: Boolean(element.querySelector("img, svg, picture, i, [class*=icon]"))});
  }
  // --- labels
  looked = 0;
  for (const label of document.querySelectorAll("label")) {
    if (++looked > MOST / 4 || far.length >= MOST_TOLD / 2) break;
    const field = label.control;
    if (!field || label.contains(field) || field.type === "hidden" || !kerb.isShown(field) || !kerb.isShown(label) || field.labels.length > 1) continue;
    if (field.closest("table") || field.type === "file" || field.type === "image") continue;
    if (!LETTERS.test(label.textContent)) continue;
    const boxes = [];
    const walker = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
    for (let count = 0; walker.nextNode() && count < MOST_TEXTS; count++)
      if (walker.currentNode.data.trim() && isDrawn(walker.currentNode, label)) boxes.push(...kerbSeen.linesOf(walker.currentNode));
    if (!boxes.length) continue;
    const its = field.getBoundingClientRect();
    if (its.width < 4 || its.height < 4) continue;
    const aside = Math.min(...boxes.map(box => Math.max(its.left - box.right, box.left - its.right, 0)));
    const below = Math.min(...boxes.map(box => Math.max(its.top - box.bottom, box.top - its.bottom, 0)));
    if (aside <= FAR_ASIDE && below <= FAR_BELOW) continue;
    if (isBetween(label, field, boxes, its)) continue;
    far.push({...kerb.placeOf(field), words: kerb.tidy(label.textContent, 80), aside: Math.round(aside), below: Math.round(below)});
  }
  // Whether a hint, an error or anything else is read on the way from a label to its field.
  function isBetween(label, field, boxes, its) {
    let around = label.parentElement;
    for (let steps = 0; around && !around.contains(field) && steps < 20; steps++) around = around.parentElement;
    if (!around) return true;
    const own = label.getBoundingClientRect();
    const left = Math.min(own.left, its.left), right = Math.max(own.right, its.right);
    const top = Math.min(own.top, its.top), bottom = Math.max(own.bottom, its.bottom);
    const isIn = box => box.width > 1 && box.height > 1 && box.left < right && box.right > left && box.top < bottom && box.bottom > top;
    for (const other of [...around.querySelectorAll("img, svg, input, select, textarea, button, canvas, iframe")].slice(0, 100))
      if (other !== field && !label.contains(other) && isIn(other.getBoundingClientRect())) return true;
    const walker = document.createTreeWalker(around, NodeFilter.SHOW_TEXT);
    for (let count = 0; walker.nextNode(); count++) {
      if (count > 200) return true;
      const text = walker.currentNode;
      if (text.data.trim() && !label.contains(text) && !field.contains(text) && kerb.isShown(text.parentElement) && kerbSeen.linesOf(text).some(isIn)) return true;
    }
    return false;
  }
  return {spoken, far};
}

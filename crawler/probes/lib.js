// What all our scripts in a page share; runs once in our own world of each page that is tried out.
// Nothing here is seen by the page, and nothing of the page's (patched methods, globals) is seen here.
() => {
  const MOST_STEPS = 60, MOST_HTML = 300, MOST_TEXT = 200;
  const SAFE_ID = /^[A-Za-z][\w-]*$/;

  const tidy = (text, most = MOST_TEXT) => {
    const line = String(text ?? "").replace(/\s+/g, " ").trim().toWellFormed();
    return line.length > most ? line.slice(0, most - 1).trimEnd() + "…" : line;
  };

  const nameOf = element => CSS.escape(element.localName);

  const placeAmong = element => {
    let place = 1;
    for (let other = element.previousElementSibling; other; other = other.previousElementSibling)
      if (other.localName === element.localName) place++;
    return place;
  };

  const isOnlyOne = (root, id) => root.querySelectorAll("#" + CSS.escape(id)).length === 1;

  // A CSS selector of the element in its document or shadow root.
  const pathIn = (root, element) => {
    const steps = [];
    for (let node = element; node && node.nodeType === 1 && steps.length < MOST_STEPS; node = node.parentElement) {
      if (node.id && SAFE_ID.test(node.id) && isOnlyOne(root, node.id)) {
        steps.unshift("#" + node.id);
        break;
      }
      if (node === document.body || node === document.documentElement) {
        steps.unshift(node.localName);
        break;
      }
      steps.unshift(`${nameOf(node)}:nth-of-type(${placeAmong(node)})`);
    }
    return steps.join(" > ");
  };

  // The same, with a step for each shadow root, parted by " >> ".
  const selectorOf = element => {
    const steps = [];
    for (let node = element; node; ) {
      const root = node.getRootNode();
      steps.unshift(pathIn(root, node));
      node = root instanceof ShadowRoot ? root.host : null;
    }
    return steps.join(" >> ");
  };

  const find = selector => {
    let root = document, found = null;
    for (const step of String(selector).split(" >> ")) {
      found = root && root.querySelector(step);
      root = found && found.shadowRoot;
    }
    return found;
  };

  const snippetOf = element => {
    const opening = element.cloneNode(false).outerHTML;
    const whole = opening.length > MOST_HTML || element.innerHTML.length > 20 * MOST_HTML ? opening : element.outerHTML;
    return tidy(whole, MOST_HTML);
  };

  // Drawn, as far as styles and sizes tell; not whether something covers it.
  const isShown = element => {
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})) return false;
    for (const box of element.getClientRects()) if (box.width > 0 && box.height > 0) return true;
    return false;
  };

  // Where it stands on the page, in CSS pixels from the page's upper left corner.
  const boxOf = element => {
    const {left, top, width, height} = element.getBoundingClientRect();
    return [left + scrollX, top + scrollY, width, height].map(each => Math.round(each * 10) / 10);
  };

  const textOf = element => tidy(element.innerText ?? element.textContent);

  // What a finding needs to know of an element.
  const placeOf = element => ({
    selector: selectorOf(element), html: snippetOf(element), text: textOf(element), box: boxOf(element),
  });

  // Every element of the page in its order, those in open shadow roots too.
  function* elementsIn(root = document) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      yield walker.currentNode;
      if (walker.currentNode.shadowRoot) yield* elementsIn(walker.currentNode.shadowRoot);
    }
  }

  const activeElement = () => {
    let active = document.activeElement;
    while (active && active.shadowRoot && active.shadowRoot.activeElement) active = active.shadowRoot.activeElement;
    return active;
  };

  globalThis.kerb = Object.freeze({
    tidy, selectorOf, find, snippetOf, isShown, boxOf, textOf, placeOf, elementsIn, activeElement,
  });
  return true;
}

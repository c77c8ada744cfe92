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

  const named = new WeakMap();  // elements in frames that an engine has named: they keep that name
  const nameAs = selectors => {
    for (const selector of selectors) {
      let element = null;
      try { element = find(selector); } catch { continue; }  // axe knows selectors that no browser does
      if (element && !named.has(element)) named.set(element, selector);
    }
  };

  // The same, with a step for each shadow root, parted by " >> ".
  const selectorOf = element => {
    if (named.has(element)) return named.get(element);
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

  // Where this window begins in the outermost one, and which part of it shows there; null where a
  // frame is turned or scaled, so that no place in it can be told. A window that is no frame shows whole.
  const pane = () => {
    let x = 0, y = 0, left = 0, top = 0, right = innerWidth, bottom = innerHeight;
    for (let view = window; view.frameElement; view = view.parent) {
      const frame = view.frameElement, box = frame.getBoundingClientRect(), style = view.parent.getComputedStyle(frame);
      if (Math.abs(box.width - frame.offsetWidth) > 1 || Math.abs(box.height - frame.offsetHeight) > 1) return null;
      x += box.left + frame.clientLeft + parseFloat(style.paddingLeft);
      y += box.top + frame.clientTop + parseFloat(style.paddingTop);
      [left, top] = [Math.max(left, -x), Math.max(top, -y)];
      [right, bottom] = [Math.min(right, view.parent.innerWidth - x), Math.min(bottom, view.parent.innerHeight - y)];
    }
    return {x, y, left, top, right, bottom};
  };

  // Whether nothing of the pages around this frame lies over a point of its window.
  const isFrameOnTop = (x, y) => {
    for (let view = window; view.frameElement; view = view.parent) {
      const frame = view.frameElement, box = frame.getBoundingClientRect(), style = view.parent.getComputedStyle(frame);
      x += box.left + frame.clientLeft + parseFloat(style.paddingLeft);
      y += box.top + frame.clientTop + parseFloat(style.paddingTop);
      if (frame.getRootNode().elementFromPoint(x, y) !== frame) return false;
    }
    return true;
  };

  // The frames of the page that take up some room.
  const LEAST_WIDE = 32, LEAST_HIGH = 16;
  const frames = () => {
    const found = [];
    for (const element of elementsIn())
      if ((element.localName === "iframe" || element.localName === "frame")
          && element.offsetWidth >= LEAST_WIDE && element.offsetHeight >= LEAST_HIGH) found.push(element);
    return found;
  };

  globalThis.kerb = Object.freeze({
    tidy, selectorOf, nameAs, find, snippetOf, isShown, boxOf, textOf, placeOf, elementsIn, activeElement,
    pane, isFrameOnTop, frames,
  });
  return frames().length;
}

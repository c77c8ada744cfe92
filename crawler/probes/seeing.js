// What the scripts that judge by looks share: texts, what stands around them, and colours.
() => {
  if (globalThis.kerbSeen) return true;
  const UNREAD = /^(script|style|noscript|template|title|option)$/i;
  const LARGE = 24, LARGE_BOLD = 18.66, BOLD = 700;  // CSS pixels: 18 and 14 points (WCAG, "large scale")

  function* textNodes(root = document) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === 1) { if (node.shadowRoot) yield* textNodes(node.shadowRoot); }
      else if (node.data.length < 100000 && node.data.trim() && !(node.parentElement && UNREAD.test(node.parentElement.localName))) yield node;
    }
  }

  const hostOf = root => root.nodeType === 11 ? root.host ?? null : null;
  const parentOf = element => element.assignedSlot || element.parentElement || hostOf(element.getRootNode());

  const holderOf = text => text.parentElement || (text.parentNode instanceof ShadowRoot ? text.parentNode.host : null);

  const blockOf = text => {
    let node = holderOf(text);
    for (let steps = 0; node && steps < 40; node = parentOf(node), steps++)
      if (!/^(inline|contents|ruby)$/.test(getComputedStyle(node).display)) return node;
    return node;
  };

  const range = document.createRange();
  const linesOf = text => {
    range.selectNodeContents(text);
    return [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1);
  };

  // --- colours: [red, green, blue, alpha], or null when the words for it are not known here

  const known = new Map();
  const colourOf = said => {
    if (known.has(said)) return known.get(said);
    let found = null;
    const numbers = (said.match(/-?[\d.]+(e-?\d+)?%?/g) || []).map(parseFloat);
    if (/^rgba?\(/.test(said) && numbers.length >= 3) found = [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1];
    else if (/^color\(srgb /.test(said) && numbers.length >= 3) found = [...numbers.slice(0, 3).map(each => each * 255), numbers[3] ?? 1];
    else if (said === "transparent") found = [0, 0, 0, 0];
    known.set(said, found);
    return found;
  };

  const over = (top, below) => {
    const alpha = top[3];
    return [0, 1, 2].map(at => top[at] * alpha + below[at] * (1 - alpha)).concat(1);
  };

  const channel = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = colour => 0.2126 * channel(colour[0]) + 0.7152 * channel(colour[1]) + 0.0722 * channel(colour[2]);
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  // A frame lets show through what is behind it.
  const aroundFrame = root => root.ownerDocument.defaultView?.frameElement;

  // The one colour behind what stands in an element; null when there is a picture, or no telling.
  const backdropOf = element => {
    const layers = [];
    for (let node = element, steps = 0; node && steps < 200; node = parentOf(node) || aroundFrame(node), steps++) {
      const style = getComputedStyle(node);
      if (style.opacity !== "1" || style.filter !== "none" || style.mixBlendMode !== "normal" || style.backdropFilter !== "none") return null;
      if (style.backgroundImage !== "none") return null;
      const colour = colourOf(style.backgroundColor);
      if (!colour) return null;
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
      if (style.position === "absolute" || style.position === "fixed") return null;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };

  const isLarge = style => {
    const size = parseFloat(style.fontSize);
    return size >= LARGE || (size >= LARGE_BOLD && parseFloat(style.fontWeight) >= BOLD);
  };

  const isOff = element => !!element.closest(":disabled, [aria-disabled=true], [aria-hidden=true], [inert]");

  globalThis.kerbSeen = Object.freeze({
    textNodes, parentOf, holderOf, blockOf, linesOf, colourOf, over, luminance, contrast, backdropOf, isLarge, isOff,
  });
  return true;
}

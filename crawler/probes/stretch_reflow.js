// Whether the page scrolls sideways in the narrow window it has now, and what text stands outside.
() => {
  const EDGE = 8, LEAST_SCROLL = 12, MOST_BLAMED = 12, MOST_WORDS = 300;
  const FREE = "pre, code, samp, kbd, textarea, svg, canvas, math, video, object, embed, iframe, map, figure.map, "
    + "[role=toolbar], [role=grid], [role=treegrid], [role=img], [role=application], .leaflet-container, .ol-viewport, .mapboxgl-map, .map";
  const page = document.scrollingElement || document.documentElement;
  const width = document.documentElement.clientWidth;
  const sideways = Math.round(page.scrollWidth - width);
  const told = {width, sideways, texts: [], words: [], others: [], isFree: false};
  const shut = style => ["hidden", "clip"].includes(style.overflowX);
  const [root, body] = [document.documentElement, document.body].map(each => each && getComputedStyle(each));
  if (sideways < LEAST_SCROLL || shut(root) || (root.overflowX === "visible" && body && shut(body))) return told;

  const isLayout = table => {
    const role = table.getAttribute("role");
    if (role === "presentation" || role === "none") return true;
    if (table.querySelector("th, caption, thead, [scope]")) return false;
    return !!table.querySelector("table, h1, h2, h3, h4, nav, main, form, article");
  };
  const inData = element => {
    for (let table = element.closest("table, [role=table]"); table; table = table.parentElement && table.parentElement.closest("table, [role=table]"))
      if (!isLayout(table)) return true;
    return false;
  };
  // Whether it can be scrolled to within a box of its own, or is cut off there.
  const isHeld = element => {
    for (let node = element, steps = 0; node && node !== document.body && steps < 200; node = kerbSeen.parentOf(node), steps++) {
      const style = getComputedStyle(node);
      if (style.overflowX !== "visible" && style.display !== "inline" && node.getBoundingClientRect().right <= width + EDGE) return true;
      if (style.position === "fixed") return true;
    }
    return false;
  };
  const outermost = element => {
    let blamed = element;
    for (let node = element; node && node !== document.body && node !== document.documentElement; node = kerbSeen.parentOf(node))
      if (node.getBoundingClientRect().right > width + EDGE) blamed = node;
    return blamed;
  };
  // Whether only a word is too long: it stands alone on its line, and takes most of the window.
  const range = document.createRange();
  const longWordOf = text => {
    const boxes = [];
    for (const word of [...text.data.matchAll(/\S+/g)].slice(0, MOST_WORDS)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      if (box.width) boxes.push([word[0], box]);
    }
    let longest = "";
    for (const [word, box] of boxes) {
      if (box.right <= width + EDGE) continue;
      const isAlone = boxes.every(([, other]) => other === box || Math.abs(other.top - box.top) > 3);
      if (!isAlone || box.width < 0.55 * width) return "";
      if (word.length > longest.length) longest = word;
    }
    return longest;
  };
  const blame = (list, element, more) => {
    const found = list.find(each => each.element === element);
    if (found) {
      found.count++;
      if (more.length > found.more.length) found.more = more;
    }
    else if (list.length < MOST_BLAMED) list.push({element, count: 1, more});
  };
  const texts = [], words = [], others = [];
  for (const {text} of kerbStretch.texts) {
    const around = text.parentElement;
    if (!text.isConnected || !around || !kerb.isShown(around)) continue;
    const out = kerbStretch.linesOf(text).filter(line => line.right > width + EDGE && line.left < page.scrollWidth + 50);
    if (!out.length) continue;
    if (around.closest(FREE) || inData(around) || isHeld(around) || kerbStretch.isTrack(null, text)) { told.isFree = true; continue; }
    const word = longWordOf(text), block = kerbSeen.blockOf(text);
    const blamed = outermost(around);
    const fits = blamed.getBoundingClientRect().right <= width + EDGE || getComputedStyle(blamed).display === "inline";
    const wraps = !/nowrap|pre$/.test(getComputedStyle(around).whiteSpace);
    if (word || (fits && wraps)) blame(words, block, kerb.tidy(word, 80));
    else blame(texts, blamed, kerb.tidy(text.data, 80));
  }
  if (texts.length) words.length = 0;  // most often, these stand in those
  if (!texts.length && !words.length) {
    let looked = 0;
    for (const element of kerb.elementsIn()) {
      if (++looked > 12000) break;
      const box = element.getBoundingClientRect();
      if (box.right <= width + EDGE || !box.height || !kerb.isShown(element)) continue;
      if (element.closest(FREE) || inData(element) || element.matches("table") || isHeld(element)) { told.isFree = true; continue; }
      if (!/^(img|input|select|textarea|button|picture)$/.test(element.localName)) continue;
      blame(others, element, element.localName);
    }
  }
  const tell = list => list.map(({element, count, more}) => ({...kerb.placeOf(element), count, words: more, right: Math.round(element.getBoundingClientRect().right)}));
  return {...told, texts: tell(texts), words: tell(words), others: tell(others)};
}

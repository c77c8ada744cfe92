// Texts that stand over a picture or a gradient, whose contrast only pixels can tell.
() => {
  const MOST_TEXTS = 3000, MOST_FOUND = 24;
  const found = [];
  const isPicture = style => style.backgroundImage !== "none";
  const hasImages = !!document.querySelector("img, picture, video, canvas");
  // What lies behind an element: "plain", "picture", or "raised" when it floats above who knows what.
  const known = new Map(), grounds = new Map();
  const brief = address => address.length > 300 ? address.slice(0, 100) + address.length + address.slice(-190) : address;
  const behind = (element, steps = 0) => {
    if (!element || steps > 200) return "plain";
    if (known.has(element)) return known.get(element);
    const style = getComputedStyle(element);
    const colour = kerbSeen.colourOf(style.backgroundColor);
    let is;
    if (isPicture(style)) { is = "picture"; grounds.set(element, brief(style.backgroundImage)); }
    else if (colour && colour[3] === 1) is = "plain";
    else if (style.position === "absolute" || style.position === "fixed") is = behind(kerbSeen.parentOf(element), steps + 1) === "picture" ? "picture" : "raised";
    else is = behind(kerbSeen.parentOf(element), steps + 1);
    known.set(element, is);
    return is;
  };
  const groundOf = element => {
    for (let node = element, steps = 0; node && steps < 200; node = kerbSeen.parentOf(node), steps++)
      if (grounds.has(node)) return grounds.get(node);
    return "";
  };
  // What image lies right below a point of an element that floats, if one does.
  const imageUnder = (element, x, y) => {
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return "";
    let isBelow = false;
    for (const each of document.elementsFromPoint(x, y)) {
      if (each === element || element.contains(each)) { isBelow = true; continue; }
      if (!isBelow) continue;
      if (/^(img|video|canvas|picture)$/.test(each.localName)) return brief(each.currentSrc || each.src || each.localName);
      const style = getComputedStyle(each);
      if (isPicture(style)) return brief(style.backgroundImage);
      if ((kerbSeen.colourOf(style.backgroundColor) || [0, 0, 0, 0])[3] === 1) return "";
    }
    return "";
  };
  let looked = 0, points = 0;
  for (const text of kerbSeen.textNodes()) {
    if (++looked > MOST_TEXTS || found.length >= MOST_FOUND) break;
    const holder = text.parentElement;
    if (!holder || !/[\p{L}\p{N}]/u.test(text.data) || !kerb.isShown(holder)) continue;
    const is = behind(holder);
    if (is === "plain" || kerbSeen.isOff(holder) || holder.closest("svg, [class*=logo], [class*=brand], [id*=logo], pre")) continue;
    const style = getComputedStyle(holder), colour = kerbSeen.colourOf(style.webkitTextFillColor || style.color);
    if (!colour || colour[3] === 0 || style.webkitBackgroundClip === "text" || style.backgroundClip === "text") continue;
    const lines = kerbSeen.linesOf(text).slice(0, 6).map(box => ({x: box.left + scrollX, y: box.top + scrollY, w: box.width, h: box.height}));
    if (!lines.length || lines[0].x < 0 || lines[0].y < 0 || lines[0].w < 4 || lines[0].h < 6) continue;
    let ground = is === "picture" ? groundOf(holder) : "";
    if (is === "raised") {
      if (!hasImages || ++points > 100) continue;
      const line = kerbSeen.linesOf(text)[0];
      ground = imageUnder(holder, line.left + line.width / 2, line.top + line.height / 2);
      if (!ground) continue;
    }
    let opacity = 1;
    for (let node = holder, steps = 0; node && steps < 100; node = kerbSeen.parentOf(node), steps++) opacity *= parseFloat(getComputedStyle(node).opacity);
    if (opacity < 1) continue;
    const label = holder.closest("label");
    if (label && label.control && label.control.disabled) continue;
    found.push({
      ...kerb.placeOf(holder), words: kerb.tidy(text.data, 60), lines, colour,
      least: kerbSeen.isLarge(style) ? 3 : 4.5, hasShadow: style.textShadow !== "none" || parseFloat(style.webkitTextStrokeWidth) > 0,
      part: [kerb.tidy(text.data, 60), holder.localName, holder.className, style.color, ground, ...lines.map(line => `${Math.round(line.x)},${Math.round(line.y)},${Math.round(line.w)}`)].join(" "),
    });
  }
  return found;
}

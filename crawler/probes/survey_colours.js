// Items of one list, row or form that only the colour of their words tells apart.
() => {
  const MOST_GROUPS = 600, MOST_ITEMS = 60, MOST_TOLD = 10, CHROMA = 70;
  const QUIET = "nav, header, footer, [role=navigation], pre, code, svg, [aria-hidden=true], [role=tablist], [role=menu], button";
  const told = [];
  const nameOf = ([red, green, blue]) => {
    const high = Math.max(red, green, blue), low = Math.min(red, green, blue);
    if (high - low < CHROMA) return "";
    if (high === red) return green > 0.65 * red && blue < 0.5 * red ? (green > 0.85 * red ? "yellow" : "orange") : blue > 0.7 * red ? "purple" : "red";
    if (high === green) return "green";
    return red > 0.6 * blue && green < red ? "purple" : "blue";
  };
  const textIn = item => {
    const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
    for (let steps = 0; walker.nextNode() && steps < 20; steps++)
      if (/\p{L}{2,}|\p{N}/u.test(walker.currentNode.data) && kerb.isShown(walker.currentNode.parentElement)) return walker.currentNode;
    return null;
  };
  let looked = 0;
  for (const group of document.querySelectorAll("ul, ol, tbody, tr, dl, form, fieldset, p")) {
    if (++looked > MOST_GROUPS || told.length >= MOST_TOLD) break;
    if (group.closest(QUIET)) continue;
    const items = group.localName === "form" || group.localName === "fieldset" ? group.querySelectorAll("label")
      : group.localName === "tbody" ? [] : group.localName === "p" ? [] : group.children;
    if (items.length < 2) continue;
    const seen = [];
    for (const item of [...items].slice(0, MOST_ITEMS)) {
      const text = textIn(item);
      if (!text) continue;
      const holder = text.parentElement;
      if (holder.closest("a, button, h1, h2, h3, h4, th, dt, summary, [role=link]") || item.querySelector("img, svg, i")) { seen.length = 0; break; }
      const style = getComputedStyle(holder), colour = kerbSeen.colourOf(style.color);
      if (!colour) continue;
      const made = ["::before", "::after"].map(which => getComputedStyle(holder, which).content).join();
      seen.push({item, words: kerb.tidy(text.data, 40), all: kerb.tidy(item.textContent, 80), colour: nameOf(colour), like: [style.fontWeight, style.fontStyle, style.textDecorationLine, style.fontSize, made].join()});
    }
    const colours = new Map();
    for (const each of seen) if (!colours.has(each.colour)) colours.set(each.colour, each);
    if (colours.size < 2 || colours.size > 5) continue;
    const named = [...colours.values()].filter(each => each.colour);
    const [one, other] = [named[0], [...colours.values()].find(each => each !== named[0])];
    if (one.like !== other.like) continue;
    // Marked by a sign or by words as well, as far as such can be told.
    if (seen.some(each => each.colour && /[*!✓✔✗✘×(]|required|error|must|free|full|closed|open|sold|yes|no\b|available|booked/i.test(each.all))) continue;
    told.push({...kerb.placeOf(one.item), words: one.words, colour: one.colour, other: other.words, otherColour: other.colour || "of another colour", count: named.length});
  }
  return {coloured: told};
}

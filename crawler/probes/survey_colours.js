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
  // Fields with a red edge among others without one, where no word, sign or attribute says why.
  const edged = [];
  const SAYS = /[*!✗✘×⚠]|required|error|must|enter|choose|select|invalid|missing|wrong|cannot|gwall|rhowch/i;
  const edgeOf = field => {
    const style = getComputedStyle(field);
    if (!(parseFloat(style.borderTopWidth) > 0 || parseFloat(style.borderBottomWidth) > 0) || style.borderBottomStyle === "none") return "";
    return nameOf(kerbSeen.colourOf(style.borderBottomColor) || [0, 0, 0, 0]);
  };
  for (const form of [...document.forms].slice(0, 20)) {
    const fields = [...form.querySelectorAll("input, select, textarea")].slice(0, 60).filter(field =>
      !/^(hidden|submit|button|image|reset|radio|checkbox|range|color|file)$/.test(field.type) && !field.disabled && kerb.isShown(field));
    const red = fields.filter(field => edgeOf(field) === "red");
    if (fields.length < 2 || !red.length || red.length === fields.length || fields.includes(kerb.activeElement())) continue;
    const other = fields.find(field => edgeOf(field) !== "red");
    const isTold = field => {
      if (["aria-invalid", "aria-describedby", "aria-errormessage"].some(name => field.getAttribute(name)) || field.required) return true;
      let box = field.parentElement;
      if (fields.filter(each => box.contains(each)).length > 1) box = null;
      const near = [box?.innerText, ...[...(field.labels ?? [])].map(label => label.innerText), field.placeholder, field.title].join(" ");
      return SAYS.test(near) || Boolean(box?.querySelector("img, svg, i"));
    };
    if (red.some(isTold)) continue;
    const wordsOf = field => kerb.tidy(field.labels?.[0]?.textContent || field.getAttribute("aria-label") || field.name || field.id, 40);
    edged.push({...kerb.placeOf(red[0]), words: wordsOf(red[0]), other: wordsOf(other), count: red.length});
  }
  return {coloured: told, edged};
}

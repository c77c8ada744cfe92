// What stays in place and covers the small window that is open now, when the page is scrolled.
() => {
  const from = scrollY;
  const high = innerHeight, wide = document.documentElement.clientWidth;
  const room = document.documentElement.scrollHeight - high;
  if (room < high) return {covered: 0, high, bars: []};
  window.scrollTo({left: 0, top: Math.round(room / 2), behavior: "instant"});
  const bars = [];
  let looked = 0;
  for (const element of kerb.elementsIn()) {
    if (++looked > 12000 || bars.length >= 20) break;
    const style = getComputedStyle(element);
    if (style.position !== "fixed" && style.position !== "sticky") continue;
    if (!kerb.isShown(element) || style.pointerEvents === "none") continue;
    const box = element.getBoundingClientRect();
    const top = Math.max(0, box.top), bottom = Math.min(high, box.bottom);
    if (bottom - top < 8 || Math.min(wide, box.right) - Math.max(0, box.left) < 0.6 * wide) continue;
    if (style.position === "sticky" && top > 1 && bottom < high - 1) continue;
    if (element.closest("dialog, [role=dialog], [role=alertdialog], [aria-modal=true]")) continue;
    if (bars.some(each => each.element.contains(element))) continue;
    bars.push({element, top, bottom});
  }
  let covered = 0, until = 0;
  for (const bar of [...bars].sort((one, other) => one.top - other.top)) {
    covered += Math.max(0, bar.bottom - Math.max(bar.top, until));
    until = Math.max(until, bar.bottom);
  }
  const told = bars.map(({element, top, bottom}) => ({...kerb.placeOf(element), part: Math.round(bottom - top)}));
  window.scrollTo({left: 0, top: from, behavior: "instant"});
  return {covered: Math.round(covered), high, bars: told};
}

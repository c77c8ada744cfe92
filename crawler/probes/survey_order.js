// Where what stands later in the source is seen first: parts of one box in an order of their own.
() => {
  const MOST_ELEMENTS = 12000, MOST_TOLD = 10, LEAST_LETTERS = 15, MOST_PARTS = 40;
  const ASIDE = "header, nav, footer, aside, [role=navigation], [role=banner], [role=contentinfo], [role=toolbar], [role=menu], [role=tablist], svg, table, dialog, [aria-hidden=true], pre, [role=search]";
  const TRACKS = /carousel|slide|swiper|splide|glide|slick|marquee|ticker|flickity/i;
  const told = [];
  let looked = 0;
  for (const box of kerb.elementsIn()) {
    if (++looked > MOST_ELEMENTS || told.length >= MOST_TOLD) break;
    if (box.childElementCount < 2 || box === document.documentElement || box === document.body || box.closest(ASIDE)) continue;
    const style = getComputedStyle(box);
    if (/^(inline|none|contents|table.*|ruby)$/.test(style.display) || TRACKS.test(box.getAttribute("class") || "")) continue;
    const parts = [];
    for (const part of box.children) {
      if (parts.length >= MOST_PARTS) break;
      if (!part.checkVisibility({opacityProperty: true, visibilityProperty: true}) || part.matches(ASIDE)) continue;
      const its = getComputedStyle(part);
      if (its.position === "fixed" || its.display === "inline" || its.display === "contents") continue;
      const area = part.getBoundingClientRect();
      if (area.width < 20 || area.height < 8 || area.right < 0 || area.bottom + scrollY < 0) continue;
      parts.push({part, area, its});
    }
    if (parts.length < 2) continue;
    const isRow = style.direction !== "rtl";
    let first = null, second = null, down = 0, across = 0;
    const isText = each => each.text ??= kerb.tidy(each.part.innerText, 90);
    // Ways to go elsewhere may stand anywhere.
    const isMenu = each => {
      let letters = 0;
      for (const link of [...each.part.querySelectorAll("a[href], button")].slice(0, 100)) letters += link.textContent.trim().length;
      return letters > 0.6 * each.part.textContent.trim().length;
    };
    for (let at = 1; at < parts.length; at++) {
      const one = parts[at - 1], other = parts[at], a = one.area, b = other.area;
      const isAbove = b.bottom <= a.top + 2 && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 20;
      const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const isBefore = shared > 0.5 * Math.min(a.height, b.height) && (isRow ? b.right <= a.left + 2 : b.left >= a.right - 2);
      if (!isAbove && !isBefore) continue;
      if (isText(one).length < LEAST_LETTERS || isText(other).length < LEAST_LETTERS) continue;
      if (isMenu(one) || isMenu(other)) continue;
      if (one.part.querySelector("nav, aside") || other.part.querySelector("nav, aside")) continue;
      if (isAbove) down++; else across++;
      first ??= other;
      second ??= one;
    }
    if (!first) continue;
    // Two things side by side that were exchanged may well stand for themselves; a column may not.
    const isStyled = /reverse/.test(style.flexDirection + style.flexWrap) || parts.some(each => each.its.order !== "0")
      || (style.display.includes("grid") && parts.some(each => each.its.gridRowStart !== "auto" || each.its.gridColumnStart !== "auto"));
    if (!down && across < 2 && !isStyled) continue;
    if (!down && (first.text.length < 40 || second.text.length < 40) && across < 2) continue;
    told.push({...kerb.placeOf(box), first: kerb.tidy(first.text, 60), second: kerb.tidy(second.text, 60), pairs: down + across});
  }
  return {reversed: told};
}

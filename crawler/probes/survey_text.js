// How the text of the page looks: what makes it hard to read, short lines that look like headings,
// links that look like the words around them, and words in the shadows.
() => {
  const MOST_TEXTS = 4000, MOST_TOLD = 20;
  const TINY = 12, LEAST_LETTERS = 20;
  const blocks = new Map(), shadows = [];
  let looked = 0;
  for (const text of kerbSeen.textNodes()) {
    if (++looked > MOST_TEXTS) break;
    const holder = kerbSeen.holderOf(text);
    if (!holder || !/\p{L}/u.test(text.data) || !kerb.isShown(holder)) continue;
    if (!text.parentElement) shadows.push([text, holder]);
    const block = kerbSeen.blockOf(text);
    if (!block) continue;
    const one = blocks.get(block) || {block, texts: [], letters: 0, slanted: 0, lines: null};
    blocks.set(block, one);
    const data = text.data.replace(/\s+/g, " ").trim();
    one.texts.push(text);
    one.letters += data.length;
    if (getComputedStyle(holder).fontStyle !== "normal") one.slanted += data.length;
  }

  const main = document.querySelector("main, [role=main]");
  const ASIDE = "header, nav, footer, aside, [role=navigation], [role=banner], [role=contentinfo], [role=search], dialog, [role=dialog]";
  const isMain = block => (main && main.contains(block)) || (!main && !block.closest(ASIDE)) ? !block.closest("nav, [role=navigation]") : false;
  const SMALL = "button, [role=button], a, label, legend, th, caption, figcaption, small, sub, sup, code, pre, kbd, h1, h2, h3, h4, h5, h6, [role=heading], summary, dt, time, address";

  // --- advice, grouped by what the style is

  const groups = {tiny: new Map(), justified: new Map(), capitals: new Map(), slanted: new Map(), long: new Map(), tight: new Map()};
  const advise = (kind, one, style, size) => {
    const key = `${one.block.localName}.${one.block.className} ${style.fontSize} ${style.textAlign}`;
    const found = groups[kind].get(key);
    if (found) found.count++;
    else if (groups[kind].size < 5) groups[kind].set(key, {element: one.block, count: 1, size});
  };
  // How many lines a text has, and how much of it stands in the longest one.
  const measure = one => {
    if (one.lines !== null) return;
    const rows = new Map();
    let all = 0;
    for (const text of one.texts.slice(0, 30)) {
      for (const {left, right, top, bottom} of kerbSeen.linesOf(text)) {
        const middle = Math.round((top + bottom) / 8), at = [middle, middle - 1, middle + 1].find(each => rows.has(each)) ?? middle;
        const [from, to] = rows.get(at) || [left, right];
        rows.set(at, [Math.min(from, left), Math.max(to, right)]);
        all += right - left;
      }
    }
    one.lines = rows.size;
    one.longest = all ? Math.round(one.letters * Math.max(...[...rows.values()].map(([from, to]) => to - from)) / all) : 0;
  };
  const linesOf = one => { measure(one); return one.lines; };
  const written = one => one.texts.map(text => text.data).join(" ").replace(/\s+/g, " ").trim();

  for (const one of blocks.values()) {
    const {block} = one;
    if (one.letters < LEAST_LETTERS || !isMain(block)) continue;
    const style = getComputedStyle(block), size = parseFloat(style.fontSize);
    const isSmall = !!block.closest(SMALL);
    if (size < TINY && one.letters >= 30 && !block.closest("sub, sup, pre, code, samp, kbd")) advise("tiny", one, style, size);
    if (isSmall) continue;
    if (style.textAlign === "justify" && one.letters >= 100 && linesOf(one) >= 3) advise("justified", one, style, linesOf(one));
    if (one.letters >= 60) {
      const words = written(one);
      const cased = words.match(/[\p{Lu}\p{Ll}]/gu) ?? [];  // many scripts have no capitals
      const isTyped = words === words.toUpperCase();
      const isPlain = words.split(" ").filter(word => /\p{L}{3,}/u.test(word)).length >= 7;
      if (isPlain && cased.length >= one.letters / 2 && (isTyped || style.textTransform === "uppercase")) advise("capitals", one, style, one.letters);
    }
    if (one.slanted >= 150 && one.slanted >= 0.8 * one.letters) advise("slanted", one, style, one.slanted);
    if (one.letters >= 250 && linesOf(one) >= 2) {
      if (linesOf(one) >= 3 && one.longest > 100) advise("long", one, style, one.longest);
      const high = parseFloat(style.lineHeight) / size;
      if (style.lineHeight !== "normal" && high < 1.2) advise("tight", one, style, Math.round(high * 100) / 100);
    }
  }

  // --- short lines that look like headings

  const NO_HEADING = "h1, h2, h3, h4, h5, h6, [role=heading], a, button, [role=button], label, legend, summary, th, td, dt, dd, caption, figcaption, "
    + "blockquote, li, header, nav, footer, aside, hgroup, figure, [role=alert], [role=status], [role=tab], [aria-hidden=true], [role=navigation], form, "
    + "[class*=panel], [class*=banner], [class*=alert], [class*=quote], [class*=lead], [class*=intro], [class*=caption], [class*=stat], [class*=price], [class*=date]";
  const heads = [];
  const inOrder = [...blocks.values()];
  for (let at = 0; at < inOrder.length - 1 && heads.length < MOST_TOLD; at++) {
    const one = inOrder[at], next = inOrder[at + 1], {block} = one;
    if (!/^(p|div|span)$/.test(block.localName) || one.letters < 3 || one.letters > 80 || next.letters < 60 || !isMain(block)) continue;
    if (block.closest(NO_HEADING) || next.block.closest("h1, h2, h3, h4, h5, h6, [role=heading], nav, header, footer, li, td, th, a, button")) continue;
    if (block.localName === "p" && next.block.localName === "p" && block.parentElement === next.block.parentElement) continue;  // axe: p-as-heading
    const words = written(one);
    if (/[.,;!?:…]$/.test(words) || !/\p{L}{3,}/u.test(words) || /^\p{N}/u.test(words) || words.split(" ").length > 12) continue;
    if (block.contains(next.block) || next.block.contains(block)) continue;
    const style = getComputedStyle(kerbSeen.holderOf(one.texts[0])), after = getComputedStyle(next.block);
    const size = parseFloat(style.fontSize) / parseFloat(after.fontSize);
    const isBold = parseFloat(style.fontWeight) >= 600 && parseFloat(after.fontWeight) < 600;
    const isInner = block.querySelector("b, strong, [class*=icon]") && getComputedStyle(block).fontWeight < 600;
    if (isInner || linesOf(one) > 2 || !(size >= 1.35 || (size >= 1.15 && isBold) || (isBold && block.className && size >= 1))) continue;
    const gap = next.block.getBoundingClientRect().top - block.getBoundingClientRect().bottom;
    if (gap < -2 || gap > 60) continue;
    heads.push({element: block, words: kerb.tidy(words, 80), times: Math.round(size * 100) / 100, isBold});
  }

  // --- links that only their colour tells from the words around them

  const links = [];
  const marks = (style, plain) => /underline|overline|line-through/.test(style.textDecorationLine)
    || ["Top", "Right", "Bottom", "Left"].some(side => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none")
    || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none" || style.backgroundImage !== "none"
    || (kerbSeen.colourOf(style.backgroundColor) || [0, 0, 0, 1])[3] > 0
    || style.fontStyle !== plain.fontStyle || Math.abs(parseFloat(style.fontWeight) - parseFloat(plain.fontWeight)) >= 200
    || style.fontSize !== plain.fontSize || style.fontFamily !== plain.fontFamily || style.textTransform !== plain.textTransform
    || style.fontVariantCaps !== plain.fontVariantCaps || style.textShadow !== plain.textShadow;
  const hasMade = element => ["::before", "::after"].some(which => !["none", "normal", '""'].includes(getComputedStyle(element, which).content));
  for (const one of inOrder) {
    if (links.length >= MOST_TOLD) break;
    if (one.letters < 30 || one.block.closest("nav, [role=navigation], a, button, footer, header") || kerbSeen.isOff(one.block)) continue;
    const inLinks = new Map();
    let plainLetters = 0, plainHolder = null;
    for (const text of one.texts) {
      const holder = kerbSeen.holderOf(text), link = holder.closest("a[href], [role=link]");
      if (link && one.block.contains(link)) inLinks.set(link, (inLinks.get(link) || []).concat(holder));
      else { plainLetters += text.data.trim().length; if (text.data.trim().length > 8) plainHolder = plainHolder || holder; }
    }
    if (!inLinks.size || plainLetters < 25 || !plainHolder) continue;
    const plain = getComputedStyle(plainHolder), plainColour = kerbSeen.colourOf(plain.color);
    if (!plainColour || plainColour[3] < 1) continue;
    for (const [link, holders] of inLinks) {
      if (getComputedStyle(link).display !== "inline" || link.querySelector("img, svg, i, b, strong, picture")) continue;
      if (!/\p{L}{2,}/u.test(link.textContent) || /\bbutton|btn\b/i.test(link.className || "")) continue;
      const chain = [...holders];
      for (let node = link, steps = 0; node && node !== one.block && steps < 10; node = kerbSeen.parentOf(node), steps++) chain.push(node);
      if (chain.some(node => marks(getComputedStyle(node), plain) || hasMade(node)) || /underline/.test(getComputedStyle(one.block).textDecorationLine)) continue;
      const colour = kerbSeen.colourOf(getComputedStyle(holders[0]).color);
      if (!colour || colour[3] < 1) continue;
      const contrast = kerbSeen.contrast(colour, plainColour);
      if (contrast < 2.99) links.push({element: link, contrast: Math.round(contrast * 100) / 100, words: kerb.tidy(link.textContent, 60)});
    }
  }

  // --- words that stand right in a shadow root, which axe passes over

  const faint = [];
  for (const [text, host] of shadows.slice(0, MOST_TOLD)) {
    const style = getComputedStyle(host), colour = kerbSeen.colourOf(style.color), back = kerbSeen.backdropOf(host);
    if (!colour || !back || kerbSeen.isOff(host)) continue;
    const contrast = kerbSeen.contrast(kerbSeen.over(colour, back), back), least = kerbSeen.isLarge(style) ? 3 : 4.5;
    if (contrast < least) faint.push({element: host, words: kerb.tidy(text.data, 60), best: Math.round(contrast * 100) / 100, least, low: 100, sure: true});
  }

  const tell = list => [...list].map(({element, ...more}) => ({...kerb.placeOf(element), ...more}));
  const told = {heads: tell(heads), links: tell(links), faint: tell(faint)};
  for (const [kind, group] of Object.entries(groups)) told[kind] = tell(group.values());
  return told;
}

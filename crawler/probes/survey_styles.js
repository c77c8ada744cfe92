// What styles say of elements that stand for something: words that CSS makes, pictures behind
// nothing, fields whose edge cannot be seen.
() => {
  const MOST_ELEMENTS = 12000, MOST_TOLD = 30;
  const WORD = /\p{L}{2,}/u, LETTERS = /[\p{L}\p{N}]/u;
  const LEAST_PICTURE = 80, LEAST_AREA = 14000, LEAST_CONTRAST = 3;
  const made = new Map(), pictures = [], fields = [];
  let boxes = null;

  // The words that a computed `content` stands for; "" for symbols, counters, and what has words for those who listen.
  const wordsOf = (content, element) => {
    if (content === "none" || content === "normal" || content.includes("url(") || /" \/ /.test(content)) return "";
    let words = "";
    for (const part of content.matchAll(/"((?:[^"\\]|\\.)*)"|attr\(([\w-]+)[^)]*\)/g))
      words += part[2] ? element.getAttribute(part[2]) || "" : part[1].replace(/\\(.)/g, "$1");
    words = words.replace(/[\ue000-\uf8ff\u{f0000}-\u{ffffd}]/gu, " ");
    return WORD.test(words) ? kerb.tidy(words, 200) : "";
  };

  const addMade = (element, which) => {
    const style = getComputedStyle(element, which);
    if (style.content === "none" || style.content === "normal") return;
    const words = wordsOf(style.content, element);
    if (!words || style.display === "none" || style.visibility !== "visible" || style.opacity === "0") return;
    if (/icon|awesome|symbol|glyph/i.test(style.fontFamily) || parseFloat(style.fontSize) < 2) return;
    if (style.position === "absolute" && (parseFloat(style.left) < -500 || parseFloat(style.top) < -500)) return;
    if (element.closest("[aria-hidden=true], pre, code")) return;
    if ((element.textContent || "").toLowerCase().includes(words.toLowerCase())) return;
    if ((element.getAttribute("aria-label") || "").toLowerCase().includes(words.toLowerCase())) return;
    const one = made.get(words);
    if (one) one.count++;
    else if (made.size < MOST_TOLD) made.set(words, {element, words, count: 1, which});
  };

  const textBoxes = () => {
    if (boxes) return boxes;
    boxes = [];
    for (const text of kerbSeen.textNodes()) {
      if (boxes.length > 4000) break;
      const holder = kerbSeen.holderOf(text);
      if (holder && LETTERS.test(text.data) && kerb.isShown(holder)) boxes.push(...kerbSeen.linesOf(text));
    }
    return boxes;
  };

  const addPicture = (element, style) => {
    if (pictures.length >= MOST_TOLD || element === document.body || element === document.documentElement) return;
    const box = element.getBoundingClientRect();
    if (box.width < LEAST_PICTURE || box.height < LEAST_PICTURE || box.width * box.height < LEAST_AREA) return;
    if (style.backgroundRepeat.split(",")[0].trim() === "repeat" && /^auto/.test(style.backgroundSize)) return;
    if (element.matches("input, textarea, select, iframe, video, img, object, embed, canvas")) return;
    if (element.closest("[role=img], [aria-hidden=true], [role=presentation], [role=none], svg, .leaflet-container")) return;
    if (element.getAttribute("aria-label") || element.getAttribute("aria-labelledby") || element.getAttribute("title")) return;
    if (LETTERS.test(element.innerText || "") || element.querySelector("img, svg, video, iframe, canvas, [role=img], input")) return;
    const isUnder = textBoxes().some(line => line.left < box.right - 4 && line.right > box.left + 4
      && line.top < box.bottom - 4 && line.bottom > box.top + 4);
    if (isUnder) return;
    const address = /url\("?([^")]*)"?\)/.exec(style.backgroundImage);
    pictures.push({element, picture: kerb.tidy((address ? address[1] : "").split(/[?#]/)[0].split("/").pop(), 80)});
  };

  const TYPES = /^(text|email|tel|url|number|password|search|date|month|week|time|datetime-local)$/;
  const addField = (element, style) => {
    if (fields.length >= MOST_TOLD || (element.localName === "input" && !TYPES.test(element.type))) return;
    if (kerbSeen.isOff(element) || !kerb.isShown(element) || element.readOnly) return;
    if (style.boxShadow !== "none" || style.backgroundImage !== "none" || /inset|outset|groove|ridge/.test(style.borderTopStyle)) return;
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) return;
    const around = kerbSeen.parentOf(element), outer = around && kerbSeen.backdropOf(around);
    const inner = kerbSeen.colourOf(style.backgroundColor);
    if (!outer || !inner || style.opacity !== "1") return;
    const fill = kerbSeen.over(inner, outer);
    let best = kerbSeen.contrast(fill, outer);
    for (const side of ["Top", "Right", "Bottom", "Left"]) {
      if (/none|hidden/.test(style[`border${side}Style`]) || parseFloat(style[`border${side}Width`]) < 0.5) continue;
      const line = kerbSeen.colourOf(style[`border${side}Color`]);
      if (!line) return;
      best = Math.max(best, kerbSeen.contrast(kerbSeen.over(line, outer), outer));
    }
    if (best >= LEAST_CONTRAST) return;
    // A wrapper that holds little else may draw the edge instead of the field.
    for (let node = around, steps = 0; node && steps < 3 && node !== document.body; node = kerbSeen.parentOf(node), steps++) {
      const its = getComputedStyle(node), box = node.getBoundingClientRect();
      if (box.height > element.offsetHeight + 60) break;
      if (its.boxShadow !== "none" || its.backgroundImage !== "none" || (parseFloat(its.borderBottomWidth) > 0 && its.borderBottomStyle !== "none")) return;
      if ((kerbSeen.colourOf(its.backgroundColor) || [0, 0, 0, 1])[3] > 0) {
        const beyond = kerbSeen.parentOf(node) && kerbSeen.backdropOf(kerbSeen.parentOf(node));
        if (!beyond || kerbSeen.contrast(fill, beyond) >= LEAST_CONTRAST) return;
      }
    }
    for (const which of ["::before", "::after"]) if (getComputedStyle(around, which).content !== "none") return;
    fields.push({element, contrast: Math.round(best * 100) / 100, hasHint: !!element.getAttribute("placeholder") || !!element.value});
  };

  let looked = 0;
  for (const element of kerb.elementsIn()) {
    if (++looked > MOST_ELEMENTS) break;
    if (/^(script|style|head|meta|link|title|br|option)$/.test(element.localName) || element.closest("svg, head")) continue;
    const style = getComputedStyle(element);
    if (style.display === "none" || style.visibility !== "visible") continue;
    if (/^(input|select|textarea)$/.test(element.localName)) { addField(element, style); continue; }
    if (style.backgroundImage !== "none" && style.backgroundImage.includes("url(") && kerb.isShown(element)) addPicture(element, style);
    for (const which of ["::before", "::after"]) if (getComputedStyle(element, which).content !== "none" && kerb.isShown(element)) addMade(element, which);
  }
  const tell = list => [...list].map(({element, ...more}) => ({...kerb.placeOf(element), ...more}));
  return {made: tell(made.values()), pictures: tell(pictures), fields: tell(fields)};
}

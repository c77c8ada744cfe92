// What comes up beside the thing that is pointed at or has the focus: where it stands, what it
// covers, whether it is still moving. Elements go by the numbers of `presser`; needs press.js.
() => {
  const CLOSES = "button, [role=button], input[type=button]";
  const ACTS = "a[href], button, input, select, textarea, [role=button], [role=menuitem]";
  const MOST_TEXTS = 4000, MOST_NODES = 400, LONGEST = 6000;
  const INSET = 4;  // CSS pixels from the edge, where a pointer is plainly on it
  const WIDE = 12;  // CSS pixels of a line of text that must be covered
  const {thing, isSeen, isIn} = presser;

  const outer = list => {
    const all = list.map(thing).filter(each => each.isConnected && isSeen(each));
    return all.filter(each => !isIn(each, all));
  };
  const hit = (x, y) => {
    let found = document.elementFromPoint(x, y);
    while (found?.shadowRoot) {
      const deeper = found.shadowRoot.elementFromPoint(x, y);
      if (!deeper || deeper === found) break;
      found = deeper;
    }
    return found;
  };
  const holds = (list, element) => Boolean(element) && list.some(each => each === element || each.contains(element));
  const ids = element => (element.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);

  const about = (at, list) => {
    const trigger = thing(at), contents = outer(list);
    const words = kerb.tidy(contents.map(each => each.innerText).join(" "), 120);
    const describing = [trigger, trigger.parentElement, ...trigger.querySelectorAll("[aria-describedby]")].filter(Boolean).slice(0, 10).flatMap(ids);
    const isTip = contents.some(each => each.matches("[role=tooltip]") || each.closest("[role=tooltip]") || each.querySelector("[role=tooltip]") || (each.id && describing.includes(each.id)));
    const field = trigger.matches("input, select, textarea") ? trigger : trigger.querySelector("input, select, textarea");
    return {
      text: /[\p{L}\p{N}]{2}/u.test(words) ? words : "",
      acts: contents.reduce((sum, each) => sum + each.matches(ACTS) + each.querySelectorAll(ACTS).length, 0),
      closes: contents.some(each => each.querySelector(CLOSES)),
      isTip,
      isError: field?.getAttribute("aria-invalid") === "true" || contents.some(each => each.closest("[role=alert]") || each.querySelector("[role=alert]")),
      isSelf: contents.some(each => each.contains(kerb.activeElement()) && kerb.activeElement() !== document.body),
      isClickable: !trigger.closest("a[href], label, form") && trigger.matches("button, [role=button], [aria-expanded], [tabindex]"),
    };
  };

  // Milliseconds until a movement of styles is over that was set off with it, and does not end at once.
  const running = list => outer(list).flatMap(each => each.getAnimations({subtree: true}).slice(0, 20)).filter(each => each.playState === "running");
  const lasts = list => {
    const ends = running(list).map(each => each.effect?.getComputedTiming().endTime ?? 0).filter(end => end > 1000 && end <= LONGEST);
    return Math.max(0, ...ends);
  };
  const isMoving = list => running(list).some(each => (each.effect?.getComputedTiming().endTime ?? 0) <= 1000)
    || outer(list).some(each => { for (let node = each.parentElement; node; node = node.parentElement) if (node.getAnimations().some(one => one instanceof CSSTransition)) return true; return false; });

  const clipped = element => {
    const {left, top, right, bottom} = element.getBoundingClientRect();
    return [Math.max(left, 0), Math.max(top, 0), Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
  };
  const clamp = (value, low, high) => Math.min(Math.max(value, Math.min(low, (low + high) / 2)), Math.max(high, (low + high) / 2));
  // Points of a box, the nearest to the pointer first, and then its middle.
  const pointsOf = ([x1, y1, x2, y2], x, y) => [
    [clamp(x, x1 + INSET, x2 - INSET), clamp(y, y1 + INSET, y2 - INSET)],
    [(x1 + x2) / 2, (y1 + y2) / 2],
  ];
  // Where it leaves its trigger, as a hand would that takes the shortest way over what lies between.
  const leaving = (at, [x, y]) => {
    const {left, top, right, bottom} = thing(at).getBoundingClientRect();
    const point = [clamp(x, left + 1, right - 1), clamp(y, top + 1, bottom - 1)], on = hit(...point);
    return on && thing(at).contains(on) ? [point] : [];
  };
  // The way to some points, and how many CSS pixels lie between the first and what is left for it.
  const led = (at, points) => {
    const {left, top, right, bottom} = thing(at).getBoundingClientRect(), [x, y] = points[0];
    const gap = Math.max(left - x, x - right, top - y, y - bottom, 0);
    return {points: [...leaving(at, points[0]), ...points], gap};
  };
  // Where a pointer that stands at x, y would go to be on what came up; null: nowhere.
  const way = (at, list, x, y) => {
    const contents = outer(list), sizes = contents.map(each => { const [x1, y1, x2, y2] = clipped(each); return Math.max(0, x2 - x1) * Math.max(0, y2 - y1); });
    const largest = contents[sizes.indexOf(Math.max(...sizes))];
    if (!largest || Math.max(...sizes) < 100) return null;
    const points = pointsOf(clipped(largest), x, y);
    const on = points.filter(([px, py]) => holds(contents, hit(px, py)));
    const isThrough = !on.length && getComputedStyle(largest).pointerEvents === "none";
    return on.length || isThrough ? led(at, on.length ? on : points) : null;
  };

  function* textsIn(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let count = 0; count < MOST_TEXTS && walker.nextNode(); count++)
      if (/[\p{L}\p{N}]{2}/u.test(walker.currentNode.data.slice(0, 5000))) yield walker.currentNode;
  }
  const range = document.createRange();
  // Words of another thing that lie under some boxes; `isCovering` tells for a stack whether they do.
  const wordsUnder = (trigger, boxes, contents, isCovering) => {
    let looked = 0;
    for (const text of textsIn(document.body)) {
      const holder = text.parentElement;
      if (!holder || holds(contents, holder) || trigger.contains(holder) || /^(?:script|style|noscript|template|option)$/.test(holder.localName)) continue;
      range.selectNodeContents(text);
      const whole = range.getBoundingClientRect();
      if (!boxes.some(([x1, y1, x2, y2]) => whole.right > x1 && whole.left < x2 && whole.bottom > y1 && whole.top < y2)) continue;
      if (!kerb.isShown(holder) || ++looked > MOST_NODES) continue;
      for (const line of [...range.getClientRects()].slice(0, 40)) for (const [x1, y1, x2, y2] of boxes) {
        const [left, right] = [Math.max(line.left, x1), Math.min(line.right, x2)], [top, bottom] = [Math.max(line.top, y1), Math.min(line.bottom, y2)];
        if (right - left < WIDE || bottom - top < line.height / 2) continue;
        if (isCovering(document.elementsFromPoint((left + right) / 2, (top + bottom) / 2), holder)) return kerb.tidy(text.data, 80);
      }
    }
    return "";
  };
  // Words of the page that what came up lies upon, "" if there are none.
  const covers = (at, list) => {
    const contents = outer(list);
    const isThrough = contents.every(each => getComputedStyle(each).pointerEvents === "none");
    return wordsUnder(thing(at), contents.map(clipped), contents, (stack, holder) => {
      if (!isThrough && !holds(contents, stack[0])) return false;
      for (const each of stack) {
        if (holds(contents, each)) continue;
        if (each === holder) return true;
        if (!contents.some(one => each.contains(one))) return false;
      }
      return false;
    });
  };

  // --- tips that styles alone draw, beside an element: ::before and ::after

  const SIDES = ["::after", "::before"];
  const drawnText = (element, side) => {
    const style = getComputedStyle(element, side);
    if (style.content === "none" || style.display === "none" || style.visibility !== "visible" || Number(style.opacity) < 0.5 || style.position === "static") return "";
    return kerb.tidy((style.content.match(/"(?:[^"\\]|\\.)*"/g) ?? []).map(each => each.slice(1, -1)).join(" "), 120);
  };
  // The words that each side draws just now.
  const drawn = at => SIDES.map(side => drawnText(thing(at), side)).map(text => /[\p{L}\p{N}]{2}/u.test(text) ? text : "");
  // The boxes come from the browser: no script can ask for them.
  const drawnWay = (at, box, x, y) => {
    const [x1, y1, x2, y2] = [Math.max(box[0], 0), Math.max(box[1], 0), Math.min(box[2], innerWidth), Math.min(box[3], innerHeight)];
    if (x2 - x1 < 10 || y2 - y1 < 8) return null;
    const trigger = thing(at), on = pointsOf([x1, y1, x2, y2], x, y).filter(([px, py]) => trigger.contains(hit(px, py)));
    const isThrough = SIDES.some((each, i) => drawn(at)[i] && getComputedStyle(trigger, each).pointerEvents === "none");
    return on.length || isThrough ? led(at, on.length ? on : pointsOf([x1, y1, x2, y2], x, y)) : null;
  };
  const drawnCovers = (at, box) => wordsUnder(thing(at), [box], [], (stack, holder) => {
    for (const each of stack) {
      if (each === holder) return true;
      if (!each.contains(thing(at)) && each !== thing(at)) return false;
    }
    return false;
  });

  globalThis.lingerer = Object.freeze({about, lasts, isMoving, way, covers, drawn, drawnWay, drawnCovers});
  return true;
}

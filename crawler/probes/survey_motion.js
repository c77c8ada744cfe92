// What moves by itself: animations of styles; and GIFs, to be looked at. Videos, and GIFs whose
// address says that they move, are asked about without a browser.
() => {
  const MOST = 2000, MOST_TOLD = 10, LONG = 5000, FLASH = 333;  // milliseconds (WCAG 2.2.2, 2.3.1)
  const SMALL = 64 * 64, FLASH_AREA = 341 * 256;  // CSS pixels
  const SAYS = /anim(?!al)[^/]*$|moving[^/]*$|cinemagraph[^/]*$|(giphy|tenor|gfycat|imgflip)\.com/i;
  const WAITS = /spinner|loader|loading|skeleton|progress|busy|shimmer/i;
  const STOPS = /\b(pause|stop|freeze|halt|play)\b|animation|motion/i;
  const MOVES = /transform|translate|rotate|scale|left|right|top|bottom|margin|opacity|visibility|width|height|background|color|offset|filter|clip|inset/i;
  const FLASHES = /^(opacity|visibility|backgroundColor|background|color|filter)$/;
  let hasStop = false;
  for (const each of [...document.querySelectorAll("button, [role=button], input[type=button], input[type=checkbox], [role=switch], a[href^='#']")].slice(0, 400))
    if (STOPS.test(`${each.textContent} ${each.getAttribute("aria-label") || ""} ${each.value || ""} ${each.title || ""}`)) { hasStop = true; break; }
  const moving = new Map(), flashing = new Map(), gifs = [];
  for (const animation of document.getAnimations().slice(0, MOST)) {
    const effect = animation.effect, element = effect && effect.target;
    if (!element || animation.playState !== "running" || effect.pseudoElement && !kerb.isShown(element)) continue;
    const timing = effect.getComputedTiming();
    if (!kerb.isShown(element) || WAITS.test(element.getAttribute("class") || "") || element.closest("[role=progressbar], [aria-busy=true], [role=status]")) continue;
    const frames = effect.getKeyframes();
    const names = new Set(frames.flatMap(frame => Object.keys(frame)).filter(name => !/^(offset|computedOffset|easing|composite)$/.test(name)));
    const changing = [...names].filter(name => new Set(frames.map(frame => frame[name]).filter(value => value !== undefined)).size > 1);
    if (!changing.some(name => MOVES.test(name))) continue;
    const area = element.offsetWidth * element.offsetHeight || element.getBoundingClientRect().width * element.getBoundingClientRect().height;
    const lasts = timing.iterations === Infinity ? Infinity : Number(timing.endTime);
    const period = Number(timing.duration) * (timing.direction === "alternate" ? 2 : 1);
    if (area >= FLASH_AREA && period > 0 && period < FLASH && lasts > 1000 && changing.some(name => FLASHES.test(name)) && flashing.size < MOST_TOLD)
      flashing.set(element, {element, period: Math.round(period)});
    if (hasStop || area <= SMALL || !(lasts > LONG) || moving.has(element) || moving.size >= MOST_TOLD) continue;
    if ([...moving.keys()].some(other => other.parentElement === element.parentElement || other.contains(element))) continue;
    moving.set(element, {element, isEndless: lasts === Infinity, seconds: lasts === Infinity ? 0 : Math.round(lasts / 1000)});
  }
  for (const img of [...document.images].slice(0, 500)) {
    const address = (img.currentSrc || img.src).slice(0, 2000);
    if (gifs.length >= 5 || !/\.gif([?#]|$)|^data:image\/gif/i.test(address) || !img.complete || (!address.startsWith("data:") && SAYS.test(address.split("?")[0]))) continue;
    if (img.naturalWidth >= 50 && img.naturalHeight >= 50 && img.clientWidth >= 50 && img.clientHeight >= 50 && kerb.isShown(img)) gifs.push({element: img, address});
  }
  const tell = list => [...list].map(({element, ...more}) => ({...kerb.placeOf(element), ...more}));
  return {moving: tell(moving.values()), flashing: tell(flashing.values()), gifs: hasStop ? [] : tell(gifs)};
}

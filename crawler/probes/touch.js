// What waits for a press that is not over yet, for a drag or a swipe; `toucher` stays for later calls.
// It builds upon `presser`: elements go by the same numbers.
() => {
  const MOST_WORDS = 200_000, MOST_FIELDS = 300, MOST_SURFACES = 300, MOST_CONTROLS = 400, LONGEST_NAME = 80;
  const STARTS = ["mousedown", "pointerdown"], ENDS = ["click", "mouseup", "pointerup"];
  const MOVES = ["mousemove", "pointermove", "touchmove", "dragstart"];
  const OWN_WAYS = "select, option, textarea, label, summary, video, audio, canvas, iframe, embed, object, "
    + "input:not([type=button], [type=submit], [type=image]), [contenteditable]:not([contenteditable=false]), [draggable=true], "
    + "[role=slider], [role=scrollbar], [role=separator], [role=spinbutton], [role=application], [role=combobox], [role=textbox], "
    + "[role=listbox], [role=option], [role=menu], [role=menuitem], [role=menubar]";
  const SLIDES = /drag|handle|resiz|grip|slider|knob|\bthumb\b|scrub|sortable|splitter|signature|canvas|swip|slick|carousel|splide|glide|owl-|flickity|\bmap\b|leaflet|mapbox|maplibre|\bol-|stepper|spinbox|ui-spinner/i;
  const HELD = /piano|keyboard|drum|talk|record|hold/i;
  const CLOSES = /^\W*(?:close|dismiss|hide|cau|x)?\W*$/i;
  const TELLS = /\b(?:saved|added|removed|copied|sent|thank(?:s| you)|success(?:ful|fully)?|cancell?ed|updated|deleted|submitted|subscribed|paid|booked|ordered|cadwyd)\b/i;
  const has = (own, names) => names.some(name => own.has(name));
  const types = element => presser.types(element);
  const named = element => `${element.id} ${element.getAttribute("class") ?? ""} ${element.getAttribute("role") ?? ""}`;
  const isTop = node => node === document.body || node === document.documentElement || node === document;
  function* around(element, most) {
    for (let node = element; node && !isTop(node) && most-- > 0; node = node.parentElement) yield node;
  }

  // --- what acts on the way down

  const slides = element => {
    const {cursor, touchAction} = getComputedStyle(element);
    if (/grab|move|resize/.test(cursor) || touchAction === "none") return true;
    for (const node of around(element, 6))
      if (SLIDES.test(named(node)) || node.draggable && node.localName === "div" || has(types(node), MOVES)) return true;
    return false;
  };
  const isMenu = element => element.matches("[aria-haspopup], [aria-expanded]")
    || [...around(element, 4)].some(node => ["nav", "menu"].includes(node.localName) || ["navigation", "menubar", "menu"].includes(node.getAttribute("role")));
  const waysDown = element => {
    const own = types(element);
    if (has(own, STARTS) && !has(own, ENDS) && !own.has("touchend")) return "mouse";
    return own.has("touchstart") && !own.has("touchend") ? "touch" : "";
  };
  const downs = () => {
    const found = new Map();
    for (const element of presser.heard()) {
      const way = element.isConnected && !isTop(element) ? waysDown(element) : "";
      if (!way || !kerb.isShown(element) || element.disabled || element.matches(OWN_WAYS) || presser.isWall(element)) continue;
      const box = element.getBoundingClientRect();
      if (box.width * box.height > innerWidth * innerHeight * 0.25 || slides(element) || isMenu(element)) continue;
      if (element.closest("[inert], [role=listbox], [role=menu], [role=tree], [role=grid]") || element.querySelector("canvas, video, iframe")) continue;
      const key = `${way} ${presser.looks(element)}`;
      found.set(key, [...(found.get(key) ?? []), presser.number(element)]);
    }
    return [...found].map(([key, list]) => [key, list, key.slice(0, 5).trim()]);
  };
  // The words and values that the page shows: each state has a number.
  const states = [];
  const note = () => {
    const words = (document.body?.innerText ?? "").slice(0, MOST_WORDS);
    const values = [...document.querySelectorAll("input, select, textarea")].slice(0, MOST_FIELDS).map(each => `${each.value} ${each.checked}`).join("|");
    let at = states.findIndex(each => each.words === words && each.values === values);
    if (at < 0) at = states.push({words, values}) - 1;
    return at;
  };
  const areWordsAlike = (one, other) => states[one].words === states[other].words;
  // A menu, or a list to choose from, as that of a select element opens.
  const isList = element => element.matches("nav, menu, [role=menu], [role=listbox], [role=tree], [role=grid]")
    || element.matches("ul, ol") && (element.querySelector("a[href]") !== null || element.children.length > 2);
  // Whether what came of it is more than a look, a menu, or something that comes and goes.
  const weigh = (at, made) => {
    const element = presser.thing(at), came = made.appeared.map(presser.thing);
    const words = [...came, ...made.texts.map(presser.thing)].map(kerb.textOf);
    return {
      isMenu: came.some(each => [each, ...each.querySelectorAll("ul, ol, [role]")].slice(0, 100).some(isList)),
      isHeld: [...around(element, 4)].some(node => HELD.test(named(node))) || HELD.test(kerb.textOf(element)),
      isTold: words.some(each => each.split(" ").length <= 30 && TELLS.test(each)),
      isGone: made.vanished.length > 0 && !came.length && !made.texts.length && !CLOSES.test(kerb.textOf(element) || element.getAttribute("aria-label") || ""),
    };
  };

  // --- what is moved by a drag or a swipe

  const MAPS = /\b(?:leaflet-container|ol-viewport|mapboxgl-map|maplibregl-map|gm-style|esri-view-surface)\b/;
  const SORTED = /\b(?:ui-sortable|ui-draggable|sortable-item|draggable)\b/;
  const SHOWS = /swiper|slick-list|owl-stage|splide__track|flickity|glide__track|keen-slider|embla|\bglider\b/;
  const NAMES = {
    swipe: /next|prev|forward|back\b|slide|arrow|left|right|page|dot|bullet|indicator|nesaf|blaenorol|^\W*\d*\W*$/i,
    zoom: /zoom|chwyddo|^[+−–-]$/i,
    pan: /\bpan\b|\bmove\b|\b(?:up|down|left|right|north|south|east|west)\b|camera/i,
    slider: /more|less|plus|minus|increase|decrease|up|down|^[+−–-]$/i,
    drag: /move|\bup\b|\bdown\b|top|bottom|earlier|later|add|remove|order|select|choose|place|[↑↓←→▲▼]/i,
  };
  const sizeOf = element => { const box = element.getBoundingClientRect(); return box.width * box.height; };
  const boxAround = (element, steps) => {
    let found = element;
    for (const node of around(element, steps + 1)) {
      if (node.matches("main, article, form")) break;
      found = node;
    }
    return found;
  };
  const controls = (element, steps) => {
    const list = boxAround(element, steps).querySelectorAll("button, a[href], input, select, [role=button], [role=tab], [onclick]");
    const made = presser.heard().filter(each => types(each).has("click") && boxAround(element, steps).contains(each) && sizeOf(each) < sizeOf(element) / 4);
    return [...new Set([...list, ...made])].filter(each => each !== element && !each.contains(element)).slice(0, MOST_CONTROLS).filter(kerb.isShown);
  };
  // By its words or its class; not what leads to another page, such as a link in a slide.
  const says = (control, names) => !control.matches("a[href]:not([href^='#']):not([href^='javascript:'])")
    && [kerb.textOf(control), control.getAttribute("aria-label"), control.getAttribute("title"), control.value,
      control.getAttribute("class"), control.getAttribute("data-slide"), control.querySelector("img[alt]")?.alt]
      .some(each => each && String(each).length <= LONGEST_NAME && names.test(String(each).trim()));
  const hasControl = (element, kind, steps = 3) => controls(element, steps).some(each => says(each, NAMES[kind]));
  const isScrolled = element => [...around(element, 3), ...[...element.children].slice(0, 5)].some(node =>
    /auto|scroll/.test(getComputedStyle(node).overflowX) && node.scrollWidth > node.clientWidth + 5);
  // Whether a box cuts off what stands beside it to the right, or to the left once it was moved on.
  const cutsOff = node => {
    const box = node.getBoundingClientRect();
    return node.scrollWidth > node.clientWidth + 20 || [...node.querySelectorAll(":scope > *, :scope > * > *")].slice(0, 60).some(each => {
      const {left, right, width} = each.getBoundingClientRect();
      return width > 50 && (right < box.left + 5 || left > box.right - 5);
    });
  };
  const isHiding = element => [...around(element, 2), ...[...element.children].slice(0, 3)].some(node =>
    /hidden|clip/.test(getComputedStyle(node).overflowX) && node.clientWidth > 100 && cutsOff(node));

  const surfaceOf = element => {
    const own = types(element), name = element.getAttribute("class") ?? "";
    if (MAPS.test(name)) return "map";
    const isStarted = has(own, STARTS) || own.has("touchstart");
    if (element.draggable && element.getAttribute("draggable") === "true") return "drag";
    if (!isStarted) return "";
    if (element.matches("canvas, input, textarea, select, video, audio, iframe") || element.closest("[contenteditable=true]")) return "";
    if (element.getAttribute("role") === "slider") return "slider";
    const isShow = SHOWS.test(name);
    if (!isShow && SORTED.test(name) || own.has("dragover") && own.has("dragenter") && element.children.length > 1)
      return element.closest("dialog, [role=dialog]") ? "" : "drag";
    const area = element.getBoundingClientRect();
    if (area.width < 100 || area.height < 30 || own.has("click") && !isShow && !own.has("touchstart") && !has(own, MOVES)) return "";
    const isMoved = has(own, ["touchmove", "pointermove", "mousemove"]) || isShow;
    return isMoved && isHiding(element) && !isScrolled(element) ? "swipe" : "";
  };
  const lacks = (element, kind) => {
    if (kind === "swipe") return hasControl(element, "swipe") ? [] : ["swipe"];
    if (kind === "map") {
      const inside = [...controls(element, 1)];
      const can = names => inside.some(each => says(each, names));
      return [...(can(NAMES.zoom) ? [] : ["pinch"]), ...(can(NAMES.pan) ? [] : ["map"])];
    }
    if (kind === "slider") {
      const tracks = [...around(element.parentElement, 4)];
      const box = element.getBoundingClientRect();
      const isTrack = Math.max(box.width, box.height) > 60 || tracks.some(each => has(types(each), [...STARTS, "touchstart", "click"]));
      const near = controls(element, 2).some(each => each.matches("input:not([type=hidden]), select") || says(each, NAMES.slider));
      return isTrack || near ? [] : ["slider"];
    }
    const isPicked = types(element).has("click") && !SORTED.test(element.getAttribute("class") ?? "") || element.matches("a[href], img") || element.closest("a[href]");
    return isPicked || hasControl(element, "drag") ? [] : ["drag"];
  };
  const surfaces = top => {
    const found = [], told = [], list = new Set(presser.heard());
    for (const element of document.querySelectorAll("[draggable=true], .leaflet-container, .ol-viewport, .mapboxgl-map, .maplibregl-map")) list.add(element);
    const isDragged = top.includes("dragstart") || [...list].some(each => types(each).has("dragstart"));
    for (const element of [...list].slice(0, MOST_SURFACES)) {
      if (!element.isConnected || isTop(element) || !kerb.isShown(element)) continue;
      const kind = surfaceOf(element);
      if (!kind || kind === "drag" && element.draggable && !isDragged && !types(element).has("dragstart")) continue;
      if (found.some(each => each.contains(element))) continue;
      found.push(element);
      for (const what of lacks(element, kind)) {
        const alike = told.find(each => each.what === what && each.parent === element.parentElement);
        if (alike) { alike.count++; continue; }
        if (told.length < 10) told.push({at: presser.number(element), what, count: 1, parent: element.parentElement});
      }
    }
    return {there: found.length, told: told.map(({at, what, count}) => ({...presser.place(at), what, count}))};
  };

  globalThis.toucher = Object.freeze({
    isButton: at => presser.thing(at).matches("button[type=button], input[type=button]") && presser.thing(at).tabIndex >= 0,
    downs, note, areWordsAlike, weigh, surfaces,
  });
  return true;
}

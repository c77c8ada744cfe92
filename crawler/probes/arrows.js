// Widgets of several parts, of which Tab reaches one, or none: tabs, menus, radios, options, trees,
// grids, sliders. Elements go by the numbers of `presser`; needs press.js.
() => {
  const ITEMS = {
    tablist: "[role=tab]", menu: "[role^=menuitem]", menubar: "[role^=menuitem]", radiogroup: "[role=radio]", listbox: "[role=option]",
    tree: "[role=treeitem]", grid: "[role=gridcell], [role=row]", treegrid: "[role=gridcell], [role=row]",
  };
  const WIDGETS = Object.keys(ITEMS).map(role => `[role=${role}]`).join(", ");
  const STATES = ["class", "style", "tabindex", "aria-selected", "aria-checked", "aria-current", "aria-expanded", "aria-pressed", "aria-valuenow", "aria-valuetext"];
  const NATIVE = "input, select, option, textarea, summary";
  const STEPS = /\b(?:next|previous|prev|back|forward|nesaf|blaenorol)\b|^[<>‹›«»←→]$/i;
  const WHOLE = "body, main, form, article, section";  // more than what belongs to one widget
  const MOST_ITEMS = 60;
  const {thing, number, hasFocus, focusables} = presser;

  const itemsOf = container => [...container.querySelectorAll(ITEMS[container.getAttribute("role")] ?? "none")].slice(0, 4 * MOST_ITEMS)
    .filter(each => kerb.isShown(each) && each.getAttribute("aria-disabled") !== "true" && !each.disabled && each.parentElement.closest(WIDGETS) === container).slice(0, MOST_ITEMS);
  const isReached = (item, container) => {
    if (hasFocus(item) || focusables(item).length) return true;
    for (let node = item.parentElement; node && node !== container; node = node.parentElement) if (hasFocus(node)) return true;
    return false;
  };
  // Whether another thing speaks for it, as the field of a search does for the list of what it finds.
  const isOwned = container => Boolean(container.id) && [...document.querySelectorAll("[aria-owns], [aria-controls], [aria-activedescendant]")].slice(0, 200).some(each =>
    !container.contains(each) && each.matches("input, textarea, [role=combobox], [role=searchbox], [aria-activedescendant]") && ["aria-owns", "aria-controls"].some(name => (each.getAttribute(name) ?? "").split(/\s+/).includes(container.id)));
  const isOff = element => Boolean(element.closest("[aria-hidden=true], [inert], [aria-disabled=true], fieldset:disabled"));

  const about = at => {
    const container = thing(at), role = container.getAttribute("role");
    if (!kerb.isShown(container) || isOff(container)) return null;
    if (role === "slider" || role === "spinbutton") {
      if (container.getAttribute("aria-readonly") === "true" || container.querySelector(NATIVE)) return null;
      return {role, count: 1, entry: hasFocus(container) ? at : -1, missing: [], value: true};
    }
    const items = itemsOf(container);
    if (items.length < 2 || items.some(each => each.matches(NATIVE) || each.querySelector(NATIVE)) || isOwned(container)) return null;
    const isChosen = each => ["aria-selected", "aria-checked"].some(name => each.getAttribute(name) === "true");
    const missing = items.filter(each => !isReached(each, container)).sort((a, b) => isChosen(a) - isChosen(b));
    if (!missing.length || (/grid$/.test(role) && missing.length < items.length / 2)) return null;
    const first = items.find(hasFocus) ?? items.flatMap(each => focusables(each))[0] ?? (hasFocus(container) ? container : focusables(container)[0]);
    return {role, count: items.length, entry: first ? number(first) : -1, missing: missing.map(number), value: false};
  };

  // The button that opens a menu or list which is not shown; -1 when there is none.
  const opener = at => {
    const container = thing(at);
    if (!/^(?:menu|listbox)$/.test(container.getAttribute("role")) || kerb.isShown(container)) return -1;
    const isOne = each => each.matches("button, a, [role=button]") && hasFocus(each) && kerb.isShown(each) && !isOff(each);
    const naming = container.id ? document.querySelector(`[aria-controls~="${CSS.escape(container.id)}"]`) : null;
    const beside = [container.previousElementSibling, ...(container.parentElement?.children ?? [])].slice(0, 6).find(each => each?.matches("[aria-haspopup], [aria-expanded]"));
    const found = [naming, beside].find(each => each && isOne(each) && !each.contains(container));
    return found ? number(found) : -1;
  };
  const isIn = at => thing(at).contains(kerb.activeElement());

  const statesOf = element => STATES.map(name => element.getAttribute(name) ?? "").join("|");
  // All that may change in a widget when a key moves something: its parts, what is active, its value.
  const state = (at, isOfFocus = true) => {
    const container = thing(at), now = isOfFocus ? kerb.activeElement() : null;
    const parts = container.getAttribute("role") in ITEMS ? itemsOf(container) : [container.parentElement, ...container.querySelectorAll("*")].filter(Boolean).slice(0, 20);
    const active = now && now !== document.body ? number(now) : -1;
    return [active, now?.getAttribute("aria-activedescendant") ?? "", container.getAttribute("aria-activedescendant") ?? "",
            statesOf(container), ...parts.map(each => statesOf(each) + (each.localName === "input" ? each.value : ""))].join("\n");
  };
  // What a widget says of its parts: more than how they look.
  const said = at => [thing(at), ...thing(at).querySelectorAll("[role]")].slice(0, 4 * MOST_ITEMS)
    .map(each => STATES.filter(name => name.startsWith("aria-")).map(name => each.getAttribute(name) ?? "").join("|")).join("\n");
  const isOpen = at => thing(at).isConnected && kerb.isShown(thing(at));
  const name = at => {
    const element = thing(at);
    return kerb.tidy(element.innerText || element.getAttribute("aria-label") || element.getAttribute("title") || "", 80);
  };
  // What else may lead to the same: steps onward and back, or a field that takes the value.
  const hasOther = at => {
    const container = thing(at), isValue = /^(?:slider|spinbutton)$/.test(container.getAttribute("role"));
    let around = container;
    for (let steps = isValue ? 2 : 3; steps > 0 && around.parentElement && !around.parentElement.matches(WHOLE); steps--) around = around.parentElement;
    return focusables(around).some(each => {
      if (container.contains(each)) return false;
      if (isValue) return each.matches("input, select, button, [role=button]");
      return STEPS.test([kerb.textOf(each), each.getAttribute("aria-label") ?? "", each.getAttribute("title") ?? "", each.className].join(" "));
    });
  };
  // Places from the middle of a slider along it, for the mouse to drag.
  const track = at => {
    const point = presser.point(at);
    if (!point) return null;
    const [x, y] = point, isUpright = thing(at).getAttribute("aria-orientation") === "vertical";
    return [0, 15, 30, 45].map(by => isUpright ? [x, y - by] : [x + by, y]);
  };

  globalThis.arrower = Object.freeze({about, opener, isIn, state, said, isOpen, name, hasOther, track});
  return true;
}

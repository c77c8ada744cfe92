// How many controls of the page might do by a press what moving the device does, or switch that
// off. It builds upon `presser`.
top => {
  const HEARD = ["click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "change", "input", "keydown", "keyup"];
  const CONTROLS = "a[href], area[href], button, input, select, textarea, summary, iframe, canvas, video, audio, [role=button], [role=switch], [role=checkbox], [tabindex]";
  const isHeard = element => HEARD.some(name => presser.types(element).has(name));
  const isOnTop = HEARD.some(name => top.includes(name));
  const isAside = element => element.closest("header, nav, footer, [role=banner], [role=navigation], [role=contentinfo]") !== null;
  // It leads to another page, and nothing says that one can do without moving there.
  const SAYS = /\b(?:without|instead|version|alternative|accessib\w*|motion|mov\w+|tilt\w*|shak\w+|still|simple|text|list|settings?|heb)\b/i;
  const leads = element => element.matches("a[href]:not([href^='#']):not([href^='javascript:'])") && (isAside(element) || !SAYS.test(kerb.textOf(element)));
  const isSearch = element => isAside(element) && element.closest("form[action]") !== null;
  const isDead = element => element.disabled
    || element.matches("button, input[type=button], input[type=submit]") && !element.form && !element.closest("label");
  let count = 0;
  for (const element of kerb.elementsIn(document.body ?? document)) {
    if (isHeard(element)) { count++; continue; }
    if (!element.matches(CONTROLS) || element.type === "hidden") continue;
    if (element.matches("a[href^='#']") && element.closest("body > :first-child")) continue;  // it skips to the text
    if (isOnTop ? !element.disabled : !isDead(element) && !leads(element) && !isSearch(element)) count++;
  }
  return count;
}

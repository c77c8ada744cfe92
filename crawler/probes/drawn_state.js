// Ticks the choices of a list or takes their ticks away, without a word to the page's scripts; null
// brings all back to what they were, and takes our style sheet away.
(selectors, isTicked) => {
  const all = () => [...kerb.elementsIn()].filter(each => each.matches("input[type=checkbox], input[type=radio]")).slice(0, 3000);
  if (!globalThis.kerbDrawn) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`*,*::before,*::after{transition:none!important;caret-color:transparent!important}
      select,textarea,input:not([type=checkbox],[type=radio]){-webkit-text-fill-color:transparent!important}`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    globalThis.kerbDrawn = {sheet, were: all().map(each => [each, each.checked, each.indeterminate])};
  }
  if (isTicked === null) {
    for (const [element, was, wasBetween] of kerbDrawn.were) {
      if (element.checked !== was) element.checked = was;
      if (element.indeterminate !== wasBetween) element.indeterminate = wasBetween;
    }
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(each => each !== kerbDrawn.sheet);
    globalThis.kerbDrawn = null;
    return true;
  }
  for (const each of selectors) {
    const element = kerb.find(each);
    if (element) [element.checked, element.indeterminate] = [isTicked, false];
  }
  return true;
}

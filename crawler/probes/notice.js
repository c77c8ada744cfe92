// Runs among the page's own scripts: tells our world of what the page is kept from doing, so that
// "it tried to send the form" can be seen. It sends nothing, and opens nothing.
() => {
  const tell = name => document.dispatchEvent(new Event("dropkerb-" + name));
  HTMLFormElement.prototype.submit = function submit() { tell("submit"); };
  HTMLFormElement.prototype.requestSubmit = function requestSubmit() { tell("submit"); };
  window.open = () => { tell("open"); return null; };
  window.alert = () => { tell("alert"); };
  window.print = () => { tell("alert"); };
  const later = window.setTimeout;
  window.setTimeout = function setTimeout(work, delay, ...rest) {
    if (delay >= 1500 && delay <= 20000) document.dispatchEvent(new CustomEvent("dropkerb-timer", {detail: Number(delay)}));
    return later.call(window, work, delay, ...rest);
  };
}

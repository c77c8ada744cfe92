// The frames of a document that show something, by the names that an engine gave them where it did;
// and what keeps us out of those that our own page cannot look into. `kerbFrames` stays for the
// calls that follow.
(names, most) => {
  const known = new Map();
  for (const name of names) {
    let frame = null;
    try { frame = kerb.find(name); } catch { continue; }  // axe knows selectors that no browser does
    if (frame && !known.has(frame)) known.set(frame, name);
  }
  const originOf = address => { try { return new URL(address, document.baseURI); } catch { return null; } };
  const whyShut = frame => {
    if (frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin")) return "sandboxed";
    return originOf(frame.src)?.origin === location.origin ? "unread" : "other";
  };
  const isEmpty = ({body}) => !body || (!body.querySelector("a, button, input, select, textarea, img, svg, canvas, iframe, frame, [tabindex]") && !body.innerText?.trim());
  const found = kerb.frames().filter(frame => kerb.isShown(frame));
  const told = [];
  globalThis.kerbFrames = [];
  for (const frame of found.slice(0, most)) {
    const inner = frame.contentDocument;
    if (inner && isEmpty(inner)) continue;
    const address = originOf(frame.src);
    kerbFrames.push(frame);
    told.push({
      ...kerb.placeOf(frame), selector: known.get(frame) ?? kerb.selectorOf(frame),
      why: inner ? "" : whyShut(frame), address: inner ? inner.URL : "", host: kerb.tidy(address?.hostname ?? "", 100),
    });
  }
  return {frames: told, more: Math.max(0, found.length - most)};
}

// Pictures that may hold words: large enough to read, no logos.
() => {
  const LEAST_WIDE = 120, LEAST_HIGH = 40, MOST_LOOKED = 500, MOST_FOUND = 30;  // CSS pixels; pictures
  const LOGO = /logo|brand|crest|coat[ _-]?of[ _-]?arms|emblem|badge|accredit|kitemark|wordmark|avatar|qr[ _-]?code|captcha|signature/i;
  const found = [], buttons = [];
  const pictures = document.querySelectorAll("img, input[type=image]");
  for (const picture of [...pictures].slice(0, MOST_LOOKED)) {
    const wide = picture.clientWidth, high = picture.clientHeight, address = picture.currentSrc || picture.src || "";
    if (picture.type === "image" && wide >= 1.6 * high && high >= 12 && high <= 80 && kerb.isShown(picture) && /\p{L}{2,}/u.test(picture.alt) && buttons.length < 10)
      buttons.push({...kerb.placeOf(picture), words: kerb.tidy(picture.alt, 60)});  // as wide as words are, and as low
    if (found.length >= MOST_FOUND || wide < LEAST_WIDE || high < LEAST_HIGH || picture.naturalWidth === 0 || !kerb.isShown(picture)) continue;
    if (address.length > 100000 || /\.svg([?#]|$)|^data:image\/svg/i.test(address)) continue;
    const says = [picture.alt, picture.id, picture.className, picture.title, address.startsWith("data:") ? "" : address.split(/[?#]/)[0].split("/").pop()].join(" ").slice(0, 2000);
    if (LOGO.test(says) || picture.closest("[class*=logo], [id*=logo], [class*=brand]")) continue;
    const home = picture.closest("a[href]");
    if (home && home.pathname === "/" && home.origin === location.origin) continue;
    found.push({
      ...kerb.placeOf(picture), address, wide, says: kerb.tidy(says, 300),
      name: kerb.tidy([picture.alt, picture.getAttribute("aria-label"), picture.title].filter(Boolean).join(" "), 2000),
    });
  }
  return {pictures: found, buttons, language: document.documentElement.lang.slice(0, 20)};
}

// Films that play by themselves, and how light their parts are from picture to picture; GIFs, whose
// pictures are looked at elsewhere. A film that is known already is not looked at again.
async (known, seconds) => {
  const COLUMNS = 16, ROWS = 12, LEAST_AREA = 341 * 256 / 4, MOST_FILMS = 2, MOST_GIFS = 5, STARTS = 500;  // WCAG: general flash
  const films = [], gifs = [];
  const addressOf = element => {
    const address = element.currentSrc || element.src || "";
    return address.length > 2000 ? address.slice(0, 1000) + address.length + address.slice(-900) : address;
  };
  const isLarge = element => element.clientWidth * element.clientHeight >= LEAST_AREA && kerb.isShown(element);
  const sizeOf = element => [element.clientWidth, element.clientHeight];
  for (const img of [...document.images].slice(0, 500)) {
    const address = img.currentSrc || img.src;
    if (gifs.length < MOST_GIFS && address.length < 500000 && /\.gif([?#]|$)|^data:image\/gif/i.test(address) && img.complete && img.naturalWidth > 1 && isLarge(img))
      gifs.push({...kerb.placeOf(img), address, size: sizeOf(img)});
  }
  const plays = [...document.querySelectorAll("video")].filter(each => (each.autoplay || !each.paused) && isLarge(each));
  if (!plays.length) return {films, gifs};
  const canvas = new OffscreenCanvas(COLUMNS, ROWS), pen = canvas.getContext("2d", {willReadFrequently: true});
  const watch = film => new Promise(go => {
    const pictures = [];
    let isOver = false;
    const end = why => { if (!isOver) { isOver = true; go({pictures, why}); } };
    setTimeout(end, 1000 * seconds, "");
    const look = (_, {mediaTime}) => {
      if (isOver) return;
      try {
        pen.drawImage(film, 0, 0, COLUMNS, ROWS);
        const {data} = pen.getImageData(0, 0, COLUMNS, ROWS), lights = [];
        for (let at = 0; at < data.length; at += 4) lights.push(Math.round(1000 * kerbSeen.luminance(data.subarray(at, at + 3))));
        pictures.push([Math.round(1000 * mediaTime), lights]);
      } catch { end("it comes from another site"); return; }
      film.requestVideoFrameCallback(look);
    };
    film.requestVideoFrameCallback(look);
    // Browsers let a film with sound begin by itself only where they know the site; so it is watched without.
    if (film.ended) film.currentTime = 0;
    if (film.paused) {
      film.muted = true;
      film.play().catch(() => {});
      setTimeout(() => film.paused && end("it does not play here"), STARTS);
    }
  });
  for (const film of plays) {
    const address = addressOf(film), told = {...kerb.placeOf(film), address, size: sizeOf(film)};
    if (films.length >= 10) break;
    if (known.includes(address)) films.push(told);
    else if (films.filter(each => each.pictures).length >= MOST_FILMS) films.push({...told, pictures: [], why: "there was no time"});
    else {
      const {muted, paused} = film;
      film.scrollIntoView({block: "center", behavior: "instant"});
      films.push({...told, ...await watch(film)});
      if (paused) film.pause();
      if (film.muted !== muted) film.muted = muted;
    }
  }
  window.scrollTo({left: 0, top: 0, behavior: "instant"});
  return {films, gifs};
}

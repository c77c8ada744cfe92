// The contrast of texts with the pixels of a picture that was taken without them.
async (picture, top, texts) => {
  const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0));
  const map = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
  const canvas = new OffscreenCanvas(map.width, map.height), pen = canvas.getContext("2d", {willReadFrequently: true});
  pen.drawImage(map, 0, 0);
  const isOnTop = (element, {x, y, w, h}) => {
    const shown = document.elementFromPoint(x - scrollX + w / 2, y - scrollY + h / 2);
    return !!element && !!shown && kerb.isFrameOnTop(x - scrollX + w / 2, y - scrollY + h / 2) && (element.contains(shown) || shown.contains(element) || !!element.getRootNode().host);
  };
  return texts.map(({selector, lines, colour, least}) => {
    if (!isOnTop(kerb.find(selector), lines[0])) return null;  // a slide below another, or gone
    let best = 0, worst = 21, share = 0;
    for (const {x, y, w, h} of lines) {
      const left = Math.max(0, Math.round(x)), from = Math.max(0, Math.round(y - top + 0.15 * h));
      const wide = Math.min(map.width - left, Math.round(w)), high = Math.min(map.height - from, Math.round(0.7 * h));
      if (wide < 2 || high < 2) return null;
      const {data} = pen.getImageData(left, from, wide, high);
      const step = 4 * Math.max(1, Math.floor(data.length / 4 / 20000));
      let count = 0, low = 0;
      for (let at = 0; at < data.length; at += step) {
        const pixel = [data[at], data[at + 1], data[at + 2], 1];
        const contrast = kerbSeen.contrast(kerbSeen.over(colour, pixel), pixel);
        best = Math.max(best, contrast);
        worst = Math.min(worst, contrast);
        count++;
        if (contrast < least) low++;
      }
      share = Math.max(share, low / count);
    }
    return {best: Math.round(best * 100) / 100, worst: Math.round(worst * 100) / 100, low: Math.round(share * 100)};
  });
}

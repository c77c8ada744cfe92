// What differs, and by how much, in pictures of controls: before a tick and, if there is one, after it.
async (before, after, left, top, scale, controls) => {
  const CHANGED = 10, LEAST_CHANGED = 6;  // steps of a channel; pixels
  const light = Float64Array.from({length: 256}, (_, value) => kerbSeen.luminance([value, value, value]));
  const read = async picture => {
    const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0));
    const map = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
    const pen = new OffscreenCanvas(map.width, map.height).getContext("2d", {willReadFrequently: true});
    pen.drawImage(map, 0, 0);
    return {pen, width: map.width, height: map.height};
  };
  const first = await read(before), second = after && await read(after);
  const isOnTop = ({selector, by, area}) => {
    const [element, drawn] = [kerb.find(selector), kerb.find(by)];
    if (!element || !drawn) return false;
    const shown = document.elementFromPoint(area.x - scrollX + Math.min(area.w / 2, 12), area.y - scrollY + area.h / 2);
    const label = element.labels && element.labels[0];
    return !!shown && [element, drawn, label].some(each => each && (each.contains(shown) || shown.contains(each) || !!each.getRootNode().host));
  };
  const lightOf = (data, at) => 0.2126 * light[data[at]] + 0.7152 * light[data[at + 1]] + 0.0722 * light[data[at + 2]];
  const ratio = (low, high) => Math.round(100 * (high + 0.05) / (low + 0.05)) / 100;
  return controls.map(control => {
    if (!isOnTop(control)) return null;
    const {area, masks, around} = control;
    const x = Math.max(0, Math.round((area.x - around - left) * scale)), y = Math.max(0, Math.round((area.y - around - top) * scale));
    const wide = Math.min(first.width - x, Math.round((area.w + 2 * around) * scale)), high = Math.min(first.height - y, Math.round((area.h + 2 * around) * scale));
    if (wide < 8 || high < 8) return null;
    const masked = new Uint8Array(wide * high);
    for (const mask of masks) {
      const fromX = Math.max(0, Math.floor((mask.x - 1 - left) * scale) - x), toX = Math.min(wide, Math.ceil((mask.x + mask.w + 1 - left) * scale) - x);
      const fromY = Math.max(0, Math.floor((mask.y - 1 - top) * scale) - y), toY = Math.min(high, Math.ceil((mask.y + mask.h + 1 - top) * scale) - y);
      for (let row = fromY; row < toY; row++) masked.fill(1, row * wide + fromX, row * wide + Math.max(fromX, toX));
    }
    const one = first.pen.getImageData(x, y, wide, high).data;
    const extent = (data, counts) => {
      let least = 1, most = 0;
      for (let at = 0; at < wide * high; at++) if (counts(at)) {
        const value = lightOf(data, 4 * at);
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      return most < least ? 1 : ratio(least, most);
    };
    const told = {best: extent(one, at => !masked[at])};
    if (second && control.canTick) {
      const other = second.pen.getImageData(x, y, wide, high).data;
      const near = new Uint8Array(wide * high);
      let changed = 0, turned = 1;
      for (let at = 0; at < wide * high; at++) {
        const step = Math.max(...[0, 1, 2].map(each => Math.abs(one[4 * at + each] - other[4 * at + each])));
        if (masked[at] || step < CHANGED) continue;
        changed++;
        const [low, top] = [lightOf(one, 4 * at), lightOf(other, 4 * at)].sort((a, b) => a - b);
        turned = Math.max(turned, ratio(low, top));
        for (const by of [0, -1, 1, -wide, wide]) if (at + by >= 0 && at + by < near.length) near[at + by] = 1;
      }
      if (changed >= LEAST_CHANGED) Object.assign(told, {tick: Math.max(turned, extent(other, at => near[at] && !masked[at]))});
    }
    return told;
  });
}

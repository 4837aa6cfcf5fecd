/**
 * Places around a selection: groups of rows in columns above and below a corridor in which the selection stands, a stem
 * beside each column. Sizes in, places out; nothing is drawn here.
 *
 * @typedef {import("../../shared/js/paint.js").Size} Size
 * @typedef {{title: Size, rows: Size[]}} Sized a group; a title without height is none
 * @typedef {{group: number, row: number, x: number, y: number}} RowPlace the point on the stem its line starts from
 * @typedef {{group: number, x: number, y: number, room: number, continued: boolean}} TitlePlace `room` is the width it has
 * @typedef {{x: number, top: number, bottom: number}} Stem
 * @typedef {{scale: number, width: number, height: number, rows: RowPlace[], titles: TitlePlace[], stems: Stem[]}} Places
 * @typedef {{pieces: {group: number, from: number, to: number}[], width: number, height: number}} Half of a column: rows of groups
 * @typedef {{halves: Half[], widths: number[], width: number, height: number}} Packed upper and lower half of the first column, of the second, …
 */

/** From the stem to the sign, and to the text beside it. */
export const TICK = 24;
export const TEXT = 34;
export const CORRIDOR = 48;
const BETWEEN = 15;
const MARGIN = 7;
const LARGEST = 1.5;
/** Names of 12 are then 10.6 on the screen. */
export const SMALLEST = 0.88;

/**
 * The largest places that fit, as near to the shape of the room as can be; null where even the smallest do not.
 * @param {Sized[]} groups @param {Size} room @param {number} least width, for what stands in the corridor
 * @returns {Places | null}
 */
export function placesIn(groups, room, least) {
  const smallest = fittingAt(SMALLEST, groups, room, least);
  if (!smallest) return null;
  let scale = LARGEST;
  let found = fittingAt(scale, groups, room, least);
  while (!found) {
    scale = Math.max(scale - 0.058, SMALLEST);
    found = scale > SMALLEST ? fittingAt(scale, groups, room, least) : smallest;
  }
  const { inside, half, whole } = found;
  let best = { packed: found.packed, share: Infinity };
  for (let height = half; height > 0; height -= 8) {
    const packed = packedIn(groups, height, whole);
    if (!packed) break;
    const share = Math.max(packed.width / inside.width, packed.height / inside.height);
    if (share < best.share - 0.03) best = { packed, share };
  }
  return { scale, ...placesOf(groups, best.packed, least) };
}

/** Halves of columns as high as the room at a scale. Groups stay whole where that leaves room for all; else they go on in the next half. @param {number} scale @param {Sized[]} groups @param {Size} room @param {number} least */
function fittingAt(scale, groups, room, least) {
  const inside = { width: room.width / scale - 2 * MARGIN, height: room.height / scale - 2 * MARGIN };
  const half = (inside.height - CORRIDOR) / 2;
  for (const whole of least > inside.width ? [] : [0.6, 0]) {
    const packed = packedIn(groups, half, whole);
    if (packed && packed.width <= inside.width) return { inside, half, whole, packed };
  }
  return null;
}

/** Places that need no room to fit: as high as it, and as wide as they get. @param {Sized[]} groups @param {Size} room @returns {Places} */
export function placesBeyond(groups, room) {
  const packed = packedIn(groups, Math.max(room.height / SMALLEST / 2 - CORRIDOR, 200), 0);
  const places = placesOf(groups, packed ?? { halves: [], widths: [], width: 0, height: 0 }, 0);
  return { scale: Math.min(room.width / (places.width + 2 * MARGIN), SMALLEST), ...places };
}

/**
 * Groups in half columns, each at most `height` high. A group that the next half takes whole goes there when at least
 * the part `whole` of this one is used.
 * @param {Sized[]} groups @param {number} height @param {number} whole 0: never @returns {Packed | null} null where a row does not fit
 */
function packedIn(groups, height, whole) {
  /** @type {Half[]} */
  const halves = [{ pieces: [], width: 0, height: 0 }];
  for (const [group, { title, rows }] of groups.entries()) {
    let from = 0;
    while (from < rows.length) {
      const half = halves[halves.length - 1];
      let to = from;
      let end = half.height + title.height;
      while (to < rows.length && end + rows[to].height <= height) end += rows[to++].height;
      const left = rows.length - to;
      if (left === 1 && to - from > 2) to -= 1;
      const fitsNext = title.height + heightOfRows(rows, from, rows.length) <= height;
      if (left && half.height && (to - from < 2 || (whole && fitsNext && half.height > height * whole))) {
        halves.push({ pieces: [], width: 0, height: 0 });
        continue;
      }
      if (to === from) return null;
      half.pieces.push({ group, from, to });
      half.height += title.height + heightOfRows(rows, from, to);
      half.width = Math.max(half.width, 8 + title.width, ...rows.slice(from, to).map((row) => TEXT + row.width));
      from = to;
    }
  }
  const uppers = halves.filter((_, at) => at % 2 === 0);
  const widths = uppers.map(({ width }, column) => Math.max(width, halves[2 * column + 1]?.width ?? 0));
  const width = widths.reduce((sum, wide) => sum + wide + BETWEEN, -BETWEEN);
  return { halves, widths, width, height: CORRIDOR + 2 * Math.max(...halves.map((half) => half.height)) };
}

/** @param {Size[]} rows @param {number} from @param {number} to */
function heightOfRows(rows, from, to) {
  return rows.slice(from, to).reduce((sum, row) => sum + row.height, 0);
}

/** @param {Sized[]} groups @param {Packed} packed @param {number} least @returns {Omit<Places, "scale">} around 0, 0 */
function placesOf(groups, { halves, widths, width, height }, least) {
  /** @type {Omit<Places, "scale">} */
  const places = { width: Math.max(width, least), height, rows: [], titles: [], stems: [] };
  let x = -width / 2;
  for (const [at, half] of halves.entries()) {
    const wide = widths[Math.floor(at / 2)];
    let y = at % 2 ? CORRIDOR / 2 : -CORRIDOR / 2 - half.height;
    for (const { group, from, to } of half.pieces) {
      const { title } = groups[group];
      if (title.height) places.titles.push({ group, x, y: y + title.height / 2 + 2, room: wide - 7, continued: from > 0 });
      y += title.height;
      for (let row = from; row < to; row++) {
        const { height: high } = groups[group].rows[row];
        places.rows.push({ group, row, x, y: y + high / 2 });
        y += high;
      }
    }
    if (at % 2 || at === halves.length - 1) {
      const ys = places.rows.filter((row) => row.x === x).map((row) => row.y);
      places.stems.push({ x, top: Math.min(0, ...ys), bottom: Math.max(0, ...ys) });
      x += wide + BETWEEN;
    }
  }
  return places;
}

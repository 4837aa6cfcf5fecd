/**
 * Places around a selection: groups of rows in columns above and below a corridor in which the selection stands, a stem
 * beside each column. Sizes in, places out; nothing is drawn here.
 *
 * @typedef {{width: number, height: number}} Size
 * @typedef {{title: Size, rows: Size[]}} Sized a group; a title without height is none
 * @typedef {{group: number, row: number, x: number, y: number}} RowPlace the point on the stem its line starts from
 * @typedef {{group: number, x: number, y: number, room: number, continued: boolean}} TitlePlace `room` is the width it has
 * @typedef {{x: number, top: number, bottom: number}} Stem
 * @typedef {{scale: number, width: number, height: number, rows: RowPlace[], titles: TitlePlace[], stems: Stem[]}} Places
 * @typedef {{group: number, from: number, to: number}} Piece
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
  let found = fittingAt(SMALLEST, groups, room, least);
  if (!found) return null;
  let scale = SMALLEST;
  for (let larger = LARGEST; larger > SMALLEST; larger -= 0.058) {
    const fitting = fittingAt(larger, groups, room, least);
    if (!fitting) continue;
    [scale, found] = [larger, fitting];
    break;
  }
  const { inside, half, whole } = found;
  let best = { halves: found.halves, share: Infinity };
  for (let height = half; height > 0; height -= 8) {
    const halves = filled(groups, height, whole);
    if (!halves) break;
    const share = Math.max(widthOf(groups, halves) / inside.width, heightOf(groups, halves) / inside.height);
    if (share < best.share - 0.03) best = { halves, share };
  }
  return { scale, ...placesOf(groups, best.halves, least) };
}

/** Halves of columns as high as the room at a scale. Groups stay whole where that leaves room for all; else they go on in the next half. @param {number} scale @param {Sized[]} groups @param {Size} room @param {number} least */
function fittingAt(scale, groups, room, least) {
  const inside = { width: room.width / scale - 2 * MARGIN, height: room.height / scale - 2 * MARGIN };
  const half = (inside.height - CORRIDOR) / 2;
  for (const whole of least > inside.width ? [] : [0.6, 0]) {
    const halves = filled(groups, half, whole);
    if (halves && widthOf(groups, halves) <= inside.width) return { inside, half, whole, halves };
  }
  return null;
}

/** Places that need no room to fit: as high as it, and as wide as they get. @param {Sized[]} groups @param {Size} room @returns {Places} */
export function placesBeyond(groups, room) {
  const halves = filled(groups, Math.max(room.height / SMALLEST / 2 - CORRIDOR, 200), 0) ?? [];
  const places = placesOf(groups, halves, 0);
  return { scale: Math.min(room.width / (places.width + 2 * MARGIN), SMALLEST), ...places };
}

/**
 * Pieces of groups by half column, each at most `height` high: upper and lower half of the first column, of the second, ….
 * A group that the next half takes whole goes there when at least the part `whole` of this one is used.
 * @param {Sized[]} groups @param {number} height @param {number} whole 0: never @returns {Piece[][] | null} null where a row does not fit
 */
function filled(groups, height, whole) {
  /** @type {Piece[][]} */
  const halves = [[]];
  let used = 0;
  for (const [group, { title, rows }] of groups.entries()) {
    let from = 0;
    while (from < rows.length) {
      let to = from;
      let end = used + title.height;
      while (to < rows.length && end + rows[to].height <= height) end += rows[to++].height;
      const left = rows.length - to;
      if (left === 1 && to - from > 2) to -= 1;
      const all = title.height + heightOfRows(rows, from, rows.length);
      if (left && used && (to - from < 2 || (whole && all <= height && used > height * whole))) {
        halves.push([]);
        used = 0;
        continue;
      }
      if (to === from) return null;
      halves[halves.length - 1].push({ group, from, to });
      used += title.height + heightOfRows(rows, from, to);
      from = to;
    }
  }
  return halves;
}

/** @param {Size[]} rows @param {number} from @param {number} to */
function heightOfRows(rows, from, to) {
  return rows.slice(from, to).reduce((sum, row) => sum + row.height, 0);
}

/** @param {Sized[]} groups @param {Piece[]} half */
function heightOfHalf(groups, half) {
  return half.reduce((sum, { group, from, to }) => sum + groups[group].title.height + heightOfRows(groups[group].rows, from, to), 0);
}

/** @param {Sized[]} groups @param {Piece[][]} halves */
function heightOf(groups, halves) {
  return CORRIDOR + 2 * Math.max(...halves.map((half) => heightOfHalf(groups, half)));
}

/** @param {Sized[]} groups @param {Piece[][]} halves @returns {number[]} */
function columnWidths(groups, halves) {
  /** @type {number[]} */
  const widths = [];
  for (const [at, half] of halves.entries()) {
    const wide = half.flatMap(({ group, from, to }) => [8 + groups[group].title.width, ...groups[group].rows.slice(from, to).map((row) => TEXT + row.width)]);
    const column = Math.floor(at / 2);
    widths[column] = Math.max(widths[column] ?? 0, ...wide);
  }
  return widths;
}

/** @param {Sized[]} groups @param {Piece[][]} halves */
function widthOf(groups, halves) {
  return columnWidths(groups, halves).reduce((sum, width) => sum + width + BETWEEN, -BETWEEN);
}

/** @param {Sized[]} groups @param {Piece[][]} halves @param {number} least @returns {Omit<Places, "scale">} around 0, 0 */
function placesOf(groups, halves, least) {
  const widths = columnWidths(groups, halves);
  const width = widthOf(groups, halves);
  /** @type {RowPlace[]} */
  const rows = [];
  /** @type {TitlePlace[]} */
  const titles = [];
  /** @type {Stem[]} */
  const stems = [];
  let x = -width / 2;
  for (const [column, wide] of widths.entries()) {
    const stem = { x, top: 0, bottom: 0 };
    for (const below of [0, 1]) {
      const half = halves[2 * column + below] ?? [];
      let y = below ? CORRIDOR / 2 : -CORRIDOR / 2 - heightOfHalf(groups, half);
      for (const { group, from, to } of half) {
        const { title } = groups[group];
        if (title.height) titles.push({ group, x, y: y + title.height / 2 + 2, room: wide - 7, continued: from > 0 });
        y += title.height;
        for (let row = from; row < to; row++) {
          const { height } = groups[group].rows[row];
          rows.push({ group, row, x, y: y + height / 2 });
          stem.top = Math.min(stem.top, y + height / 2);
          stem.bottom = Math.max(stem.bottom, y + height / 2);
          y += height;
        }
      }
    }
    stems.push(stem);
    x += wide + BETWEEN;
  }
  return { width: Math.max(width, least), height: heightOf(groups, halves), rows, titles, stems };
}

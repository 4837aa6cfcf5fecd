/**
 * Texts in pictures: measured, made to fit, and written where there is room.
 *
 * @typedef {import("./paint.js").Size} Size
 * @typedef {{x: number, y: number} & Size} Rectangle
 * @typedef {{x: number, y: number, align?: CanvasTextAlign, text?: string}} TextPlace around the middle of all its lines
 * @typedef {{text: string, places: TextPlace[], size: number, bold?: boolean, colour?: string, always?: boolean}} Label lines of
 *   a text end with \n; it is written at the first place that is free
 */
import { written } from "./paint.js";
import { colours, fontOf } from "./theme.js";

const ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
/** @type {Map<string, number>} */
const widths = new Map();

/** @param {string} text @param {string} font @returns {number} its width */
export function widthOfText(text, font) {
  const key = `${font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    ruler.font = font;
    width = ruler.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/** @param {string[]} lines @param {string} font @returns {number} the width of the widest */
export function widest(lines, font) {
  return Math.max(0, ...lines.map((line) => widthOfText(line, font)));
}

/** @param {string} text @param {number} width @param {string} font @returns {string} shortened with … to fit */
export function fitted(text, width, font) {
  const whole = widthOfText(text, font);
  if (whole <= width) return text;
  // Letters are about alike: no need to try every end from the last.
  let kept = text.slice(0, Math.ceil((text.length * width) / whole) + 6);
  while (kept && widthOfText(`${kept}…`, font) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** @param {string} text @param {number} width @param {string} font @returns {string} whole words with … for the middle ones, to fit: ends of titles tell them apart */
export function fittedInWords(text, width, font) {
  const words = text.split(" ");
  for (let left_out = 0; left_out < words.length - 1; left_out++) {
    const first = Math.ceil((words.length - left_out) / 2);
    const tried = left_out ? [...words.slice(0, first), "…", ...words.slice(first + left_out)].join(" ") : text;
    if (widthOfText(tried, font) <= width) return tried;
  }
  return fitted(text, width, font);
}

/** Text in lines that fit; the last of `most` is shortened. @param {string} text @param {number} width @param {string} font @param {number} [most] @returns {string[]} */
export function wrapped(text, width, font, most = Infinity) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && (lines.length === most || widthOfText(longer, font) <= width)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return most === Infinity ? lines : lines.map((line) => fitted(line, width, font));
}

/**
 * @param {import("./paint.js").Pen} pen @param {string[]} lines @param {{x: number, y: number}} at the middle of all @param {number} step
 * @param {Parameters<typeof written>[3]} how
 */
export function writeLines(pen, lines, { x, y }, step, how) {
  for (const [at, line] of lines.entries()) written(pen, line, { x, y: y + (at - (lines.length - 1) / 2) * step }, how);
}

/**
 * Writes the labels that fit: earlier ones first, none over another or over `taken`, except those to be kept always.
 * @param {import("./paint.js").Pen} pen @param {Label[]} labels @param {Rectangle[]} [taken] @param {Size} [within]
 * @returns {Rectangle[]} what is taken now
 */
export function writeLabels(pen, labels, taken = [], within) {
  const kept = [...taken];
  for (const label of [...labels.filter((l) => l.always), ...labels.filter((l) => !l.always)]) {
    const font = fontOf(label.size, label.bold);
    const places = label.places.map(({ x, y, align = "center", text = label.text }) => {
      const lines = text.split("\n");
      return { x, y, align, lines, box: boxOf(x, y, align, widest(lines, font), label.size * lines.length) };
    });
    const free = places.find(({ box }) => inside(box, within) && !kept.some((other) => overlap(box, other)));
    if (!free && !label.always) continue;
    const { x, y, align, lines, box } = free ?? places[0];
    const shift = !free && within ? Math.max(4 - box.x, 0) || Math.min(within.width - 4 - box.x - box.width, 0) : 0;
    kept.push({ ...box, x: box.x + shift });
    writeLines(pen, lines, { x: x + shift, y }, label.size * 1.2, { font, align, ink: label.colour ?? colours.ink, halo: colours.paper });
  }
  return kept;
}

/** @param {number} x @param {number} y @param {CanvasTextAlign} align @param {number} width @param {number} size @returns {Rectangle} */
function boxOf(x, y, align, width, size) {
  const left = align === "center" ? x - width / 2 : align === "right" ? x - width : x;
  return { x: left - 2, y: y - size * 0.62, width: width + 4, height: size * 1.24 };
}

/** @param {Rectangle} box @param {Size} [within] */
function inside(box, within) {
  return !within || (box.x >= 0 && box.y >= 0 && box.x + box.width <= within.width && box.y + box.height <= within.height);
}

/** @param {Rectangle} one @param {Rectangle} other */
function overlap(one, other) {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

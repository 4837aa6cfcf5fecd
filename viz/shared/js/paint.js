/**
 * Painting that goes to a canvas and to SVG alike: a pen with the few moves the views need.
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Rectangle
 * @typedef {{text: string, x: number, y: number, align: CanvasTextAlign, size: number, bold?: boolean, colour?: string,
 *   always?: boolean, also?: {x: number, y: number, align: CanvasTextAlign, text?: string}[]}} Label lines of a text end
 *   with \n; `y` is the middle of all
 */
import { colours, FONT, inkOn } from "./theme.js";

/** Writes SVG with the calls of a canvas context that the views use. */
export class SvgPen {
  /** @param {number} width @param {number} height */
  constructor(width, height) {
    this.width = width;
    this.height = height;
    /** @type {string[]} */
    this.parts = [];
    /** Patterns by what they are drawn with. @type {Map<string, string>} */
    this.patterns = new Map();
    this.path = "";
    /** @type {any} */
    this.fillStyle = "#000";
    this.strokeStyle = "#000";
    this.lineWidth = 1;
    this.globalAlpha = 1;
    this.font = "";
    this.textAlign = "left";
    this.textBaseline = "alphabetic";
    this.lineJoin = "miter";
    /** @type {number[]} */
    this.dash = [];
    /** @type {any[]} */
    this.saved = [];
    /** @type {[number, number, number, number, number, number]} */
    this.matrix = [1, 0, 0, 1, 0, 0];
  }

  save() {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline, dash, matrix } = this;
    this.saved.push({ fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline, dash, matrix });
  }
  restore() {
    Object.assign(this, this.saved.pop());
  }
  /** @param {number} a @param {number} b @param {number} c @param {number} d @param {number} e @param {number} f */
  transform(a, b, c, d, e, f) {
    const [p, q, r, s, t, u] = this.matrix;
    this.matrix = [p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u];
  }
  /** @param {number} x @param {number} y */
  translate(x, y) {
    this.transform(1, 0, 0, 1, x, y);
  }
  /** @param {number} x @param {number} y */
  scale(x, y) {
    this.transform(x, 0, 0, y, 0, 0);
  }
  /** @param {number} turn */
  rotate(turn) {
    this.transform(Math.cos(turn), Math.sin(turn), -Math.sin(turn), Math.cos(turn), 0, 0);
  }
  beginPath() {
    this.path = "";
  }
  closePath() {
    this.path += "Z";
  }
  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.path += `M${rounded(x)} ${rounded(y)}`;
  }
  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.path += `L${rounded(x)} ${rounded(y)}`;
  }
  /** @param {number} bendX @param {number} bendY @param {number} x @param {number} y */
  quadraticCurveTo(bendX, bendY, x, y) {
    this.path += `Q${rounded(bendX)} ${rounded(bendY)} ${rounded(x)} ${rounded(y)}`;
  }
  /** @param {number} x @param {number} y @param {number} w @param {number} h */
  rect(x, y, w, h) {
    this.path += `M${rounded(x)} ${rounded(y)}h${rounded(w)}v${rounded(h)}h${rounded(-w)}Z`;
  }
  /** Whole circles only. @param {number} x @param {number} y @param {number} r */
  arc(x, y, r) {
    this.path += `M${rounded(x - r)} ${rounded(y)}a${rounded(r)} ${rounded(r)} 0 1 0 ${rounded(2 * r)} 0a${rounded(r)} ${rounded(r)} 0 1 0 ${rounded(-2 * r)} 0Z`;
  }
  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = dash;
  }
  place() {
    const opacity = this.globalAlpha < 1 ? ` opacity="${rounded(this.globalAlpha)}"` : "";
    const [a, b, c, d, e, f] = this.matrix;
    const still = a === 1 && !b && !c && d === 1 && !e && !f;
    return opacity + (still ? "" : ` transform="matrix(${this.matrix.map((part) => Number(part.toPrecision(6))).join(" ")})"`);
  }
  fill() {
    if (this.path) this.parts.push(`<path d="${this.path}" fill="${escaped(this.fillStyle)}"${this.place()}/>`);
  }
  stroke() {
    if (!this.path) return;
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    this.parts.push(
      `<path d="${this.path}" fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${rounded(this.lineWidth)}" stroke-linejoin="round"${dash}${this.place()}/>`,
    );
  }
  /** @param {number} x @param {number} y @param {number} w @param {number} h */
  fillRect(x, y, w, h) {
    this.parts.push(`<rect x="${rounded(x)}" y="${rounded(y)}" width="${rounded(w)}" height="${rounded(h)}" fill="${escaped(this.fillStyle)}"${this.place()}/>`);
  }
  /** @param {number} x @param {number} y @param {number} w @param {number} h */
  strokeRect(x, y, w, h) {
    this.beginPath();
    this.rect(x, y, w, h);
    this.stroke();
  }
  /** @param {string} text @param {number} x @param {number} y @param {string} [more] */
  fillText(text, x, y, more = ` fill="${escaped(this.fillStyle)}"`) {
    const anchor = { center: "middle", right: "end", end: "end" }[this.textAlign] ?? "start";
    const middle = this.textBaseline === "middle" ? ' dominant-baseline="central"' : "";
    this.parts.push(
      `<text x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}"${middle} style="font:${escaped(this.font)}"${more}${this.place()}>${escaped(text)}</text>`,
    );
  }
  /** @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) {
    this.fillText(text, x, y, ` fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${rounded(this.lineWidth)}" stroke-linejoin="round"`);
  }
  /** @param {HTMLCanvasElement} canvas @param {number} x @param {number} y @param {number} w @param {number} h */
  drawImage(canvas, x, y, w, h) {
    this.parts.push(`<image href="${canvas.toDataURL()}" x="${rounded(x)}" y="${rounded(y)}" width="${w}" height="${h}"${this.place()}/>`);
  }
  /** @param {string} text */
  measureText(text) {
    return measured(text, this.font);
  }
  /** @param {Tile} tile @param {number} unit @returns {string} */
  pattern({ ground, ink, lines }, unit) {
    const drawn =
      `width="${TILE}" height="${TILE}" patternUnits="userSpaceOnUse" patternTransform="scale(${rounded(unit)})">` +
      `<path d="M0 0h${TILE}v${TILE}h-${TILE}Z" fill="${escaped(ground)}"/>` +
      `<path d="${lines.map(([x, y, toX, toY]) => `M${x} ${y}L${toX} ${toY}`).join("")}" stroke="${escaped(ink)}" stroke-width="1.2"/>`;
    if (!this.patterns.has(drawn)) this.patterns.set(drawn, `pattern-${this.patterns.size + 1}`);
    return `url(#${this.patterns.get(drawn)})`;
  }
  /** @returns {string} */
  text() {
    const patterns = [...this.patterns].map(([drawn, id]) => `<pattern id="${id}" ${drawn}</pattern>`);
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" ` +
      `viewBox="0 0 ${this.width} ${this.height}">${patterns.length ? `<defs>${patterns.join("")}</defs>` : ""}${this.parts.join("")}</svg>\n`
    );
  }
}

/** The side of a tile. */
export const TILE = 8;

/**
 * A fill of tiles with lines on them, of the same size however the pen is scaled.
 * @typedef {{ground: string, ink: string, lines: number[][]}} Tile lines as x, y, x, y
 * @param {Pen} pen @param {Tile} tile @param {number} unit one pixel, in the pen's units @returns {string | CanvasPattern}
 */
export function tiled(pen, tile, unit) {
  if (pen instanceof SvgPen) return pen.pattern(tile, unit);
  const sharp = 2;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = TILE * sharp;
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  brush.scale(sharp, sharp);
  brush.fillStyle = tile.ground;
  brush.fillRect(0, 0, TILE, TILE);
  brush.strokeStyle = tile.ink;
  brush.lineWidth = 1.2;
  brush.beginPath();
  for (const [x, y, toX, toY] of tile.lines) {
    brush.moveTo(x, y);
    brush.lineTo(toX, toY);
  }
  brush.stroke();
  const pattern = /** @type {CanvasPattern} */ (pen.createPattern(canvas, "repeat"));
  pattern.setTransform(new DOMMatrix().scale(unit / sharp));
  return pattern;
}

/** @typedef {CanvasRenderingContext2D | SvgPen} Pen */

const ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
/** @type {Map<string, TextMetrics>} */
const rulings = new Map();

/** @param {string} text @param {string} font */
export function measured(text, font) {
  const key = `${font}|${text}`;
  let found = rulings.get(key);
  if (!found) {
    ruler.font = font;
    found = ruler.measureText(text);
    rulings.set(key, found);
  }
  return found;
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 100) / 100;
}

/** @param {string} text */
export function escaped(text) {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/**
 * Outlines given as SVG path text; a canvas gets them as a Path2D made once.
 * @param {Pen} pen @param {{text: string, path?: Path2D}} outline @param {"fill" | "stroke"} how
 */
export function drawOutline(pen, outline, how) {
  if (pen instanceof SvgPen) {
    pen.path = outline.text;
    pen[how]();
  } else {
    outline.path ??= new Path2D(outline.text);
    pen[how](outline.path);
  }
}

/** @param {string} text @param {number} width @param {string} font @returns {string} whole words with … for the middle ones, to fit: ends of titles tell them apart */
export function fittedInWords(text, width, font) {
  const words = text.split(" ");
  for (let left_out = 0; left_out < words.length - 1; left_out++) {
    const first = Math.ceil((words.length - left_out) / 2);
    const tried = left_out ? [...words.slice(0, first), "…", ...words.slice(first + left_out)].join(" ") : text;
    if (measured(tried, font).width <= width) return tried;
  }
  return fitted(text, width, font);
}

/** @param {number} size @param {boolean} [bold] */
export function fontOf(size, bold) {
  return `${bold ? "600 " : ""}${size}px ${FONT}`;
}

/**
 * Writes the labels that fit: earlier ones first, none over another or over `taken`, except those to be kept always.
 * @param {Pen} pen @param {Label[]} labels @param {Rectangle[]} [taken]
 * @param {{width: number, height: number}} [within]
 * @returns {Rectangle[]} what is taken now
 */
export function writeLabels(pen, labels, taken = [], within) {
  const kept = [...taken];
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const label of [...labels.filter((l) => l.always), ...labels.filter((l) => !l.always)]) {
    const font = fontOf(label.size, label.bold);
    const places = [label, ...(label.also ?? [])].map(({ x, y, align, text = label.text }) => {
      const lines = text.split("\n");
      const width = Math.max(...lines.map((line) => measured(line, font).width));
      return { x, y, align, lines, box: boxOf(x, y, align, width, label.size * lines.length) };
    });
    const free = places.find(({ box }) => inside(box, within) && !kept.some((other) => overlap(box, other)));
    if (!free && !label.always) continue;
    const place = free ?? places[0];
    if (!free && within) {
      const shift = Math.max(4 - place.box.x, 0) || Math.min(within.width - 4 - place.box.x - place.box.width, 0);
      place.x += shift;
      place.box.x += shift;
    }
    kept.push(place.box);
    pen.font = font;
    pen.textAlign = place.align;
    pen.strokeStyle = colours.paper;
    pen.lineWidth = 3;
    pen.fillStyle = label.colour ?? colours.ink;
    for (const [at, line] of place.lines.entries()) {
      const y = place.y + (at - (place.lines.length - 1) / 2) * label.size * 1.2;
      pen.strokeText(line, place.x, y);
      pen.fillText(line, place.x, y);
    }
  }
  return kept;
}

/** @param {number} x @param {number} y @param {CanvasTextAlign} align @param {number} width @param {number} size @returns {Rectangle} */
function boxOf(x, y, align, width, size) {
  const left = align === "center" ? x - width / 2 : align === "right" ? x - width : x;
  return { x: left - 2, y: y - size * 0.62, width: width + 4, height: size * 1.24 };
}

/** @param {Rectangle} box @param {{width: number, height: number}} [within] */
function inside(box, within) {
  return !within || (box.x >= 0 && box.y >= 0 && box.x + box.width <= within.width && box.y + box.height <= within.height);
}

/** @param {Rectangle} one @param {Rectangle} other */
export function overlap(one, other) {
  return (
    one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height
  );
}

/** @param {string} text @param {number} width @param {string} font @returns {string} shortened with … to fit */
export function fitted(text, width, font) {
  const whole = measured(text, font).width;
  if (whole <= width) return text;
  // Letters are about alike: no need to try every end from the last.
  let kept = text.slice(0, Math.ceil((text.length * width) / whole) + 6);
  while (kept && measured(`${kept}…`, font).width > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** Text in lines that fit; the last of `most` is shortened. @param {string} text @param {number} width @param {string} font @param {number} most @returns {string[]} */
export function wrapped(text, width, font, most) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && (lines.length === most || measured(longer, font).width <= width)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => fitted(line, width, font));
}

/** Corners of signs around their middle, in parts of the radius. @type {Record<string, number[][]>} */
const CORNERS = {
  Treaty: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
  UNEntity: [[0, -1.1], [1.05, 0.8], [-1.05, 0.8]],
  RegionalBody: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  BilateralAgreement: [[-1.1, -0.5], [1.1, -0.5], [1.1, 0.5], [-1.1, 0.5]],
  Organization: [[-1.05, -0.8], [1.05, -0.8], [0, 1.1]],
  Mechanism: [[-0.55, -0.95], [0.55, -0.95], [1.1, 0], [0.55, 0.95], [-0.55, 0.95], [-1.1, 0]],
  Measure: [[0, -1.1], [1.05, -0.34], [0.65, 0.9], [-0.65, 0.9], [-1.05, -0.34]],
  StatedGap: [[-0.35, -1], [0.35, -1], [0.35, -0.35], [1, -0.35], [1, 0.35], [0.35, 0.35], [0.35, 1], [-0.35, 1], [-0.35, 0.35], [-1, 0.35], [-1, -0.35], [-0.35, -0.35]],
  Group: [[-1, -0.8], [0, -0.35], [1, -0.8], [1, 0.8], [0, 0.35], [-1, 0.8]],
  Figure: [[-0.3, -1.1], [0.3, -1.1], [0.3, 1.1], [-0.3, 1.1]],
  Event: [[0, -1.2], [0.35, -0.35], [1.2, 0], [0.35, 0.35], [0, 1.2], [-0.35, 0.35], [-1.2, 0], [-0.35, -0.35]],
  Fund: [[-1, -0.7], [1, -0.7], [0.55, 0.8], [-0.55, 0.8]],
};
/** Of every other kind of node. */
const UPRIGHT = [[-0.6, -1], [0.6, -1], [0.6, 1], [-0.6, 1]];

/**
 * A sign for a kind of node, filled and outlined.
 * @param {Pen} pen @param {string} label @param {number} x @param {number} y @param {number} r
 */
export function drawSign(pen, label, x, y, r) {
  pen.beginPath();
  if (label === "State") return pen.arc(x, y, r, 0, 2 * Math.PI);
  for (const [at, [across, down]] of (CORNERS[label] ?? UPRIGHT).entries()) {
    if (at) pen.lineTo(x + across * r, y + down * r);
    else pen.moveTo(x + across * r, y + down * r);
  }
  pen.closePath();
}

/** A ring inside a State's sign: it is at the boundary of its cluster. @param {Pen} pen @param {number} x @param {number} y @param {number} r */
export function drawBoundary(pen, x, y, r) {
  pen.strokeStyle = colours.paper;
  pen.lineWidth = r * 0.11;
  drawSign(pen, "State", x, y, r * 0.87);
  pen.stroke();
}

/** A dot with a text in it. @param {Pen} pen @param {string} text @param {number} x @param {number} y @param {number} r @param {string} fill @param {number} size */
export function drawMarked(pen, text, x, y, r, fill, size) {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  pen.fillStyle = inkOn(fill);
  pen.font = fontOf(size, true);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, x, y + 0.5);
}

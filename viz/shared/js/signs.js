/**
 * Signs for where a State stands: party full, signatory half, withdrawn crossed, not party empty, unknown hatched,
 * disputed hatched both ways; where the question is not asked, no sign.
 */
import { drawDot, filled, penOn, polygon, segments, stroked } from "./paint.js";
import { SvgPen } from "./svg.js";
import { colours, mixed } from "./theme.js";

/** @typedef {import("./paint.js").Pen} Pen */
/** @typedef {import("./theme.js").Colours} Colours */
/** @typedef {{ground: string, ink: string, lines: number[][]}} Tile lines as x, y, x, y */

/** Every answer, in the order of legends and lists. */
export const ANSWERS = ["party", "signatory", "withdrawn", "not party", "disputed", "unknown"];

/** The edge of a dot: its colour and width. @type {Record<string, [keyof Colours, number]>} */
const EDGES = { party: ["party", 1], signatory: ["party", 1.4], withdrawn: ["party", 1.4], "not party": ["gap", 2] };

/** Rising lines around the middle of a dot, a cell and a tile: in parts of the radius, of the side, and in pixels. */
const IN_DOT = [-0.5, 0, 0.5].map((shift) => [shift - 0.55, (shift + 0.55) * 0.9, shift + 0.55, (shift - 0.55) * 0.9]);
const IN_CELL = [0.25, 0.6, 0.95, 1.3, 1.65].map((shift) => {
  const [from, to] = [Math.max(0, shift - 1), Math.min(1, shift)];
  return [from, shift - from, to, shift - to].map((part) => part - 0.5);
});
/** The side of a tile, and its pixels for one of the page. */
const [TILE, SHARP] = [8, 2];
const IN_TILE = [[-4, 4, 4, -4], [-5, -3, -3, -5], [3, 5, 5, 3]];

/**
 * The lines in a sign.
 * @param {string} answer @param {number[][]} rising @param {number} r half a cross @param {{x: number, y: number}} at @param {number} size
 * @returns {number[][]}
 */
function linesIn(answer, rising, r, at, size) {
  const falling = rising.map(([x, y, toX, toY]) => [x, -y, toX, -toY]);
  const crossed = [[-r, -r, r, r], [-r, r, r, -r]];
  const lines = { withdrawn: crossed, unknown: rising, disputed: [...rising, ...falling] }[answer] ?? [];
  return lines.map((ends) => ends.map((end, i) => (i % 2 ? at.y : at.x) + size * end));
}

/** @param {string} answer */
function inkOfLines(answer) {
  return answer === "withdrawn" ? colours.party : colours.hatch;
}

/** @param {Pen} pen @param {string} answer @param {{x: number, y: number}} at @param {number} r */
export function drawStanding(pen, answer, at, r) {
  const [edge, width] = EDGES[answer] ?? ["hatch", 1.2];
  drawDot(pen, at, r, answer === "party" ? colours.party : colours.none, colours[edge], width);
  if (answer === "signatory") drawDot(pen, at, r * 0.5, colours.signed);
  stroked(pen, segments(linesIn(answer, IN_DOT, 0.5, at, r)), inkOfLines(answer));
}

/** @param {Pen} pen @param {string} answer @param {number} x @param {number} y @param {number} step */
export function drawCell(pen, answer, x, y, step) {
  if (!answer) return;
  const [left, top, right, bottom] = [x + 1, y + 1, x + step - 1, y + step - 1];
  filled(pen, [left, top, step - 2, step - 2], answer === "party" ? colours.party : colours.none);
  if (answer === "signatory") filled(pen, polygon([[left, bottom], [right, top], [right, bottom]]), colours.signed);
  const lines = linesIn(answer, IN_CELL, 0.3, { x: x + step / 2, y: y + step / 2 }, step - 2);
  if (lines.length) stroked(pen, segments(lines), inkOfLines(answer));
}

/** A fill of tiles, of the same size however the pen is scaled. @param {Pen} pen @param {Tile} tile @param {number} unit one pixel, in the pen's units @returns {string | CanvasPattern} */
function tiled(pen, tile, unit) {
  if (pen instanceof SvgPen) return pen.pattern(tile, TILE, unit);
  const canvas = document.createElement("canvas");
  const brush = penOn(canvas, TILE, TILE, SHARP);
  filled(brush, [0, 0, TILE, TILE], tile.ground);
  stroked(brush, segments(tile.lines), tile.ink, 1.2);
  const pattern = /** @type {CanvasPattern} */ (pen.createPattern(canvas, "repeat"));
  pattern.setTransform(new DOMMatrix().scale(unit / SHARP));
  return pattern;
}

/**
 * What land is filled with: the sign's colours and lines; where the question is not asked, nothing.
 * @param {Pen} pen @param {string} answer @param {number} unit one pixel, in the pen's units @returns {string | CanvasPattern}
 */
export function standingFill(pen, answer, unit) {
  const plain = { "": "", party: colours.party, signatory: colours.signed, "not party": mixed(colours.none, colours.gap, 0.18) }[answer];
  return plain ?? tiled(pen, { ground: colours.none, ink: inkOfLines(answer), lines: linesInTile(answer) }, unit);
}

/** @param {string} answer */
function linesInTile(answer) {
  return linesIn(answer, IN_TILE, 2, { x: TILE / 2, y: TILE / 2 }, 1);
}

/** What lies over days after the last list: what was known then is drawn on. @param {Pen} pen @returns {string | CanvasPattern} */
export function staleFill(pen) {
  return tiled(pen, { ground: "transparent", ink: colours.paper, lines: linesInTile("unknown") }, 1);
}

/** @param {string} answer @returns {string} the colour of an edge that land is given; empty for none */
export function standingEdge(answer) {
  return { "not party": colours.gap, withdrawn: colours.party }[answer] ?? "";
}

/** The matrix drawn: States by treaty in rows and columns, with their headers. */
import { colourOfNode } from "./clustercolours.js";
import { clusterOf, keyOf } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { byId } from "../../shared/js/elements.js";
import { asAt } from "./holding.js";
import { fitted, fittedInWords } from "../../shared/js/labels.js";
import { filled, moved, segments, stroked, written } from "../../shared/js/paint.js";
import { drawCell } from "../../shared/js/signs.js";
import { inRegion, viewed } from "./state.js";
import { elsewhen, isGap } from "./tables.js";
import { colours, fontOf } from "../../shared/js/theme.js";

/**
 * @typedef {import("../../shared/js/paint.js").Pen} Pen
 * @typedef {import("./data.js").GraphNode} GraphNode
 * @typedef {{row: number, column: number}} Cell -1 for none
 * @typedef {{width: number, height: number, left: number, top: number, from: number, to: number}} Part rows from one to
 *   before another, and how far they are scrolled
 * @typedef {{states: GraphNode[], treaties: GraphNode[], side: number, step: number, width: number, height: number}} Layout
 *   a row each State, a column each treaty; `side` is the width of names, `step` the side of a cell; the size of all
 */

export const HEAD = 172;
export const LEAN = Math.PI / 3.2;
/** Under the pointer, and under the keyboard. @type {{hover: Cell, focus: Cell}} */
export const marks = { hover: { row: -1, column: -1 }, focus: { row: -1, column: -1 } };
/** @type {{key: string, states: GraphNode[], treaties: GraphNode[]}} */
let kept = { key: "", states: [], treaties: [] };

/** Member States of the day in the region by cluster, then name; and the treaties asked about; where wanted those with a gap only. */
function shownInMatrix() {
  // Gaps are those of the page's day.
  const onlyGaps = viewed.only === "gaps" && !elsewhen();
  const key = `${viewed.day}|${viewed.region}|${onlyGaps}`;
  if (kept.key === key) return kept;
  const now = asAt(viewed.day);
  const members = now.members.filter((node) => inRegion(node.index));
  members.sort((a, b) => (clusterOf.get(a.index) ?? 99) - (clusterOf.get(b.index) ?? 99) || a.name.localeCompare(b.name, "en"));
  const states = members.filter((state) => !onlyGaps || now.treaties.some((treaty) => isGap(state.index, treaty.index)));
  const treaties = now.treaties.filter((treaty) => !onlyGaps || members.some((state) => isGap(state.index, treaty.index)));
  kept = { key, states, treaties };
  return kept;
}

export function treatiesShown() {
  return shownInMatrix().treaties;
}

export function statesShown() {
  return shownInMatrix().states;
}

/** @returns {Layout} */
export function matrixLayout() {
  const { states, treaties } = shownInMatrix();
  const room = byId("matrix-window").clientWidth;
  const side = room < 520 ? 112 : 172;
  const fitting = Math.floor((room - side - 100) / Math.max(treaties.length, 1));
  const step = matchMedia("(pointer: coarse)").matches ? 24 : Math.min(Math.max(fitting, 14), 22);
  return { states, treaties, side, step, width: side + treaties.length * step + HEAD / Math.tan(LEAN) + 8, height: HEAD + states.length * step };
}

/** @param {Pen} pen @param {Part} part */
export function drawMatrix(pen, part) {
  const { width, height, left, top, from, to } = part;
  const layout = matrixLayout();
  const { states, treaties, side, step } = layout;
  const rows = numbers(Math.floor(top / step), Math.min(to - from, Math.ceil((top + height - HEAD) / step))).map((row) => row + from);
  const columns = numbers(Math.floor(left / step), Math.min(treaties.length, Math.ceil((left + width - side) / step)));
  const x = (/** @type {number} */ column) => side + column * step - left;
  const y = (/** @type {number} */ row) => HEAD + (row - from) * step - top;
  const end = x(treaties.length);
  filled(pen, [0, 0, width, height], colours.paper);
  for (const row of rows) for (const column of columns) drawAnswer(pen, states[row], treaties[column], x(column), y(row), step);
  for (const column of columns) {
    const begins = column > 0 && treaties[column].known.topic !== treaties[column - 1].known.topic;
    if (begins) stroked(pen, segments([[x(column) + 0.5, HEAD, x(column) + 0.5, Math.min(height, y(to))]]), colours.muted);
  }
  for (const row of rows) {
    if (isSelected(states[row])) stroked(pen, [x(0) - 1, y(row) - 0.5, treaties.length * step + 2, step + 1], colours.ink, 2);
  }
  for (const [{ row, column }, line] of /** @type {[Cell, number][]} */ ([[marks.hover, 1], [marks.focus, 2.5]])) {
    if (row >= from && column >= 0) stroked(pen, [x(column) + 0.5, y(row) + 0.5, step - 1, step - 1], colours.ink, line);
  }
  // Headers last: they cover what has been scrolled under them.
  filled(pen, [0, HEAD, side, height - HEAD], colours.paper);
  for (const row of rows) {
    drawRowHead(pen, states[row], y(row), layout, row === marks.hover.row);
    const cluster = clusterOf.get(states[row].index) ?? 0;
    if (row > from && cluster === clusterOf.get(states[row - 1].index)) continue;
    written(pen, cluster ? String(cluster) : "–", { x: 3, y: y(row) + step / 2 + 0.5 }, { font: fontOf(11, true), ink: colours.muted });
    if (row > from) stroked(pen, segments([[0, y(row) + 0.5, Math.min(width, end), y(row) + 0.5]]), colours.muted);
  }
  filled(pen, [0, 0, width, HEAD], colours.paper);
  for (const column of columns) drawColumnHead(pen, treaties[column], x(column) + step / 2, step, column === marks.hover.column);
  filled(pen, [0, 0, Math.max(side - 60, 0), HEAD - 26], colours.paper);
  filled(pen, [0, HEAD - 26, side, 26], colours.paper);
  const caption = { font: fontOf(11), ink: colours.muted };
  written(pen, `as at ${readDate(viewed.day)}`, { x: 6, y: HEAD - 14 }, caption);
  written(pen, width < 520 ? "cluster" : "cluster · State", { x: 6, y: HEAD - 32 }, caption);
}

/** @param {number} from @param {number} to @returns {number[]} */
function numbers(from, to) {
  const first = Math.max(0, from);
  return Array.from({ length: Math.max(0, to - first) }, (_, at) => first + at);
}

/** @param {GraphNode} node */
function isSelected(node) {
  return [viewed.select, viewed.with].includes(keyOf(node));
}

/** @param {Pen} pen @param {GraphNode} state @param {GraphNode} treaty @param {number} x @param {number} y @param {number} step */
function drawAnswer(pen, state, treaty, x, y, step) {
  drawCell(pen, asAt(viewed.day).answer(state.index, treaty.index), x, y, step);
  if (!elsewhen() && isGap(state.index, treaty.index)) stroked(pen, [x + 1.5, y + 1.5, step - 3, step - 3], colours.gap, 2);
}

/** @param {Pen} pen @param {GraphNode} state @param {number} y @param {Layout} layout @param {boolean} hovered */
function drawRowHead(pen, state, y, { side, step }, hovered) {
  const chosen = isSelected(state);
  const size = Math.min(12, step - 3);
  filled(pen, [side - 6, y, 4, step], colourOfNode(state));
  if (chosen) filled(pen, [0, y, side - 8, step], colours.ink);
  const name = fitted(state.name, side - 34, fontOf(size));
  const ink = chosen ? colours.paper : colours.ink;
  written(pen, name, { x: side - 12, y: y + step / 2 + 0.5 }, { font: fontOf(size, chosen || hovered), ink, align: "right" });
}

/** @param {Pen} pen @param {GraphNode} treaty @param {number} x @param {number} step @param {boolean} hovered */
function drawColumnHead(pen, treaty, x, step, hovered) {
  // Leaning lines are closer to one another than columns are.
  const font = fontOf(Math.min(12, step * Math.sin(LEAN) * 0.92), isSelected(treaty) || hovered);
  const name = fittedInWords(treaty.name, (HEAD - 14) / Math.sin(LEAN), font);
  moved(pen, { x: x + 2, y: HEAD - 6, turn: -LEAN }, () => written(pen, name, { x: 0, y: 0 }, { font, ink: colours.ink }));
}

/** The whole matrix, for print and for files: parts of at most `most` rows, each with its headers. @param {number} most @returns {Part[]} */
export function matrixParts(most) {
  const { states, treaties, side, step } = matrixLayout();
  const width = side + treaties.length * step + Math.ceil(HEAD / Math.tan(LEAN)) + 8;
  return Array.from({ length: Math.ceil(states.length / most) }, (_, at) => {
    const [from, to] = [at * most, Math.min((at + 1) * most, states.length)];
    return { width, height: HEAD + (to - from) * step + 4, left: 0, top: 0, from, to };
  });
}

/** All of it, for a file. @returns {import("./views.js").Picture} */
export function matrixPicture() {
  const [part] = matrixParts(10_000);
  return { ...part, draw: (pen) => drawMatrix(pen, part) };
}

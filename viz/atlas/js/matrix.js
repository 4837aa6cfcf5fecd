/**
 * The matrix view: a window onto the matrix, headers always in sight. One canvas as large as the window is painted anew
 * on every scroll.
 */
import { keyOf, nodeAt } from "./data.js";
import { byId } from "../../shared/js/elements.js";
import { asAt } from "./holding.js";
import { drawMatrix, HEAD, LEAN, marks, matrixLayout } from "./matrixdrawn.js";
import { penOn } from "../../shared/js/paint.js";
import { show, viewed } from "./state.js";
import { elsewhen, isGap, tablesDay } from "./tables.js";
import { hideTip, showText } from "../../shared/js/tip.js";
import { standingInWords } from "../../shared/js/wording.js";

/** @typedef {import("./matrixdrawn.js").Cell} Cell */

const NONE = { row: -1, column: -1 };

function pane() {
  return byId("matrix-window");
}

function surfaceOfMatrix() {
  return /** @type {HTMLCanvasElement} */ (byId("matrix"));
}

/** Brings the row and column of what is selected into sight. */
export function approachInMatrix() {
  const { states, treaties } = matrixLayout();
  const chosen = [viewed.select, viewed.with].map((key) => nodeAt(key)?.index);
  const [row, column] = [states, treaties].map((list) => list.findIndex(({ index }) => chosen.includes(index)));
  intoSight({ row, column }, HEAD / Math.tan(LEAN));
}

/** @param {Cell} cell @param {number} [right] what stands to the right of a column */
function intoSight({ row, column }, right = 0) {
  const { side, step } = matrixLayout();
  const { clientWidth, clientHeight, scrollLeft, scrollTop } = pane();
  if (row >= 0) pane().scrollTop = within(scrollTop, row * step, step, clientHeight - HEAD);
  if (column >= 0) pane().scrollLeft = within(scrollLeft, column * step, step, clientWidth - side - right);
}

/** @param {number} scrolled @param {number} at where a cell is @param {number} step its side @param {number} room @returns {number} as little scrolled as shows it */
function within(scrolled, at, step, room) {
  return Math.min(Math.max(scrolled, at + step - room), at);
}

export function startMatrix() {
  pane().addEventListener("scroll", () => paintMatrix());
  pane().addEventListener("keydown", keyedInMatrix);
  surfaceOfMatrix().addEventListener("mousemove", (event) => hover(event, cellAt(event)));
  surfaceOfMatrix().addEventListener("mouseleave", (event) => hover(event, NONE));
  surfaceOfMatrix().addEventListener("click", choose);
}

/** @param {MouseEvent} event @param {Cell} cell */
function hover(event, cell) {
  const inside = cell.row >= 0 && cell.column >= 0;
  marks.hover = inside ? cell : NONE;
  if (inside) showText(event, ...wording(cell));
  else hideTip();
  paintMatrix();
}

/** What is under the pointer: over names a row only, over heads, which lean, a column only. @param {MouseEvent} event @returns {Cell} */
function cellAt({ offsetX, offsetY }) {
  const { states, treaties, side, step } = matrixLayout();
  const { scrollLeft, scrollTop } = pane();
  const leaning = Math.max(HEAD - offsetY, 0) / Math.tan(LEAN);
  const row = offsetY < HEAD ? -1 : Math.floor((offsetY - HEAD + scrollTop) / step);
  const column = offsetY >= HEAD && offsetX < side ? -1 : Math.floor((offsetX - leaning - side + scrollLeft) / step);
  return { row: row < states.length ? row : -1, column: column < treaties.length ? column : -1 };
}

/** @param {MouseEvent} event */
function choose(event) {
  const cell = cellAt(event);
  if (cell.row >= 0 && cell.column >= 0) marks.focus = cell;
  // Right of the last treaty and below the last State is nothing to choose.
  else if (event.offsetY >= HEAD && event.offsetX >= matrixLayout().side) return;
  takeCell(cell);
}

/** Selects the State and the treaty of a cell, or the one there is. @param {Cell} cell */
function takeCell({ row, column }) {
  const { states, treaties } = matrixLayout();
  const [select, other] = [states[row], treaties[column]].filter(Boolean).map(keyOf);
  if (select) show({ select, with: other ?? "" });
}

/** @param {Cell} cell @returns {[string, string]} */
function wording({ row, column }) {
  const { states, treaties } = matrixLayout();
  const [state, treaty] = [states[row], treaties[column]];
  const gap = isGap(state.index, treaty.index) ? `; most of its peers are party${elsewhen() ? `, as at ${tablesDay}` : ""}` : "";
  return [state.name, `· ${treaty.name}: ${standingInWords(asAt(viewed.day).spell(state.index, treaty.index), viewed.day)}${gap}`];
}

/** @param {KeyboardEvent} event */
function keyedInMatrix(event) {
  /** @type {Record<string, [number, number]>} */
  const ways = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], PageDown: [20, 0], PageUp: [-20, 0] };
  const { row, column } = marks.focus;
  if (ways[event.key]) {
    const [down, right] = ways[event.key];
    const { states, treaties } = matrixLayout();
    marks.focus = { row: Math.min(Math.max(row + down, 0), states.length - 1), column: Math.min(Math.max(column + right, 0), treaties.length - 1) };
    intoSight(marks.focus);
    byId("matrix-said").textContent = wording(marks.focus).join(" ");
    paintMatrix();
  } else if (event.key === "Enter" && row >= 0 && column >= 0) takeCell(marks.focus);
  else return;
  event.preventDefault();
}

/** Paints the part in sight. */
export function paintMatrix() {
  const { clientWidth, clientHeight, scrollLeft, scrollTop } = pane();
  if (!clientWidth) return;
  const { states, width, height } = matrixLayout();
  Object.assign(byId("matrix-space").style, { width: `${width}px`, height: `${height + 8}px` });
  Object.assign(surfaceOfMatrix().style, { width: `${clientWidth}px`, height: `${clientHeight}px` });
  const part = { width: clientWidth, height: clientHeight, left: scrollLeft, top: scrollTop, from: 0, to: states.length };
  drawMatrix(penOn(surfaceOfMatrix(), clientWidth, clientHeight), part);
}

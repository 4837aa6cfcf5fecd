/**
 * The matrix view: States by treaty, headers always in sight. One canvas as large as the window onto it is painted anew
 * on every scroll.
 */
import { clusterOf, keyOf, nodeAt } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { byId } from "../../shared/js/elements.js";
import { asAt } from "./holding.js";
import { fitted, fittedInWords, fontOf } from "../../shared/js/paint.js";
import { drawCell } from "../../shared/js/signs.js";
import { inRegion, show, viewed } from "./state.js";
import { elsewhen, isGap, tablesDay } from "./tables.js";
import { clusterColour, colours } from "../../shared/js/theme.js";
import { hideTip, showText } from "../../shared/js/tip.js";
import { standingInWords } from "../../shared/js/wording.js";

const HEAD = 172;
const LEAN = Math.PI / 3.2;
/** Row and column under the keyboard, -1 for none. */
const focus = { row: -1, column: -1 };
const hover = { row: -1, column: -1 };

function cell() {
  if (matchMedia("(pointer: coarse)").matches) return 24;
  const room = byId("matrix-window").clientWidth - side() - 100;
  return Math.min(Math.max(Math.floor(room / Math.max(treatiesShown().length, 1)), 14), 22);
}

function side() {
  return byId("matrix-window").clientWidth < 520 ? 112 : 172;
}

/** Whether only what has a gap is to be shown; gaps are those of the page's day. */
function onlyGaps() {
  return viewed.only === "gaps" && !elsewhen();
}

/** Member States of the day in the region by cluster, then name; and the treaties asked about; where wanted those with a gap only. */
function shown() {
  const key = `${viewed.day}|${viewed.region}|${onlyGaps()}`;
  if (kept.key !== key) {
    const now = asAt(viewed.day);
    const states = now.members.filter((node) => inRegion(node.index)).sort((a, b) => (clusterOf.get(a.index) ?? 99) - (clusterOf.get(b.index) ?? 99) || a.name.localeCompare(b.name, "en"));
    /** @param {import("./data.js").GraphNode[]} list @param {(node: import("./data.js").GraphNode) => boolean} gap */
    const chosen = (list, gap) => (onlyGaps() ? list.filter(gap) : list);
    kept = {
      key,
      states: chosen(states, (state) => now.treaties.some((treaty) => isGap(state.index, treaty.index))),
      treaties: chosen(now.treaties, (treaty) => states.some((state) => isGap(state.index, treaty.index))),
    };
  }
  return kept;
}

/** @type {{key: string, states: import("./data.js").GraphNode[], treaties: import("./data.js").GraphNode[]}} */
let kept = { key: "", states: [], treaties: [] };

export function treatiesShown() {
  return shown().treaties;
}

export function statesShown() {
  return shown().states;
}

/** Brings the row and column of what is selected into sight. */
export function approachInMatrix() {
  const window_ = byId("matrix-window");
  const chosen = [viewed.select, viewed.with].map((key) => nodeAt(key)?.index);
  const row = statesShown().findIndex((state) => chosen.includes(state.index));
  const column = treatiesShown().findIndex((treaty) => chosen.includes(treaty.index));
  if (row >= 0) intoSight("scrollTop", row, window_.clientHeight - HEAD);
  if (column >= 0) intoSight("scrollLeft", column, window_.clientWidth - side() - HEAD / Math.tan(LEAN));
}

/** @param {"scrollTop" | "scrollLeft"} way @param {number} at number of a row or column @param {number} room */
function intoSight(way, at, room) {
  const window_ = byId("matrix-window");
  const from = at * cell();
  window_[way] = Math.min(Math.max(window_[way], from + cell() - room), from);
}

function canvas() {
  return /** @type {HTMLCanvasElement} */ (byId("matrix"));
}

export function startMatrix() {
  const window_ = byId("matrix-window");
  window_.addEventListener("scroll", () => paintMatrix());
  canvas().addEventListener("mousemove", (event) => {
    const found = cellAt(event.offsetX, event.offsetY);
    Object.assign(hover, found ?? { row: -1, column: -1 });
    if (found) showText(event, ...wording(found.row, found.column));
    else hideTip();
    paintMatrix();
  });
  canvas().addEventListener("mouseleave", () => {
    Object.assign(hover, { row: -1, column: -1 });
    hideTip();
    paintMatrix();
  });
  canvas().addEventListener("click", (event) => choose(event.offsetX, event.offsetY));
  window_.addEventListener("keydown", keyedInMatrix);
}

/** @param {number} x @param {number} y in the window */
function cellAt(x, y) {
  const { scrollLeft, scrollTop } = byId("matrix-window");
  if (x < side() || y < HEAD) return null;
  const column = Math.floor((x - side() + scrollLeft) / cell());
  const row = Math.floor((y - HEAD + scrollTop) / cell());
  return row < statesShown().length && column < treatiesShown().length ? { row, column } : null;
}

/** @param {number} x @param {number} y */
function choose(x, y) {
  const { scrollLeft, scrollTop } = byId("matrix-window");
  const found = cellAt(x, y);
  if (found) {
    Object.assign(focus, found);
    show({ select: keyOf(statesShown()[found.row]), with: keyOf(treatiesShown()[found.column]) });
  } else if (x < side() && y >= HEAD) {
    const row = statesShown()[Math.floor((y - HEAD + scrollTop) / cell())];
    if (row) show({ select: keyOf(row), with: "" });
  } else if (y < HEAD) {
    const column = treatiesShown()[Math.floor((x - (HEAD - y) / Math.tan(LEAN) - side() + scrollLeft) / cell())];
    if (column) show({ select: keyOf(column), with: "" });
  }
}

/** @param {number} row @param {number} column @returns {[string, string]} */
function wording(row, column) {
  const [state, treaty] = [statesShown()[row], treatiesShown()[column]];
  const gap = isGap(state.index, treaty.index) ? `; most of its peers are party${elsewhen() ? `, as at ${tablesDay}` : ""}` : "";
  return [state.name, `· ${treaty.name}: ${standingInWords(asAt(viewed.day).spell(state.index, treaty.index), viewed.day)}${gap}`];
}

/** @param {KeyboardEvent} event */
function keyedInMatrix(event) {
  /** @type {Record<string, [number, number]>} */
  const ways = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], PageDown: [20, 0], PageUp: [-20, 0] };
  const list = statesShown();
  if (ways[event.key]) {
    const [down, right] = ways[event.key];
    focus.row = Math.min(Math.max(focus.row + down, 0), list.length - 1);
    focus.column = Math.min(Math.max(focus.column + right, 0), treatiesShown().length - 1);
    const window_ = byId("matrix-window");
    intoSight("scrollLeft", focus.column, window_.clientWidth - side());
    intoSight("scrollTop", focus.row, window_.clientHeight - HEAD);
    byId("matrix-said").textContent = wording(focus.row, focus.column).join(" ");
    paintMatrix();
  } else if (event.key === "Enter" && focus.row >= 0 && focus.column >= 0) {
    show({ select: keyOf(list[focus.row]), with: keyOf(treatiesShown()[focus.column]) });
  } else return;
  event.preventDefault();
}

/** Paints the part in sight. */
export function paintMatrix() {
  const window_ = byId("matrix-window");
  const [width, height] = [window_.clientWidth, window_.clientHeight];
  if (!width) return;
  const list = statesShown();
  const space = byId("matrix-space");
  space.style.width = `${side() + treatiesShown().length * cell() + HEAD / Math.tan(LEAN) + 8}px`;
  space.style.height = `${HEAD + list.length * cell() + 8}px`;
  const ratio = devicePixelRatio || 1;
  const surface = canvas();
  if (surface.width !== Math.round(width * ratio) || surface.height !== Math.round(height * ratio)) {
    surface.width = Math.round(width * ratio);
    surface.height = Math.round(height * ratio);
    surface.style.width = `${width}px`;
    surface.style.height = `${height}px`;
  }
  const pen = /** @type {CanvasRenderingContext2D} */ (surface.getContext("2d"));
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawMatrix(pen, { width, height, left: window_.scrollLeft, top: window_.scrollTop, from: 0, to: list.length });
}

/**
 * @param {import("../../shared/js/paint.js").Pen} pen
 * @param {{width: number, height: number, left: number, top: number, from: number, to: number}} part of the rows, and
 *   how far they are scrolled
 */
export function drawMatrix(pen, part) {
  const { width, height, left, top } = part;
  const list = statesShown().slice(part.from, part.to);
  const now = asAt(viewed.day);
  const asked = treatiesShown();
  const [step, name] = [cell(), side()];
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, width, height);
  const firstRow = Math.max(0, Math.floor(top / step));
  const lastRow = Math.min(list.length, Math.ceil((top + height - HEAD) / step));
  const firstColumn = Math.max(0, Math.floor(left / step));
  const lastColumn = Math.min(asked.length, Math.ceil((left + width - name) / step));
  const selected = new Set([viewed.select, viewed.with]);
  for (let i = firstRow; i < lastRow; i++) {
    const y = HEAD + i * step - top;
    for (let j = firstColumn; j < lastColumn; j++) {
      const x = name + j * step - left;
      drawCell(pen, now.answer(list[i].index, asked[j].index), x, y, step);
      if (!elsewhen() && isGap(list[i].index, asked[j].index)) {
        pen.strokeStyle = colours.gap;
        pen.lineWidth = 2;
        pen.strokeRect(x + 1.5, y + 1.5, step - 3, step - 3);
      }
    }
  }
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 1;
  for (let j = firstColumn; j <= lastColumn; j++) {
    if (j > 0 && j < asked.length && asked[j].known.topic !== asked[j - 1].known.topic) rule(pen, name + j * step - left, HEAD, 0, Math.min(height, HEAD + list.length * step - top) - HEAD);
  }
  for (let i = firstRow; i < lastRow; i++) {
    if (!selected.has(keyOf(list[i]))) continue;
    pen.strokeStyle = colours.ink;
    pen.lineWidth = 2;
    pen.strokeRect(name - left - 1, HEAD + i * step - top - 0.5, asked.length * step + 2, step + 1);
  }
  markFocus(pen, name - left, HEAD - top, step, part.from);
  // Headers last: they cover what has been scrolled under them.
  pen.fillStyle = colours.paper;
  pen.fillRect(0, HEAD, name, height - HEAD);
  for (let i = firstRow; i < lastRow; i++) {
    const y = HEAD + i * step - top;
    const node = list[i];
    const number = clusterOf.get(node.index) ?? 0;
    pen.fillStyle = clusterColour(number);
    pen.fillRect(name - 6, y, 4, step);
    const chosen = selected.has(keyOf(node));
    pen.font = fontOf(Math.min(12, step - 3), chosen || hover.row === i + part.from);
    if (chosen) {
      pen.fillStyle = colours.ink;
      pen.fillRect(0, y, name - 8, step);
    }
    pen.fillStyle = chosen ? colours.paper : colours.ink;
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    pen.fillText(fitted(node.name, name - 34, fontOf(Math.min(12, step - 3))), name - 12, y + step / 2 + 0.5);
    if (i === 0 || number !== clusterOf.get(list[i - 1].index)) {
      pen.textAlign = "left";
      pen.font = fontOf(11, true);
      pen.fillStyle = colours.muted;
      pen.fillText(number ? String(number) : "–", 3, y + step / 2 + 0.5);
      if (i) rule(pen, 0, y, Math.min(width, name + asked.length * step - left), 0);
    }
  }
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, width, HEAD);
  drawHeads(pen, name - left, step, firstColumn, lastColumn, selected);
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, Math.max(name - 60, 0), HEAD - 26);
  pen.fillRect(0, HEAD - 26, name, 26);
  pen.fillStyle = colours.muted;
  pen.font = fontOf(11);
  pen.textAlign = "left";
  pen.fillText(`as at ${readDate(viewed.day)}`, 6, HEAD - 14);
  pen.fillText(width < 520 ? "cluster" : "cluster · State", 6, HEAD - 32);
}

/** @param {import("../../shared/js/paint.js").Pen} pen @param {number} x @param {number} y @param {number} wide @param {number} high */
function rule(pen, x, y, wide, high) {
  pen.strokeStyle = colours.muted;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(x + 0.5 * +!wide, y + 0.5 * +!high);
  pen.lineTo(x + wide + 0.5 * +!wide, y + high + 0.5 * +!high);
  pen.stroke();
}

/** @param {import("../../shared/js/paint.js").Pen} pen @param {number} left @param {number} top @param {number} step @param {number} from */
function markFocus(pen, left, top, step, from) {
  for (const [mark, width] of /** @type {[{row: number, column: number}, number][]} */ ([[hover, 1], [focus, 2.5]])) {
    if (mark.row < from || mark.column < 0) continue;
    pen.strokeStyle = colours.ink;
    pen.lineWidth = width;
    pen.strokeRect(left + mark.column * step + 0.5, top + (mark.row - from) * step + 0.5, step - 1, step - 1);
  }
}

/** @param {import("../../shared/js/paint.js").Pen} pen @param {number} left @param {number} step @param {number} from @param {number} to @param {Set<string>} selected */
function drawHeads(pen, left, step, from, to, selected) {
  for (let j = from; j < to; j++) {
    const treaty = treatiesShown()[j];
    const x = left + j * step + step / 2;
    pen.save();
    pen.translate(x + 2, HEAD - 6);
    pen.rotate(-LEAN);
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    const strong = selected.has(keyOf(treaty)) || hover.column === j;
    // Leaning lines are closer to one another than columns are.
    const size = Math.min(12, step * Math.sin(LEAN) * 0.92);
    pen.font = fontOf(size, strong);
    pen.fillStyle = colours.ink;
    pen.fillText(fittedInWords(treaty.name, (HEAD - 14) / Math.sin(LEAN), fontOf(size, strong)), 0, 0);
    pen.restore();
  }
}

/** The whole matrix, for print and for files: parts of at most `most` rows, each with its headers. @param {number} most */
export function matrixParts(most) {
  const count = statesShown().length;
  const width = side() + treatiesShown().length * cell() + Math.ceil(HEAD / Math.tan(LEAN)) + 8;
  const parts = [];
  for (let from = 0; from < count; from += most) {
    const to = Math.min(from + most, count);
    parts.push({ width, height: HEAD + (to - from) * cell() + 4, left: 0, top: 0, from, to });
  }
  return parts;
}

/** All of it, for a file. @returns {import("./views.js").Picture} */
export function matrixPicture() {
  const [part] = matrixParts(10_000);
  return { ...part, draw: (pen) => drawMatrix(pen, part) };
}

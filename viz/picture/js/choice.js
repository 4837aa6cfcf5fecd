/** What the reader has chosen: a node or a line; and the node that the keys or the pointer are on. */
import { linesAt } from "./answer.js";

/** @typedef {import("./answer.js").Line} Line */

/** @type {{node: number, line: Line | null, marked: number}} */
export const chosen = { node: -1, line: null, marked: -1 };

/** @type {(() => void)[]} */
const watching = [];

/** @param {() => void} then called when something else is chosen */
export function whenChosen(then) {
  watching.push(then);
}

/** @param {number} node @param {Line | null} [line] */
export function choose(node, line = null) {
  Object.assign(chosen, { node, line });
  if (node >= 0) chosen.marked = node;
  for (const then of watching) then();
}

/** @returns {Set<Line>} the lines to be seen above others */
export function linesChosen() {
  return new Set(chosen.line ? [chosen.line] : chosen.node >= 0 ? linesAt[chosen.node] : []);
}

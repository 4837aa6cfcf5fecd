/**
 * What the page holds: the nodes and facts of an answer, and which of them are looked at.
 *
 * @typedef {{index: number, label: string, id: string, name: string, lines: string[], spots: [number, number, number][],
 *   count: number, x: number, y: number, side: number, known: Record<string, any>, sources: string[], locators: string[]}} Drawn
 * @typedef {import("../../shared/js/wording.js").Fact & {kind: string, directed: boolean, count: number, at: number, of: number}} Line
 *   `kind` is its type, with what tells lines of it apart; it is line `at` of as many between the same nodes
 */
import { pageData } from "../../shared/js/carried.js";

/** @type {any} */
export const answer = pageData;

/** @type {Drawn[]} */
export const nodes = answer.nodes.map((/** @type {any} */ node, /** @type {number} */ index) => {
  return { ...node, index, x: 0, y: 0, side: 1, name: String(node.known.name ?? node.known.title ?? node.id) };
});
let shape = -1;

/** Puts all where it stands in a picture of this shape. @param {boolean} tall @returns {boolean} whether it stood otherwise before */
export function arrange(tall) {
  if (shape === Number(tall)) return false;
  shape = Number(tall);
  for (const node of nodes) [node.x, node.y, node.side] = node.spots[shape];
  return true;
}

/** What the picture reaches over: left, top, right, bottom. @returns {[number, number, number, number]} */
export function extent() {
  return answer.extents[shape];
}

/** @type {Line[]} */
export const lines = answer.facts.map((/** @type {any} */ fact) => ({ since: fact.holds_from, until: 0, extra: {}, ...fact }));
/** Lines of each node, by its number. @type {Line[][]} */
export const linesAt = nodes.map(() => []);
/** @type {Map<string, Line[]>} */
const beside = new Map();
for (const line of lines) {
  linesAt[line.start].push(line);
  if (line.end !== line.start) linesAt[line.end].push(line);
  const pair = [line.start, line.end].sort((a, b) => a - b).join(" ");
  beside.set(pair, [...(beside.get(pair) ?? []), line]);
}
for (const pair of beside.values()) for (const [at, line] of pair.entries()) Object.assign(line, { at, of: pair.length });

/** Labels and kinds of lines that the reader has hidden. @type {Set<string>} */
export const hidden = new Set();

/** @param {Drawn} node */
export function nodeShown(node) {
  return !hidden.has(node.label);
}

/** @param {Line} line */
export function lineShown(line) {
  return !hidden.has(line.kind) && nodeShown(nodes[line.start]) && nodeShown(nodes[line.end]);
}

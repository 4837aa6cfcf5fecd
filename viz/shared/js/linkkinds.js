/**
 * Kinds of links, each drawn in its way: a standing by its answer, a membership by its status.
 *
 * @typedef {"party" | "signatory" | "not party" | "withdrawn" | "unknown" | "disputed" | "member" | "associate" | "observer" |
 *   "agreement" | "tie" | "corridor" | "other" | "border"} Kind
 */
import { stroked } from "./paint.js";
import { colours } from "./theme.js";

/** In the order in which they are drawn where two nodes have several. @type {Record<Kind, string>} */
export const KINDS_OF_LINK = {
  party: "party", agreement: "agreement", signatory: "signatory", "not party": "not party", withdrawn: "withdrawn", unknown: "unknown", disputed: "disputed", member: "member",
  associate: "associate", observer: "observer", tie: "strong tie", other: "other link", corridor: "corridor, no cooperation", border: "land border",
};

/** @param {{type: string, extra: Record<string, any>}} fact @returns {Kind} */
export function kindOfFact({ type, extra }) {
  const kinds = /** @type {Record<string, Kind>} */ ({ STANDING: extra.answer, MEMBER_OF: extra.status, CONCLUDED: "agreement", BORDERS: "border", DETECTED_VICTIMS: "corridor", TIED_TO: "tie" });
  return kinds[type] in KINDS_OF_LINK ? kinds[type] : "other";
}

/** How links are drawn: colour, width, dashes; a membership as two thin lines. @type {Record<Kind, [keyof import("./theme.js").Colours, number, number[]]>} */
const LINES = {
  party: ["accent", 2, []],
  signatory: ["accent", 2, [4, 3]],
  "not party": ["gap", 1.4, [2, 4]],
  withdrawn: ["gap", 1.4, [7, 4]],
  unknown: ["hatch", 1.2, [1, 4]],
  disputed: ["hatch", 1.2, [6, 3, 1, 3]],
  member: ["muted", 1.2, []],
  associate: ["muted", 1.2, [6, 2]],
  observer: ["muted", 1.2, [3, 2.5]],
  agreement: ["ink", 3.5, []],
  tie: ["muted", 2, [1.5, 3.5]],
  corridor: ["corridor", 1.8, []],
  other: ["muted", 1.2, [8, 3]],
  border: ["muted", 1, []],
};
const DOUBLE = ["member", "associate", "observer"];

/** @param {Kind} kind @returns {string} */
export function inkOfLink(kind) {
  return colours[LINES[kind][0]];
}

/**
 * @param {import("./paint.js").Pen} pen @param {Kind} kind
 * @param {(path: import("./paint.js").Path, shift: number) => void} trace a line so many pixels to the side of where the link lies
 * @param {number} [wider]
 */
export function strokeLink(pen, kind, trace, wider = 0) {
  const [, width, dash] = LINES[kind];
  const strands = DOUBLE.includes(kind) ? [-1.6, 1.6] : [0];
  stroked(pen, (path) => strands.forEach((shift) => trace(path, shift)), inkOfLink(kind), width + wider, dash);
}

/** A level line. @param {import("./paint.js").Pen} pen @param {Kind} kind @param {number} x @param {number} toX @param {number} y */
export function drawLink(pen, kind, x, toX, y) {
  strokeLink(pen, kind, (path, shift) => {
    path.moveTo(x, y + shift);
    path.lineTo(toX, y + shift);
  });
}

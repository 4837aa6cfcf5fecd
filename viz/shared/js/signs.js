/**
 * Signs for where a State stands: party full, signatory half, withdrawn crossed, not party empty, unknown hatched,
 * disputed hatched both ways; where the question is not asked, no sign.
 */
import { TILE, tiled } from "./paint.js";
import { colours, mixed } from "./theme.js";

/** @typedef {import("./paint.js").Pen} Pen */

/** Every answer, in the order of legends and lists. */
export const ANSWERS = ["party", "signatory", "withdrawn", "not party", "disputed", "unknown"];

/** @param {Pen} pen @param {{x: number, y: number}} at @param {number} r @param {string} fill @param {string} [edge] @param {number} [width] */
export function drawDot(pen, at, r, fill, edge, width = 1) {
  pen.beginPath();
  pen.arc(at.x, at.y, r, 0, 2 * Math.PI);
  if (fill) {
    pen.fillStyle = fill;
    pen.fill();
  }
  if (edge) {
    pen.strokeStyle = edge;
    pen.lineWidth = width;
    pen.stroke();
  }
}

/** @param {Pen} pen @param {string} answer @param {{x: number, y: number}} at @param {number} r */
export function drawStanding(pen, answer, at, r) {
  if (answer === "party") drawDot(pen, at, r, colours.party, colours.party);
  else if (answer === "signatory") {
    drawDot(pen, at, r, colours.none, colours.party, 1.4);
    drawDot(pen, at, r * 0.5, colours.signed);
  } else if (answer === "withdrawn") {
    drawDot(pen, at, r, colours.none, colours.party, 1.4);
    strokes(pen, [[-0.5, -0.5, 0.5, 0.5], [-0.5, 0.5, 0.5, -0.5]].map((ends) => ends.map((end, i) => (i % 2 ? at.y : at.x) + r * end)), colours.party);
  } else if (answer === "not party") drawDot(pen, at, r, colours.none, colours.gap, 2);
  else if (answer) {
    drawDot(pen, at, r, colours.none, colours.hatch, 1.2);
    const rising = [-0.5, 0, 0.5].map((shift) => [shift - 0.55, (shift + 0.55) * 0.9, shift + 0.55, (shift - 0.55) * 0.9]);
    const falling = answer === "disputed" ? rising.map(([a, b, c, d]) => [a, -b, c, -d]) : [];
    strokes(pen, [...rising, ...falling].map((ends) => ends.map((end, i) => (i % 2 ? at.y : at.x) + r * end)), colours.hatch);
  }
}

const RISING = [[0, TILE, TILE, 0], [-1, 1, 1, -1], [TILE - 1, TILE + 1, TILE + 1, TILE - 1]];
const FALLING = RISING.map(([x, y, toX, toY]) => [x, TILE - y, toX, TILE - toY]);
const CROSSES = [[2, 2, 6, 6], [2, 6, 6, 2]];

/**
 * What land is filled with: the sign's colours and lines; where the question is not asked, nothing.
 * @param {Pen} pen @param {string} answer @param {number} unit one pixel, in the pen's units @returns {string | CanvasPattern}
 */
export function standingFill(pen, answer, unit) {
  if (answer === "party") return colours.party;
  if (answer === "signatory") return colours.signed;
  if (answer === "not party") return mixed(colours.none, colours.gap, 0.18);
  if (answer === "withdrawn") return tiled(pen, { ground: colours.none, ink: colours.party, lines: CROSSES }, unit);
  return answer && tiled(pen, { ground: colours.none, ink: colours.hatch, lines: answer === "disputed" ? [...RISING, ...FALLING] : RISING }, unit);
}

/** What lies over days after the last list: what was known then is drawn on. @param {Pen} pen @returns {string | CanvasPattern} */
export function staleFill(pen) {
  return tiled(pen, { ground: "transparent", ink: colours.paper, lines: RISING }, 1);
}

/** @param {string} answer @returns {string} the colour of an edge that land is given; empty for none */
export function standingEdge(answer) {
  return { "not party": colours.gap, withdrawn: colours.party }[answer] ?? "";
}

/** @param {Pen} pen @param {string} answer @param {number} x @param {number} y @param {number} step */
export function drawCell(pen, answer, x, y, step) {
  if (!answer) return;
  const [a, b, size] = [x + 1, y + 1, step - 2];
  /** @param {number[][]} lines in parts of the cell */
  const inside = (lines) => lines.map((ends) => ends.map((end, i) => (i % 2 ? b : a) + size * end));
  pen.fillStyle = answer === "party" ? colours.party : colours.none;
  pen.fillRect(a, b, size, size);
  if (answer === "signatory") {
    pen.fillStyle = colours.signed;
    pen.beginPath();
    pen.moveTo(a, b + size);
    pen.lineTo(a + size, b);
    pen.lineTo(a + size, b + size);
    pen.closePath();
    pen.fill();
  } else if (answer === "withdrawn") strokes(pen, inside([[0.2, 0.2, 0.8, 0.8], [0.2, 0.8, 0.8, 0.2]]), colours.party);
  else if (answer === "unknown" || answer === "disputed") {
    const rising = [0.25, 0.6, 0.95, 1.3, 1.65].map((shift) => {
      const [from, to] = [Math.max(0, shift - 1), Math.min(1, shift)];
      return [from, shift - from, to, shift - to];
    });
    const falling = answer === "disputed" ? rising.map(([from, top, to, low]) => [from, 1 - top, to, 1 - low]) : [];
    strokes(pen, inside([...rising, ...falling]), colours.hatch);
  }
}

/** @param {Pen} pen @param {number[][]} lines each as x, y, x, y @param {string} colour */
function strokes(pen, lines, colour) {
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const [x, y, toX, toY] of lines) {
    pen.moveTo(x, y);
    pen.lineTo(toX, toY);
  }
  pen.stroke();
}

/**
 * Kinds of links, each drawn in its way: a standing by its answer, a membership by its status.
 * @typedef {"party" | "signatory" | "not party" | "withdrawn" | "unknown" | "disputed" | "member" | "associate" | "observer" |
 *   "agreement" | "tie" | "corridor" | "other" | "border"} Kind
 */

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

/** Lines that lie to either side of where the link does, in pixels. @param {Kind} kind */
export function strandsOf(kind) {
  return ["member", "associate", "observer"].includes(kind) ? [-1.6, 1.6] : [0];
}

/** @param {Pen} pen @param {Kind} kind */
export function inkForLink(pen, kind) {
  const [colour, width, dashes] = LINES[kind];
  pen.strokeStyle = pen.fillStyle = colours[colour];
  pen.lineWidth = width;
  pen.setLineDash(dashes);
}

/** A level line. @param {Pen} pen @param {Kind} kind @param {number} x @param {number} toX @param {number} y */
export function drawLink(pen, kind, x, toX, y) {
  inkForLink(pen, kind);
  pen.beginPath();
  for (const shift of strandsOf(kind)) {
    pen.moveTo(x, y + shift);
    pen.lineTo(toX, y + shift);
  }
  pen.stroke();
  pen.setLineDash([]);
}

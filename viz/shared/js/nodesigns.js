/** A sign for each kind of node. */
import { circle, polygon, stroked } from "./paint.js";
import { colours } from "./theme.js";

/** @typedef {import("./paint.js").Pen} Pen */

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

/** The sign of a kind of node. @param {string} label @param {number} x @param {number} y @param {number} r @returns {import("./paint.js").Traced} */
export function signShape(label, x, y, r) {
  if (label === "State") return circle(x, y, r);
  return polygon((CORNERS[label] ?? UPRIGHT).map(([across, down]) => [x + across * r, y + down * r]));
}

/** A ring inside a State's sign: it is at the boundary of its cluster. @param {Pen} pen @param {number} x @param {number} y @param {number} r */
export function drawBoundary(pen, x, y, r) {
  stroked(pen, circle(x, y, r * 0.87), colours.paper, r * 0.11);
}

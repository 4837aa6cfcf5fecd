/**
 * Lines that bend once, and the heads of their arrows.
 *
 * @typedef {import("./paint.js").Spot} Spot
 * @typedef {{from: Spot, bend: Spot, to: Spot}} Curve
 */
import { filled, polygon } from "./paint.js";

/** @param {Spot} from @param {Spot} to @param {number} by @returns {Spot} so far on the way */
export function towards(from, to, by) {
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) * by) / far, y: from.y + ((to.y - from.y) * by) / far };
}

/** @param {Curve} curve @param {number} part of the way @returns {Spot} */
export function along({ from, bend, to }, part) {
  const [a, b, c] = [(1 - part) ** 2, 2 * part * (1 - part), part ** 2];
  return { x: a * from.x + b * bend.x + c * to.x, y: a * from.y + b * bend.y + c * to.y };
}

/** @param {import("./paint.js").Path} path @param {Curve} curve */
export function traceCurve(path, { from, bend, to }) {
  path.moveTo(from.x, from.y);
  path.quadraticCurveTo(bend.x, bend.y, to.x, to.y);
}

/** Fills the head that ends at `to` and begins at `neck`. @param {import("./paint.js").Pen} pen @param {Spot} to @param {Spot} neck @param {number} half its half width, in parts of its length @param {string} ink */
export function fillHead(pen, to, neck, half, ink) {
  const [x, y] = [(to.y - neck.y) * half, (to.x - neck.x) * half];
  filled(pen, polygon([[to.x, to.y], [neck.x + x, neck.y - y], [neck.x - x, neck.y + y]]), ink);
}

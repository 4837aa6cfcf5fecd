/**
 * Lines that bend once, and the heads of their arrows.
 *
 * @typedef {{x: number, y: number}} Spot
 * @typedef {{from: Spot, bend: Spot, to: Spot}} Curve
 */

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

/** Fills the head that ends at `to` and begins at `neck`. @param {import("./paint.js").Pen} pen @param {Spot} to @param {Spot} neck @param {number} half its half width, in parts of its length */
export function fillHead(pen, to, neck, half) {
  const [x, y] = [(to.y - neck.y) * half, (to.x - neck.x) * half];
  pen.beginPath();
  pen.moveTo(to.x, to.y);
  pen.lineTo(neck.x + x, neck.y - y);
  pen.lineTo(neck.x - x, neck.y + y);
  pen.closePath();
  pen.fill();
}

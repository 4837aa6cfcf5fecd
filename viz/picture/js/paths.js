/**
 * The way of a line from sign to sign: straight, bent where several lie between the same nodes, a loop at one node.
 *
 * @typedef {import("../../shared/js/paint.js").Spot} Spot
 * @typedef {import("../../shared/js/curves.js").Curve & {neck: Spot}} Way a curve from `from` to `to`; the head of its arrow begins at `neck`
 */
import { along, fillHead, towards, traceCurve } from "../../shared/js/curves.js";
import { inkOfLink, kindOfFact, strokeLink } from "../../shared/js/linkkinds.js";
import { nodes } from "./answer.js";

/** @typedef {import("./answer.js").Line} Line */

export const RADIUS = 8;
const [ROOM, APART, HEAD] = [3, 26, 8];

/** @param {Line} line @returns {Way} */
export function wayOf(line) {
  const [one, other] = [nodes[line.start], nodes[line.end]];
  if (line.start === line.end) {
    const up = RADIUS + 14 + 8 * line.at;
    const from = { x: one.x - 5, y: one.y - RADIUS };
    return { from, bend: { x: one.x, y: one.y - 2 * up }, to: { x: one.x + 5, y: one.y - RADIUS }, neck: { x: one.x + 5, y: one.y - RADIUS - HEAD } };
  }
  const far = Math.hypot(other.x - one.x, other.y - one.y) || 1;
  // To the same side of the pair, whichever way the line goes.
  const side = line.start < line.end ? 1 : -1;
  const off = (line.at - (line.of - 1) / 2) * Math.min(APART, far / 4) * 2 * side;
  const bend = { x: (one.x + other.x) / 2 - ((other.y - one.y) / far) * off, y: (one.y + other.y) / 2 + ((other.x - one.x) / far) * off };
  const from = towards(one, bend, RADIUS + ROOM);
  const to = towards(other, bend, RADIUS + ROOM);
  return { from, bend, to, neck: towards(to, bend, HEAD) };
}

/** @param {Way} way @param {Spot} at @returns {number} how far the way is from a spot */
export function distanceFrom(way, at) {
  let least = Infinity;
  for (let part = 0; part <= 1; part += 1 / 24) {
    const spot = along(way, part);
    least = Math.min(least, Math.hypot(spot.x - at.x, spot.y - at.y));
  }
  return least;
}

/** @param {import("../../shared/js/paint.js").Pen} pen @param {Line} line @param {boolean} strong */
export function drawLine(pen, line, strong) {
  const kind = kindOfFact(line);
  const { from, bend, to, neck } = wayOf(line);
  const end = line.directed ? neck : to;
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const trace = (/** @type {import("../../shared/js/paint.js").Path} */ path, /** @type {number} */ shift) => {
    const [x, y] = [(-(to.y - from.y) / far) * shift, ((to.x - from.x) / far) * shift];
    const [start, middle, stop] = [from, bend, end].map((spot) => ({ x: spot.x + x, y: spot.y + y }));
    traceCurve(path, { from: start, bend: middle, to: stop });
  };
  strokeLink(pen, kind, trace, strong ? 1.4 : 0);
  if (line.directed) fillHead(pen, to, neck, 0.5, inkOfLink(kind));
}

/**
 * The opening picture of the network: all States by cluster, institutions on a ring around, lines of the layer that is
 * looked at.
 *
 * @typedef {import("./linked.js").Link} Link
 * @typedef {import("../../shared/js/paint.js").Pen} Pen
 * @typedef {import("../../shared/js/paint.js").Spot} Spot
 * @typedef {{key: string, links: Link[], strokes: Map<string, import("../../shared/js/paint.js").Outline>}} Layer `strokes` by what colours them
 */
import { colourOfNode } from "./clustercolours.js";
import { atBoundary, clusterOf, data, fewLinked, nodes, states } from "./data.js";
import { linksIn } from "./linked.js";
import { circle, faded, filled, stroked } from "../../shared/js/paint.js";
import { drawBoundary, signShape } from "../../shared/js/nodesigns.js";
import { inRegion, viewed } from "./state.js";
import { clusterColour, colours } from "../../shared/js/theme.js";

/** @type {{id: number, x: number, y: number, tall: [number, number]}[]} */
const carried = data.network.nodes;
export const RADIUS = 13;
const SMALL = 6;

export let upright = false;
/** Where each node stands. @type {Map<number, Spot>} */
export let spots;
/** @type {Layer} */
let layer;
arrangeOpening(false);

/** Places for a picture that is wide or tall. @param {boolean} tall */
export function arrangeOpening(tall) {
  upright = tall;
  spots = new Map(carried.map((node) => [node.id, tall ? { x: node.tall[0], y: node.tall[1] } : { x: node.x, y: node.y }]));
  layer = { key: "", links: [], strokes: new Map() };
}

/** @returns {any[]} the nodes as vis-network takes them */
export function nodesOfOpening() {
  return carried.map((node) => ({ ...node, ...spots.get(node.id), takes: 2 * radiusOf(node.id) + (isState(node.id) ? 0 : 4) }));
}

/** @returns {any} the frame of the picture in use: discs, sections, box, extent */
export function frameOfOpening() {
  return data.pictures[upright ? "tall" : "wide"];
}

/** @param {number} index */
export function isState(index) {
  return nodes[index].label === "State";
}

/** @param {number} index */
export function radiusOf(index) {
  return isState(index) ? RADIUS : SMALL;
}

/** @param {number} index @returns {boolean} whether it is outside the region that is looked at */
export function shownFaint(index) {
  return isState(index) && !inRegion(index);
}

/** States of the picture that keys walk, by name. @returns {(Spot & {index: number, name: string})[]} */
export function walkedStates() {
  const seen = states.filter(({ index }) => spots.has(index) && inRegion(index));
  const walked = seen.map(({ index, name }) => ({ index, name, .../** @type {Spot} */ (spots.get(index)) }));
  return walked.sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** The layer that is looked at: links with both ends in the picture. @returns {Layer} */
export function layerShown() {
  const key = `${viewed.links}|${viewed.day}|${viewed.region}`;
  if (layer.key === key) return layer;
  const links = linksIn(viewed.links).filter(({ one, other }) => {
    return spots.has(one) && spots.has(other) && (!viewed.region || [one, other].some((index) => isState(index) && inRegion(index)));
  });
  layer = { key, links, strokes: new Map() };
  for (const link of links) {
    const stroke = strokeOf(link);
    const [a, b] = endsOf(link);
    const outline = layer.strokes.get(stroke) ?? { text: "" };
    outline.text += `M${a.x} ${a.y}L${b.x} ${b.y}`;
    layer.strokes.set(stroke, outline);
  }
  return layer;
}

/** @param {Link} link @returns {Spot[]} */
function endsOf({ one, other }) {
  return [one, other].map((index) => /** @type {Spot} */ (spots.get(index)));
}

/** Ties within a cluster have its colour; long ones, and those out to the box, would lie over everything: they are faint. @param {Link} link */
function strokeOf({ one, other }) {
  if (viewed.links !== "ties") return "line";
  const [mine, theirs] = [one, other].map((index) => (fewLinked.has(index) ? -1 : clusterOf.get(index)));
  return mine === theirs && mine !== -1 ? String(mine ?? 0) : "far";
}

/** The line nearest to a spot, where one is near. @param {Spot} at @param {number} near @returns {Link | undefined} */
export function lineAt(at, near) {
  let found;
  for (const link of layerShown().links) {
    const [a, b] = endsOf(link);
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const t = Math.min(1, Math.max(0, ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy)));
    const off = Math.hypot(at.x - a.x - t * dx, at.y - a.y - t * dy);
    if (off < near) [near, found] = [off, link];
  }
  return found;
}

/** @param {Pen} pen @param {(index: number) => boolean} isChosen */
export function drawOpening(pen, isChosen) {
  const frame = frameOfOpening();
  for (const [number, x, y, r] of frame.discs) faded(pen, 0.09, () => filled(pen, circle(x, y, r - 4), clusterColour(number)));
  if (frame.box) {
    const [left, top, right, bottom] = frame.box;
    stroked(pen, [left, top, right - left, bottom - top], colours.gap, 1.5, [6, 4]);
  }
  drawLayer(pen);
  for (const [index, spot] of spots) faded(pen, shownFaint(index) ? 0.16 : 1, () => drawNode(pen, index, spot, isChosen(index)));
}

/** Lines in one stroke for each colour: thousands of them are painted as often as the picture moves. @param {Pen} pen */
function drawLayer(pen) {
  const { links, strokes } = layerShown();
  const ties = viewed.links === "ties";
  for (const [stroke, outline] of [...strokes].sort(([a]) => (a === "far" ? -1 : 1))) {
    const alpha = !ties ? Math.max(0.08, Math.min(0.5, 400 / links.length)) : stroke === "far" ? 0.4 : 0.65;
    const ink = stroke === "far" ? colours.dim : ties ? clusterColour(Number(stroke)) : viewed.links === "borders" ? colours.muted : colours.accent;
    faded(pen, alpha, () => stroked(pen, outline, ink, ties ? 1.2 : 1));
  }
}

/** @param {Pen} pen @param {number} index @param {Spot} spot @param {boolean} chosen */
function drawNode(pen, index, { x, y }, chosen) {
  const node = nodes[index];
  const r = radiusOf(index);
  filled(pen, signShape(node.label, x, y, r), colourOfNode(node));
  if (isState(index) && atBoundary(index)) drawBoundary(pen, x, y, r);
  const ring = signShape(node.label, x, y, r + 2.5);
  if (chosen) stroked(pen, ring, colours.ink, 3.5);
  else if (isState(index) && fewLinked.has(index)) stroked(pen, ring, colours.gap, 2.5, [4, 3]);
}

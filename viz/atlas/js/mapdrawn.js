/** The map drawn: each State's land filled, a dot where it is too small to see, links of the State chosen, names. */
import { arrowLabels, arrowsFor, drawArrows } from "./arrows.js";
import { fewLinked, nodeAt, nodes } from "./data.js";
import { asAt } from "./holding.js";
import { writeLabels } from "../../shared/js/labels.js";
import { allLand, landAt, otherLand, outlined, placeOf, places, TENTHS } from "./land.js";
import { colouring } from "./mapcolours.js";
import { look, onMap, placeAt } from "./mapframe.js";
import { drawDot, faded, filled, moved, segments, stroked, written } from "../../shared/js/paint.js";
import { inRegion, viewed } from "./state.js";
import { colours, fontOf, inkOn } from "../../shared/js/theme.js";

/**
 * @typedef {import("./land.js").Place} Place
 * @typedef {import("../../shared/js/paint.js").Pen} Pen
 * @typedef {import("../../shared/js/paint.js").Size} Size
 * @typedef {{size: Size, colourOf: (index: number) => import("./mapcolours.js").Colouring, isFaint: (index: number) => boolean,
 *   state: number | undefined, arrows: import("./arrows.js").Arrow[], beside: Set<number>, linked: Set<number> | null,
 *   ringed: Set<number | undefined>}} Shown what the map shows: the State chosen, arrows of its corridors, its land neighbours
 *   and all it has something with; States with a ring
 */

/** When a State has more partners, their names are written only on a map drawn larger. */
const MOST_NAMES = 40;

function dotRadius() {
  return viewed.outlines === "on" ? Math.min(2.3 + 2.4 * look.scale, 9) : Math.min(2.6 + 5 * look.scale, 4.2 + 2.4 * look.scale, 11);
}

/** @param {Place} place @returns {boolean} whether its land would be smaller than its dot */
function isDot(place) {
  return viewed.outlines !== "on" || place.side * look.scale < 1.3 * dotRadius();
}

/** @param {number} x @param {number} y @returns {Place | undefined} whose dot or land is there, or else whose dot is near */
export function stateAt(x, y) {
  let best;
  let nearby = 12;
  for (const place of places.filter(isDot)) {
    const at = onMap(place);
    const far = Math.hypot(at.x - x, at.y - y);
    if (far < nearby) [best, nearby] = [place, far];
  }
  if (best && nearby < dotRadius() + 2) return best;
  return (viewed.outlines === "on" && landAt(placeAt(x, y))) || best;
}

/** The State selected. @returns {number | undefined} */
export function chosenState() {
  const chosen = nodeAt(viewed.select);
  return chosen?.label === "State" ? chosen.index : undefined;
}

/** Corridors of the State selected, where they are asked for. */
export function arrowsShown() {
  const state = chosenState();
  return viewed.corridors && state !== undefined ? arrowsFor(asAt(viewed.day).corridors(state), dotRadius() + 3) : [];
}

/** @param {number} state @returns {number[]} States it has agreements with */
function agreed(state) {
  return [...asAt(viewed.day).agreements().values()].flatMap(({ one, other }) => (one === state ? [other] : other === state ? [one] : []));
}

/** @param {Size} size @param {Place} [standing] @returns {Shown} */
function shownOn(size, standing) {
  const state = chosenState();
  const arrows = arrowsShown();
  const beside = new Set(state === undefined ? [] : asAt(viewed.day).neighbours(state).map(([other]) => other));
  const others = state === undefined || viewed.corridors ? arrows.flatMap(({ fact }) => [fact.start, fact.end]) : agreed(state);
  const linked = state === undefined ? null : new Set([state, ...others, ...beside]);
  const ringed = new Set([state, nodeAt(viewed.with)?.index, standing?.index]);
  const isFaint = (/** @type {number} */ index) => (linked !== null && !linked.has(index)) || !inRegion(index);
  return { size, colourOf: colouring(), isFaint, state, arrows, beside, linked, ringed };
}

/** @param {Pen} pen @param {Size} size @param {Place} [standing] where the keyboard stands */
export function drawMap(pen, size, standing) {
  const shown = shownOn(size, standing);
  filled(pen, [0, 0, Math.ceil(size.width), Math.ceil(size.height)], colours.paper);
  if (viewed.outlines === "on") {
    const pixel = TENTHS / look.scale;
    moved(pen, { ...onMap({ x: 0, y: 0 }), scale: 1 / pixel }, () => drawLand(pen, shown, pixel));
  }
  if (!viewed.corridors) drawAgreements(pen, shown);
  for (const place of places) faded(pen, shown.isFaint(place.index) ? 0.25 : 1, () => drawPlace(pen, place, shown));
  drawArrows(pen, shown.arrows);
  for (const place of places.filter(({ index }) => shown.ringed.has(index))) {
    drawDot(pen, onMap(place), dotRadius() + 4, "", colours.paper, 5);
    drawDot(pen, onMap(place), dotRadius() + 4, "", colours.ink, 2.5, place === standing ? [4, 3] : []);
  }
  writeNames(pen, shown);
}

/** @param {Pen} pen @param {Shown} shown @param {number} pixel in the pen's units */
function drawLand(pen, { colourOf, isFaint, beside }, pixel) {
  // The coast lies under the land, so that only its outer half is seen.
  stroked(pen, allLand, colours.dim, 1.6 * pixel);
  filled(pen, otherLand, colours.land);
  for (const place of outlined) {
    const fill = colourOf(place.index).land(pen, place.index, pixel);
    const faint = isFaint(place.index);
    if (!fill || faint) filled(pen, place, colours.land);
    if (fill) faded(pen, faint ? 0.2 : 1, () => filled(pen, place, fill));
  }
  stroked(pen, allLand, colours.border, 0.7 * pixel);
  for (const place of outlined) {
    const edge = beside.has(place.index) ? colours.ink : colourOf(place.index).edge(place.index);
    if (edge && !isFaint(place.index)) stroked(pen, place, edge, 1.1 * pixel);
  }
}

/** @param {Pen} pen @param {Shown} shown */
function drawAgreements(pen, { state }) {
  const from = state !== undefined && placeOf.get(state);
  if (state === undefined || !from) return;
  const ends = [from, ...agreed(state).flatMap((other) => placeOf.get(other) ?? [])].map(onMap);
  const lines = segments(ends.slice(1).map(({ x, y }) => [ends[0].x, ends[0].y, x, y]));
  stroked(pen, lines, colours.paper, 3);
  stroked(pen, lines, colours.accent, 1.4);
}

/** What is drawn where a State is, besides its land. @param {Pen} pen @param {Place} place @param {Shown} shown */
function drawPlace(pen, place, { colourOf, beside }) {
  const { index } = place;
  const [r, at, colour] = [dotRadius(), onMap(place), colourOf(index)];
  if (isDot(place)) {
    drawDot(pen, at, r + 1, colours.paper);
    colour.dot(pen, index, at, r);
  } else if (place.side * look.scale > 17 && colour.mark(index)) {
    written(pen, colour.mark(index), at, { font: fontOf(11, true), ink: inkOn(String(colour.land(pen, index, 1))), align: "center" });
  }
  if (fewLinked.has(index) && viewed.colour === "cluster") {
    drawDot(pen, at, Math.max(r, 5) + 3.5, "", colours.paper, 4);
    drawDot(pen, at, Math.max(r, 5) + 3.5, "", colours.gap, 2, [3, 2]);
  }
  if (isDot(place) && beside.has(index)) drawDot(pen, at, r + 3, "", colours.ink, 1.2);
}

/** @param {Pen} pen @param {Shown} shown */
function writeNames(pen, { size, ringed, linked, arrows, state }) {
  const r = dotRadius();
  const inSight = places.flatMap((place) => {
    const { x, y } = onMap(place);
    return x < 0 || y < 0 || x > size.width || y > size.height ? [] : [{ place, x, y, index: place.index }];
  });
  const dots = inSight.filter(({ place }) => isDot(place)).map(({ x, y }) => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }));
  const few = linked && linked.size <= MOST_NAMES ? linked : new Set();
  const named = inSight.filter(({ index }) => ringed.has(index) || few.has(index) || look.scale >= 1.1);
  const names = named.map(({ index, x, y }) => {
    const always = ringed.has(index);
    return { text: nodes[index].name, places: [{ x, y: y + r + (always ? 14 : 9) }], size: always ? 14 : 11, bold: true, always };
  });
  writeLabels(pen, [...arrowLabels(arrows, state), ...names], dots, size);
}

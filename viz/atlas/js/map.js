/** The map view: each State's land filled, a dot where it is too small to see; what the colour means is chosen above it. */
import { arrowAt, arrowInWords, arrowLabels, arrowsFor, drawArrows } from "./arrows.js";
import { consentsHeight, consentsInWords, drawConsents, paintConsents } from "./consents.js";
import { facts, fewLinked, nodeAt, nodes } from "./data.js";
import { byId } from "../../shared/js/elements.js";
import { asAt } from "./holding.js";
import { allLand, landAt, otherLand, outlined, placeOf, places, TENTHS } from "./land.js";
import { colouring, colourInWords } from "./mapcolours.js";
import { look, mapSize, onMap, panMap, placeAt, scaleMap, settleMap, startGestures, unmoveMap } from "./mapframe.js";
import { drawOutline, fontOf, writeLabels } from "../../shared/js/paint.js";
import { drawDot } from "../../shared/js/signs.js";
import { inRegion, show, take, viewed } from "./state.js";
import { colours, inkOn } from "../../shared/js/theme.js";
import { hideTip, showText } from "../../shared/js/tip.js";
import { walked } from "./walk.js";
import { WAYS } from "../../shared/js/ways.js";

/** @typedef {import("./land.js").Place} Place */
/** @typedef {import("../../shared/js/paint.js").Pen} Pen */

export const hasCorridors = (facts.DETECTED_VICTIMS ?? []).length > 0;
/** When a State has more partners, their names are written only on a map drawn larger. */
const MOST_NAMES = 40;
/** The State the keyboard stands on. @type {Place | undefined} */
let standing;

function surface() {
  return /** @type {HTMLCanvasElement} */ (byId("map"));
}

export function startMap() {
  const canvas = surface();
  startGestures(canvas, { moved: paintMap, over: pointAt, clicked: selectUnder });
  canvas.addEventListener("mouseleave", hideTip);
  const frame = byId("map-frame");
  frame.addEventListener("keydown", keyPressed);
  frame.addEventListener("blur", () => {
    standing = undefined;
    paintMap();
  });
}

/** @param {PointerEvent} event */
function pointAt(event) {
  const found = stateAt(event.offsetX, event.offsetY);
  const arrow = found ? undefined : arrowAt(arrows(), event.offsetX, event.offsetY);
  if (found) showText(event, nodes[found.index].name, colourInWords(found.index));
  else if (arrow) showText(event, ...arrowInWords(arrow.fact));
  else hideTip();
  surface().style.cursor = found ? "pointer" : "grab";
}

/** @param {MouseEvent} event */
function selectUnder(event) {
  const found = stateAt(event.offsetX, event.offsetY);
  if (!found) show({ select: "", with: "" });
  else take(found.index, event.shiftKey || event.ctrlKey || event.metaKey);
}

/** @param {KeyboardEvent} event */
function keyPressed(event) {
  const way = WAYS[event.key];
  const next = walked(event.key, standing ?? placeOf.get(chosenState() ?? -1));
  if (way && event.shiftKey) panMap(60 * way[0], 60 * way[1]);
  else if (next) standOn(next);
  else if (event.key === "Enter" && standing) take(standing.index, event.shiftKey);
  else if (event.key === "+" || event.key === "=") scaleMap(1.25);
  else if (event.key === "-") scaleMap(0.8);
  else if (event.key === "0") unmoveMap();
  else return;
  event.preventDefault();
  paintMap();
}

/** @param {Place} place */
function standOn(place) {
  standing = place;
  const [at, { width, height }] = [onMap(place), mapSize()];
  if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) panMap(at.x - width / 2, at.y - height / 2);
  byId("said").textContent = `${nodes[place.index].name}: ${colourInWords(place.index)}`;
}

/** @param {number} by */
export function zoomMap(by) {
  scaleMap(by);
  paintMap();
}

export function fitMap() {
  unmoveMap();
  paintMap();
}

function dotRadius() {
  return viewed.outlines === "on" ? Math.min(2.3 + 2.4 * look.scale, 9) : Math.min(2.6 + 5 * look.scale, 4.2 + 2.4 * look.scale, 11);
}

/** @param {Place} place @returns {boolean} whether its land would be smaller than its dot */
function isDot(place) {
  return viewed.outlines !== "on" || place.side * look.scale < 1.3 * dotRadius();
}

/** @param {number} x @param {number} y @returns {Place | undefined} whose dot or land is there, or else whose dot is near */
function stateAt(x, y) {
  let best;
  let nearby = 12;
  for (const place of places) {
    if (!isDot(place)) continue;
    const at = onMap(place);
    const far = Math.hypot(at.x - x, at.y - y);
    if (far < nearby) [best, nearby] = [place, far];
  }
  if (best && nearby < dotRadius() + 2) return best;
  return (viewed.outlines === "on" && landAt(placeAt(x, y))) || best;
}

export function paintMap() {
  paintConsents();
  const canvas = surface();
  const { width, height } = mapSize();
  if (!width || !height) return;
  const ratio = devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  settleMap();
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawMap(pen, width, height);
}

/** The State selected. @returns {number | undefined} */
function chosenState() {
  const chosen = nodeAt(viewed.select);
  return chosen?.label === "State" ? chosen.index : undefined;
}

/** Corridors of the State selected, where they are asked for. */
function arrows() {
  const state = chosenState();
  return viewed.corridors && state !== undefined ? arrowsFor(asAt(viewed.day).corridors(state), dotRadius() + 3) : [];
}

/** @param {Pen} pen @param {number} width @param {number} height */
function drawMap(pen, width, height) {
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, Math.ceil(width), Math.ceil(height));
  const state = chosenState();
  const corridors = arrows();
  const linked = state === undefined ? null : linkedTo(state, corridors);
  /** @param {number} index */
  const isFaint = (index) => (linked !== null && !linked.has(index)) || !inRegion(index);
  const colourOf = colouring();
  const beside = new Set(state === undefined ? [] : asAt(viewed.day).neighbours(state).map(([other]) => other));
  if (viewed.outlines === "on") drawLand(pen, width, height, colourOf, isFaint, beside);
  if (state !== undefined && !viewed.corridors) drawAgreements(pen, state);
  drawDots(pen, colourOf, isFaint, beside);
  drawArrows(pen, corridors);
  const ringed = new Set([state, nodeAt(viewed.with)?.index, standing?.index]);
  for (const place of places) {
    if (!ringed.has(place.index)) continue;
    drawDot(pen, onMap(place), dotRadius() + 4, "", colours.paper, 5);
    pen.setLineDash(place === standing ? [4, 3] : []);
    drawDot(pen, onMap(place), dotRadius() + 4, "", colours.ink, 2.5);
    pen.setLineDash([]);
  }
  writeNames(pen, width, height, ringed, linked, corridors);
}

/**
 * @param {Pen} pen @param {number} width @param {number} height
 * @param {(index: number) => import("./mapcolours.js").Colouring} colourOf @param {(index: number) => boolean} isFaint
 * @param {Set<number>} beside
 */
function drawLand(pen, width, height, colourOf, isFaint, beside) {
  const pixel = TENTHS / look.scale;
  pen.save();
  pen.translate(width / 2 - look.x * look.scale, height / 2 - look.y * look.scale);
  pen.scale(1 / pixel, 1 / pixel);
  // The coast lies under the land, so that only its outer half is seen.
  pen.strokeStyle = colours.dim;
  pen.lineWidth = 1.6 * pixel;
  drawOutline(pen, allLand, "stroke");
  pen.fillStyle = colours.land;
  drawOutline(pen, otherLand, "fill");
  for (const place of outlined) {
    const fill = colourOf(place.index).land(pen, place.index, pixel);
    const faint = isFaint(place.index);
    if (!fill || faint) {
      pen.fillStyle = colours.land;
      drawOutline(pen, place, "fill");
    }
    if (!fill) continue;
    pen.globalAlpha = faint ? 0.2 : 1;
    pen.fillStyle = fill;
    drawOutline(pen, place, "fill");
    pen.globalAlpha = 1;
  }
  pen.strokeStyle = colours.border;
  pen.lineWidth = 0.7 * pixel;
  drawOutline(pen, allLand, "stroke");
  pen.lineWidth = 1.1 * pixel;
  for (const place of outlined) {
    const edge = beside.has(place.index) ? colours.ink : colourOf(place.index).edge(place.index);
    if (!edge || isFaint(place.index)) continue;
    pen.strokeStyle = edge;
    drawOutline(pen, place, "stroke");
  }
  pen.restore();
}

/** Those a State has something with, seen on the map. @param {number} state @param {import("./arrows.js").Arrow[]} corridors @returns {Set<number>} */
function linkedTo(state, corridors) {
  const now = asAt(viewed.day);
  return new Set([
    state,
    ...(viewed.corridors ? corridors.flatMap(({ fact }) => [fact.start, fact.end]) : agreed(state)),
    ...now.neighbours(state).map(([other]) => other),
  ]);
}

/** @param {number} state @returns {number[]} States it has agreements with */
function agreed(state) {
  return [...asAt(viewed.day).agreements().values()].flatMap(({ one, other }) => (one === state ? [other] : other === state ? [one] : []));
}

/** @param {Pen} pen @param {number} state */
function drawAgreements(pen, state) {
  const from = placeOf.get(state);
  if (!from) return;
  const a = onMap(from);
  for (const [colour, width] of /** @type {[string, number][]} */ ([[colours.paper, 3], [colours.accent, 1.4]])) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    for (const other of agreed(state)) {
      const to = placeOf.get(other);
      if (!to) continue;
      const b = onMap(to);
      pen.moveTo(a.x, a.y);
      pen.lineTo(b.x, b.y);
    }
    pen.stroke();
  }
}

/**
 * @param {Pen} pen @param {(index: number) => import("./mapcolours.js").Colouring} colourOf
 * @param {(index: number) => boolean} isFaint @param {Set<number>} beside
 */
function drawDots(pen, colourOf, isFaint, beside) {
  const r = dotRadius();
  for (const place of places) {
    const { index } = place;
    const at = onMap(place);
    const colour = colourOf(index);
    pen.globalAlpha = isFaint(index) ? 0.25 : 1;
    if (isDot(place)) {
      drawDot(pen, at, r + 1, colours.paper);
      colour.dot(pen, index, at, r);
    } else {
      const fill = String(colour.land(pen, index, 1));
      if (colour.mark(index) && place.side * look.scale > 17) {
        pen.fillStyle = inkOn(fill);
        pen.font = fontOf(11, true);
        pen.textAlign = "center";
        pen.textBaseline = "middle";
        pen.fillText(colour.mark(index), at.x, at.y);
      }
    }
    if (fewLinked.has(index) && viewed.colour === "cluster") {
      drawDot(pen, at, Math.max(r, 5) + 3.5, "", colours.paper, 4);
      pen.setLineDash([3, 2]);
      drawDot(pen, at, Math.max(r, 5) + 3.5, "", colours.gap, 2);
      pen.setLineDash([]);
    }
    if (isDot(place) && beside.has(index)) drawDot(pen, at, r + 3, "", colours.ink, 1.2);
  }
  pen.globalAlpha = 1;
}

/**
 * @param {Pen} pen @param {number} width @param {number} height @param {Set<number | undefined>} ringed @param {Set<number> | null} linked
 * @param {import("./arrows.js").Arrow[]} corridors
 */
function writeNames(pen, width, height, ringed, linked, corridors) {
  const r = dotRadius();
  /** @type {import("../../shared/js/paint.js").Label[]} */
  const names = [];
  const taken = [];
  for (const place of places) {
    const at = onMap(place);
    if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) continue;
    if (isDot(place)) taken.push({ x: at.x - r, y: at.y - r, width: 2 * r, height: 2 * r });
    const always = ringed.has(place.index);
    if (!always && !(linked?.has(place.index) && linked.size <= MOST_NAMES) && look.scale < 1.1) continue;
    names.push({ text: nodes[place.index].name, x: at.x, y: at.y + r + (always ? 14 : 9), align: "center", size: always ? 14 : 11, bold: true, always });
  }
  writeLabels(pen, [...arrowLabels(corridors, chosenState()), ...names], taken, { width, height });
}

/** What is in sight, for a file. @returns {import("./views.js").Picture} */
export function mapPicture() {
  const { width, height } = mapSize();
  const head = 20;
  const below = consentsHeight() && consentsHeight() + head;
  return {
    width,
    height: height + below,
    draw(pen) {
      drawMap(pen, width, height);
      pen.save();
      pen.translate(0, height);
      pen.fillStyle = colours.paper;
      pen.fillRect(0, 0, Math.ceil(width), below);
      pen.fillStyle = colours.ink;
      pen.font = fontOf(12);
      pen.textAlign = "left";
      pen.textBaseline = "alphabetic";
      pen.fillText(consentsInWords(), 8, 14);
      pen.translate(0, head);
      drawConsents(pen, width);
      pen.restore();
    },
  };
}

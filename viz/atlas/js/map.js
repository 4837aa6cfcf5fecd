/** The map view: a dot for each State over world outlines; what the colour means is chosen above it. */
import { clusterOf, data, facts, fewLinked, keyOf, nodeAt, nodes } from "./data.js";
import { byId, counted } from "./elements.js";
import { asAt, isMember } from "./holding.js";
import { drawMarked, drawOutline, writeLabels } from "./paint.js";
import { drawDot, drawStanding } from "./signs.js";
import { inRegion, show, viewed } from "./state.js";
import { gapCounts, tablesDay } from "./tables.js";
import { clusterColour, colours } from "./theme.js";
import { hideTip, showTip } from "./tip.js";
import { standingInWords } from "./wording.js";

const BOUNDS = { left: -1010, top: -455, right: 1010, bottom: 400 };
const land = { text: data.map.land };
const borders = { text: data.map.borders };
/** @type {{index: number, x: number, y: number}[]} */
const dots = data.map.places.map((/** @type {[number, number, number]} */ [index, x, y]) => ({ index, x, y }));
const dotOf = new Map(dots.map((dot) => [dot.index, dot]));
const look = { x: 0, y: 0, scale: 0 };
/** @type {Map<number, {x: number, y: number}>} */
const fingers = new Map();
let dragged = false;
/** Whether the reader has moved the map; until then it fits its frame. */
let mapMoved = false;

function surface() {
  return /** @type {HTMLCanvasElement} */ (byId("map"));
}

export function startMap() {
  const canvas = surface();
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomMapAt(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.offsetX, event.offsetY);
  }, { passive: false });
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    dragged = false;
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) {
      const found = dotAt(event.offsetX, event.offsetY);
      if (found) showTip(event, nodes[found.index], meaning(found.index));
      else hideTip();
      canvas.style.cursor = found ? "pointer" : "grab";
      return;
    }
    const now = { x: event.offsetX, y: event.offsetY };
    if (fingers.size === 1) {
      if (Math.hypot(now.x - before.x, now.y - before.y) > 2) dragged = mapMoved = true;
      look.x -= (now.x - before.x) / look.scale;
      look.y -= (now.y - before.y) / look.scale;
    } else {
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        dragged = mapMoved = true;
        const by = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(Math.hypot(before.x - other.x, before.y - other.y), 1);
        zoomMapAt(by, (now.x + other.x) / 2, (now.y + other.y) / 2);
      }
    }
    fingers.set(event.pointerId, now);
    paintMap();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, (event) => fingers.delete(/** @type {PointerEvent} */ (event).pointerId));
  }
  canvas.addEventListener("mouseleave", hideTip);
  canvas.addEventListener("click", (event) => {
    if (dragged) return;
    const found = dotAt(event.offsetX, event.offsetY);
    if (!found) show({ select: "", with: "" });
    else if ((event.shiftKey || event.ctrlKey || event.metaKey) && viewed.select) show({ with: keyOf(nodes[found.index]) });
    else show({ select: keyOf(nodes[found.index]), with: "" });
  });
  byId("map-frame").addEventListener("keydown", (event) => {
    /** @type {Record<string, [number, number]>} */
    const ways = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
    if (ways[event.key]) {
      mapMoved = true;
      look.x += ways[event.key][0] / look.scale;
      look.y += ways[event.key][1] / look.scale;
      paintMap();
    } else if (event.key === "+" || event.key === "=") zoomMap(1.25);
    else if (event.key === "-") zoomMap(0.8);
    else if (event.key === "0") fitMap();
    else return;
    event.preventDefault();
  });
}

/** @param {number} by @param {number} x @param {number} y */
function zoomMapAt(by, x, y) {
  const { width, height } = surface().getBoundingClientRect();
  const scale = Math.min(Math.max(look.scale * by, 0.1), 30);
  const used = scale / look.scale;
  look.x += ((x - width / 2) / look.scale) * (1 - 1 / used);
  look.y += ((y - height / 2) / look.scale) * (1 - 1 / used);
  look.scale = scale;
  mapMoved = true;
  paintMap();
}

/** @param {number} by */
export function zoomMap(by) {
  const { width, height } = surface().getBoundingClientRect();
  zoomMapAt(by, width / 2, height / 2);
}

export function fitMap() {
  mapMoved = false;
  paintMap();
}

/** @param {number} x @param {number} y */
function onMap(x, y) {
  const { width, height } = surface().getBoundingClientRect();
  return { x: (x - look.x) * look.scale + width / 2, y: (y - look.y) * look.scale + height / 2 };
}

function dotRadius() {
  return Math.min(2.6 + 5 * look.scale, 4.2 + 2.4 * look.scale, 11);
}

/** @param {number} x @param {number} y */
function dotAt(x, y) {
  let best = null;
  let nearest = Math.max(dotRadius() + 2, 10);
  for (const dot of dots) {
    const at = onMap(dot.x, dot.y);
    const far = Math.hypot(at.x - x, at.y - y);
    if (far < nearest) [best, nearest] = [dot, far];
  }
  return best;
}

/** @param {number} index @returns {string} what the colour of a State's dot says */
function meaning(index) {
  if (viewed.colour === "treaty") {
    const treaty = nodeAt(viewed.treaty);
    return treaty ? standingInWords(asAt(viewed.day).spell(index, treaty.index), viewed.day) : "";
  }
  if (viewed.colour === "gaps") return `${counted(gapCounts.get(index) ?? 0, "treaty", "treaties")} most of its peers are party to and it is not, as at ${tablesDay}`;
  const number = clusterOf.get(index);
  return `${number ? `cluster ${number}` : "in no cluster"}, as at ${tablesDay}`;
}

export function paintMap() {
  const canvas = surface();
  const { width, height } = byId("map-frame").getBoundingClientRect();
  if (!width || !height) return;
  const ratio = devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  if (!mapMoved) {
    look.scale = Math.min(width / (BOUNDS.right - BOUNDS.left), height / (BOUNDS.bottom - BOUNDS.top));
    look.x = (BOUNDS.left + BOUNDS.right) / 2;
    look.y = (BOUNDS.top + BOUNDS.bottom) / 2;
  }
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawMap(pen, width, height);
}

/** @param {import("./paint.js").Pen} pen @param {number} width @param {number} height */
function drawMap(pen, width, height) {
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, Math.ceil(width), Math.ceil(height));
  if (viewed.outlines === "on") {
    pen.save();
    pen.translate(width / 2 - look.x * look.scale, height / 2 - look.y * look.scale);
    pen.scale(look.scale / 10, look.scale / 10);
    pen.fillStyle = colours.land;
    drawOutline(pen, land, "fill");
    pen.strokeStyle = colours.border;
    pen.lineWidth = 8 / look.scale;
    drawOutline(pen, borders, "stroke");
    pen.restore();
  }
  const chosen = nodeAt(viewed.select);
  const other = nodeAt(viewed.with);
  const linked = chosen?.label === "State" ? drawPartners(pen, chosen.index) : null;
  drawDots(pen, linked, [chosen?.index, other?.index]);
  const r = dotRadius();
  /** @type {import("./paint.js").Label[]} */
  const labels = [];
  const taken = [];
  for (const dot of dots) {
    const at = onMap(dot.x, dot.y);
    if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) continue;
    taken.push({ x: at.x - r, y: at.y - r, width: 2 * r, height: 2 * r });
    const always = dot.index === chosen?.index || dot.index === other?.index;
    if (!always && (linked ? !linked.has(dot.index) : look.scale < 1.1)) continue;
    labels.push({ text: nodes[dot.index].name, x: at.x, y: at.y + r + 8, align: "center", size: always ? 14 : 11, bold: always, always });
  }
  writeLabels(pen, labels, taken, { width, height });
}

/**
 * Lines to those a State has agreements with; where asked for, dashed ones for detections of victims, which are no
 * cooperation. Land neighbours stay in sight without a line.
 * @param {import("./paint.js").Pen} pen @param {number} state @returns {Set<number>} whom they reach
 */
function drawPartners(pen, state) {
  const now = asAt(viewed.day);
  const linked = new Set([state]);
  const from = dotOf.get(state);
  /** @param {number} other @param {string} colour @param {number[]} dash */
  const join = (other, colour, dash) => {
    const to = dotOf.get(other);
    if (!from || !to) return;
    linked.add(other);
    const [a, b] = [onMap(from.x, from.y), onMap(to.x, to.y)];
    pen.beginPath();
    pen.moveTo(a.x, a.y);
    pen.lineTo(b.x, b.y);
    pen.strokeStyle = colour;
    pen.lineWidth = 1.6;
    pen.setLineDash(dash);
    pen.stroke();
    pen.setLineDash([]);
  };
  if (viewed.corridors) {
    for (const fact of now.corridors(state)) join(fact.start === state ? fact.end : fact.start, colours.muted, [6, 4]);
  }
  pen.globalAlpha = 0.6;
  for (const { one, other } of now.agreements().values()) {
    if (one === state || other === state) join(one === state ? other : one, colours.accent, []);
  }
  pen.globalAlpha = 1;
  for (const [other] of now.neighbours(state)) linked.add(other);
  return linked;
}

/** @param {import("./paint.js").Pen} pen @param {Set<number> | null} linked @param {(number | undefined)[]} chosen */
function drawDots(pen, linked, chosen) {
  const now = asAt(viewed.day);
  const r = dotRadius();
  const byGaps = viewed.colour === "gaps";
  const most = Math.max(1, ...gapCounts.values());
  const treaty = viewed.colour === "treaty" ? nodeAt(viewed.treaty) : undefined;
  const chosenState = nodeAt(viewed.select);
  const beside = new Set(chosenState ? now.neighbours(chosenState.index).map(([other]) => other) : []);
  for (const { index, x, y } of dots) {
    const at = onMap(x, y);
    const member = isMember(nodes[index], viewed.day);
    const faint = (linked && !linked.has(index)) || !inRegion(index);
    pen.globalAlpha = faint ? 0.25 : 1;
    const number = clusterOf.get(index) ?? 0;
    const answer = treaty ? now.answer(index, treaty.index) : "";
    if (!member && (!answer || answer === "not party" || answer === "unknown")) drawDot(pen, at, r * 0.7, colours.none, colours.muted);
    else if (treaty && answer) drawStanding(pen, answer, at, member ? r : r * 0.7);
    else if (treaty) drawDot(pen, at, r * 0.4, colours.dim);
    else if (byGaps) {
      const count = gapCounts.get(index) ?? 0;
      drawDot(pen, at, count ? r * (0.62 + (0.75 * count) / most) : r * 0.6, count ? colours.gap : colours.none, colours.muted);
    } else if (number > 6 && r > 4.5) drawMarked(pen, String(number), at.x, at.y, r + 1, clusterColour(number), r * 1.15);
    else drawDot(pen, at, r, clusterColour(number), number ? "" : colours.muted);
    if (fewLinked.has(index) && viewed.colour === "cluster") {
      pen.setLineDash([3, 2]);
      drawDot(pen, at, r + 3.5, "", colours.gap, 2);
      pen.setLineDash([]);
    }
    if (beside.has(index)) drawDot(pen, at, r + 3, "", colours.ink, 1.2);
    if (chosen.includes(index)) drawDot(pen, at, r + 3, "", colours.ink, 3);
  }
  pen.globalAlpha = 1;
}

export const hasCorridors = (facts.DETECTED_VICTIMS ?? []).length > 0;

/** What is in sight, for a file. @returns {import("./views.js").Picture} */
export function mapPicture() {
  const { width, height } = byId("map-frame").getBoundingClientRect();
  return { width, height, draw: (pen) => drawMap(pen, width, height) };
}

/** The map view: what is pointed at, walked to and chosen on it, and how it is painted on the screen and for a file. */
import { arrowAt, arrowInWords } from "./arrows.js";
import { CONSENTS_HEIGHT, consentsInWords, consentsSpan, drawConsents } from "./consents.js";
import { paintConsents } from "./consentsline.js";
import { nodes } from "./data.js";
import { byId } from "../../shared/js/elements.js";
import { placeOf, places } from "./land.js";
import { arrowsShown, chosenState, drawMap, stateAt } from "./mapdrawn.js";
import { colourInWords } from "./mapcolours.js";
import { mapSize, onMap, panMap, scaleMap, settleMap, startGestures, unmoveMap } from "./mapframe.js";
import { filled, moved, penOn, written } from "../../shared/js/paint.js";
import { show, take } from "./state.js";
import { colours, fontOf } from "../../shared/js/theme.js";
import { hideTip, showText } from "../../shared/js/tip.js";
import { ledTo, whenKeyed } from "../../shared/js/ways.js";

/** @typedef {import("./land.js").Place} Place */

const byName = [...places].sort((one, other) => one.name.localeCompare(other.name, "en"));
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
  whenKeyed(frame, { pan: panAndPaint, walk: walkMap, take: (more) => standing && take(standing.index, more), zoom: zoomMap, fit: fitMap });
  frame.addEventListener("blur", () => {
    standing = undefined;
    paintMap();
  });
}

/** @param {PointerEvent} event */
function pointAt(event) {
  const found = stateAt(event.offsetX, event.offsetY);
  const arrow = found ? undefined : arrowAt(arrowsShown(), event.offsetX, event.offsetY);
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

/** From State to State, pages in the order of their names, so that each can be reached. @param {string} key @returns {boolean} */
function walkMap(key) {
  const next = ledTo(key, standing ?? placeOf.get(chosenState() ?? -1), byName);
  if (!next) return false;
  standing = next;
  const [at, { width, height }] = [onMap(next), mapSize()];
  if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) panMap(at.x - width / 2, at.y - height / 2);
  byId("said").textContent = `${nodes[next.index].name}: ${colourInWords(next.index)}`;
  paintMap();
  return true;
}

/** @param {number} x @param {number} y */
function panAndPaint(x, y) {
  panMap(x, y);
  paintMap();
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

export function paintMap() {
  paintConsents();
  const { width, height } = mapSize();
  if (!width || !height) return;
  settleMap();
  drawMap(penOn(surface(), width, height), { width, height }, standing);
}

/** What is in sight, for a file: the map, and consents to its treaty below it. @returns {import("./views.js").Picture} */
export function mapPicture() {
  const { width, height } = mapSize();
  const head = 20;
  const below = consentsSpan() ? CONSENTS_HEIGHT + head : 0;
  const draw = (/** @type {import("../../shared/js/paint.js").Pen} */ pen) => {
    drawMap(pen, { width, height }, standing);
    filled(pen, [0, height, Math.ceil(width), below], colours.paper);
    written(pen, consentsInWords(), { x: 8, y: height + 14 }, { font: fontOf(12), ink: colours.ink, baseline: "alphabetic" });
    moved(pen, { x: 0, y: height + head }, () => drawConsents(pen, width));
  };
  return { width, height: height + below, draw };
}

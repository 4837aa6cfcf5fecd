/** Which part of the map stands in its frame: fitted until the reader moves it by mouse, finger or keys. */
import { data } from "./data.js";
import { byId } from "../../shared/js/elements.js";

/** @typedef {import("../../shared/js/paint.js").Spot} Spot */

const [WEST, NORTH, EAST, SOUTH] = data.map.frame;
/** The place in the middle of the frame, and pixels for a unit. */
export const look = { x: 0, y: 0, scale: 0 };
let mapMoved = false;
/** @type {Map<number, Spot>} */
const fingers = new Map();
let dragged = false;

/** @returns {import("../../shared/js/paint.js").Size} */
export function mapSize() {
  const { width, height } = byId("map-frame").getBoundingClientRect();
  return { width, height };
}

/** The whole world as large as the frame lets it, unless the reader has moved it. */
export function settleMap() {
  if (mapMoved) return;
  const { width, height } = mapSize();
  Object.assign(look, { x: (WEST + EAST) / 2, y: (NORTH + SOUTH) / 2, scale: Math.min(width / (EAST - WEST), height / (SOUTH - NORTH)) });
}

export function unmoveMap() {
  mapMoved = false;
  byId("map-frame").classList.remove("moved");
}

/** The reader moves the map from now on: on a phone its frame grows, and what is at its top stays there. */
function letGo() {
  if (mapMoved) return;
  mapMoved = true;
  const { height } = mapSize();
  byId("map-frame").classList.add("moved");
  look.y += (mapSize().height - height) / 2 / look.scale;
}

/** @param {Spot} place @returns {Spot} in pixels of the frame */
export function onMap(place) {
  const { width, height } = mapSize();
  return { x: (place.x - look.x) * look.scale + width / 2, y: (place.y - look.y) * look.scale + height / 2 };
}

/** @param {number} x @param {number} y in pixels of the frame @returns {Spot} */
export function placeAt(x, y) {
  const { width, height } = mapSize();
  return { x: look.x + (x - width / 2) / look.scale, y: look.y + (y - height / 2) / look.scale };
}

/** @param {number} x @param {number} y by how many pixels */
export function panMap(x, y) {
  letGo();
  look.x += x / look.scale;
  look.y += y / look.scale;
}

/** @param {number} by @param {Spot} [at] what stays where it is, in pixels; else the middle */
export function scaleMap(by, at) {
  letGo();
  const still = at && placeAt(at.x, at.y);
  look.scale = Math.min(Math.max(look.scale * by, 0.1), 30);
  if (!at || !still) return;
  const after = placeAt(at.x, at.y);
  look.x += still.x - after.x;
  look.y += still.y - after.y;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{moved: () => void, over: (event: PointerEvent) => void, clicked: (event: MouseEvent) => void}} then
 */
export function startGestures(canvas, then) {
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    scaleMap(event.deltaY < 0 ? 1.2 : 1 / 1.2, spotOfEvent(event));
    then.moved();
  }, { passive: false });
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, spotOfEvent(event));
    dragged = false;
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return then.over(event);
    const now = spotOfEvent(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    // A hand is never quite still: a click may move the pointer by a pixel or two.
    if (!other && !dragged && distance(now, before) <= 2) return;
    dragged = true;
    if (other) scaleMap(distance(now, other) / Math.max(distance(before, other), 1), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    else panMap(before.x - now.x, before.y - now.y);
    fingers.set(event.pointerId, now);
    then.moved();
  });
  canvas.addEventListener("pointerup", (event) => fingers.delete(event.pointerId));
  canvas.addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
  canvas.addEventListener("click", (event) => {
    if (!dragged) then.clicked(event);
  });
}

/** @param {MouseEvent} event @returns {Spot} */
function spotOfEvent({ offsetX, offsetY }) {
  return { x: offsetX, y: offsetY };
}

/** @param {Spot} one @param {Spot} other */
function distance(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

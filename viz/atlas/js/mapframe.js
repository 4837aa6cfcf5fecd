/** Which part of the map stands in its frame: fitted until the reader moves it by mouse, finger or keys. */
import { data } from "./data.js";
import { byId } from "../../shared/js/elements.js";

const [WEST, NORTH, EAST, SOUTH] = data.map.frame;
/** The place in the middle of the frame, and pixels for a unit. */
export const look = { x: 0, y: 0, scale: 0 };
let mapMoved = false;
/** @type {Map<number, {x: number, y: number}>} */
const fingers = new Map();
let dragged = false;

export function mapSize() {
  const { width, height } = byId("map-frame").getBoundingClientRect();
  return { width, height };
}

/** The whole world as large as the frame lets it, unless the reader has moved it. */
export function settleMap() {
  if (mapMoved) return;
  const { width, height } = mapSize();
  look.scale = Math.min(width / (EAST - WEST), height / (SOUTH - NORTH));
  look.x = (WEST + EAST) / 2;
  look.y = (NORTH + SOUTH) / 2;
}

export function unmoveMap() {
  mapMoved = false;
}

/** @param {{x: number, y: number}} place @returns {{x: number, y: number}} in pixels of the frame */
export function onMap(place) {
  const { width, height } = mapSize();
  return { x: (place.x - look.x) * look.scale + width / 2, y: (place.y - look.y) * look.scale + height / 2 };
}

/** @param {number} x @param {number} y in pixels of the frame @returns {{x: number, y: number}} */
export function placeAt(x, y) {
  const { width, height } = mapSize();
  return { x: look.x + (x - width / 2) / look.scale, y: look.y + (y - height / 2) / look.scale };
}

/** @param {number} x @param {number} y by how many pixels */
export function panMap(x, y) {
  mapMoved = true;
  look.x += x / look.scale;
  look.y += y / look.scale;
}

/** @param {number} by @param {{x: number, y: number}} [at] what stays where it is, in pixels; else the middle */
export function scaleMap(by, at) {
  const { width, height } = mapSize();
  const still = at ?? { x: width / 2, y: height / 2 };
  const before = placeAt(still.x, still.y);
  look.scale = Math.min(Math.max(look.scale * by, 0.1), 30);
  const after = placeAt(still.x, still.y);
  look.x += before.x - after.x;
  look.y += before.y - after.y;
  mapMoved = true;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{moved: () => void, over: (event: PointerEvent) => void, clicked: (event: MouseEvent) => void}} then
 */
export function startGestures(canvas, then) {
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    scaleMap(event.deltaY < 0 ? 1.2 : 1 / 1.2, { x: event.offsetX, y: event.offsetY });
    then.moved();
  }, { passive: false });
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    dragged = false;
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return then.over(event);
    const now = { x: event.offsetX, y: event.offsetY };
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    // A hand is never quite still: a click may move the pointer by a pixel or two.
    if (!other && !dragged && Math.hypot(now.x - before.x, now.y - before.y) <= 2) return;
    dragged = true;
    if (other) {
      const by = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(Math.hypot(before.x - other.x, before.y - other.y), 1);
      scaleMap(by, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    } else panMap(before.x - now.x, before.y - now.y);
    fingers.set(event.pointerId, now);
    then.moved();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, (event) => fingers.delete(/** @type {PointerEvent} */ (event).pointerId));
  }
  canvas.addEventListener("click", (event) => {
    if (!dragged) then.clicked(event);
  });
}

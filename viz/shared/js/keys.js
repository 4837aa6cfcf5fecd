/** Entries of legends: a swatch, painted as the pictures paint, and what it stands for. */
import { element } from "./elements.js";
import { filled, penOn } from "./paint.js";
import { signShape } from "./nodesigns.js";
import { kindColour } from "./theme.js";

/** Height and usual width of a swatch, in pixels. */
export const SIZE = 16;

/** The sign of each kind of node, in words; every other kind has one in common. @type {Record<string, string>} */
export const SIGNS = { State: "State", Treaty: "treaty", RegionalBody: "body", UNEntity: "UN entity" };

/** @param {(pen: CanvasRenderingContext2D) => void} draw @param {number} [width] */
export function swatch(draw, width = SIZE) {
  const canvas = element("canvas", { class: "swatch", "aria-hidden": "true" });
  Object.assign(canvas.style, { width: `${width}px`, height: `${SIZE}px` });
  draw(penOn(canvas, width, SIZE, 2));
  return canvas;
}

/** @param {(pen: CanvasRenderingContext2D) => void} draw @param {string} text @param {number} [width] */
export function key(draw, text, width = SIZE) {
  return element("li", {}, swatch(draw, width), element("span", {}, text));
}

/** @param {string} label @param {string} text */
export function signKey(label, text) {
  return key((pen) => filled(pen, signShape(label, 8, 8, label === "State" ? 6.5 : 5.5), kindColour(label)), text);
}

/** @param {...Node} keys */
export function keyList(...keys) {
  return element("ul", { class: "keys" }, keys);
}

/** Entries of legends: a swatch, painted as the pictures paint, and what it stands for. */
import { element } from "./elements.js";
import { drawSign } from "./paint.js";
import { colours } from "./theme.js";

/** Height and usual width of a swatch, in pixels. */
export const SIZE = 16;

/** The sign of each kind of node, in words; every other kind has one in common. @type {Record<string, string>} */
export const SIGNS = { State: "State", Treaty: "treaty", RegionalBody: "body", UNEntity: "UN entity" };

/** @param {(pen: CanvasRenderingContext2D) => void} draw @param {number} [width] */
export function swatch(draw, width = SIZE) {
  const canvas = element("canvas", { width: width * 2, height: SIZE * 2, class: "swatch", "aria-hidden": "true" });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${SIZE}px`;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(2, 2);
  draw(pen);
  return canvas;
}

/** @param {(pen: CanvasRenderingContext2D) => void} draw @param {string} text @param {number} [width] */
export function key(draw, text, width = SIZE) {
  return element("li", {}, swatch(draw, width), element("span", {}, text));
}

/** @param {CanvasRenderingContext2D} pen @param {string} label */
export function drawSwatchSign(pen, label) {
  pen.fillStyle = label === "Treaty" ? colours.ink : colours.muted;
  drawSign(pen, label, 8, 8, label === "State" ? 6.5 : 5.5);
  pen.fill();
}

/** @param {...Node} keys */
export function keyList(...keys) {
  return element("ul", { class: "keys" }, keys);
}

/** Pictures for the reader as PNG and SVG, each with the legend in sight and what is said below it. */
import { byId } from "./elements.js";
import { saveBlob, saveText } from "./files.js";
import { fontOf, measured, SvgPen } from "./paint.js";
import { colours } from "./theme.js";

const [EDGE, FOOT_LINE, FOOT_FONT] = [10, 19, 11.5];

/** @typedef {import("./paint.js").Pen} Pen */
/** @typedef {{width: number, height: number, draw: (pen: Pen) => void}} Picture */
/** @typedef {{x: number, y: number, text: string, swatch?: HTMLCanvasElement}} Placed a piece of the foot */

/**
 * The legend in sight and what is said, set in lines of a width.
 * @param {number} width @param {string[]} said a paragraph each @returns {{placed: Placed[], height: number}}
 */
function footOf(width, said) {
  /** @type {Placed[]} */
  const placed = [];
  let [x, y] = [EDGE, FOOT_LINE];
  const next = () => ([x, y] = [EDGE, y + FOOT_LINE]);
  for (const part of byId("legend").children) {
    const keys = part.matches("ul") ? [...part.children] : [part];
    for (const one of keys) {
      const swatch = one.querySelector("canvas") ?? undefined;
      const text = one.textContent?.trim() ?? "";
      const room = (swatch ? swatch.width / 2 + 6 : 0) + measured(text, fontOf(FOOT_FONT)).width + 14;
      if (x > EDGE && x + room > width - EDGE) next();
      placed.push({ x, y, text, swatch });
      x += room;
    }
    next();
  }
  for (const paragraph of said) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line && measured(`${line} ${word}`, fontOf(FOOT_FONT)).width > width - 2 * EDGE) {
        placed.push({ x, y, text: line });
        next();
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    placed.push({ x, y, text: line });
    next();
  }
  return { placed, height: y - FOOT_LINE + 10 };
}

/** @param {string} name of the file, without its ending @param {Picture} picture @param {string[]} said */
export function savePictureAsSvg(name, picture, said) {
  const below = footOf(picture.width, said);
  const pen = new SvgPen(Math.round(picture.width), Math.round(picture.height + below.height));
  drawWhole(pen, picture, below);
  saveText(`${name}.svg`, pen.text(), "image/svg+xml");
}

/** @param {string} name of the file, without its ending @param {Picture} picture @param {string[]} said */
export function savePictureAsPng(name, picture, said) {
  const below = footOf(picture.width, said);
  const ratio = Math.max(2, devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * ratio);
  canvas.height = Math.round((picture.height + below.height) * ratio);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(ratio, ratio);
  drawWhole(pen, picture, below);
  canvas.toBlob((blob) => blob && saveBlob(`${name}.png`, blob), "image/png");
}

/** @param {Pen} pen @param {Picture} picture @param {{placed: Placed[], height: number}} below */
function drawWhole(pen, { width, height, draw }, below) {
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, Math.ceil(width), Math.ceil(height + below.height));
  draw(pen);
  pen.fillStyle = colours.paper;
  pen.fillRect(0, height, Math.ceil(width), Math.ceil(below.height));
  pen.font = fontOf(FOOT_FONT);
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  for (const { x, y, text, swatch } of below.placed) {
    if (swatch) pen.drawImage(swatch, x, height + y - 12, swatch.width / 2, swatch.height / 2);
    pen.fillStyle = swatch ? colours.ink : colours.muted;
    pen.fillText(text, x + (swatch ? swatch.width / 2 + 6 : 0), height + y);
  }
}

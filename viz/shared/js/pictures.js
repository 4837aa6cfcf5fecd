/** Pictures for the reader as PNG and SVG, each with the legend in sight and what is said below it. */
import { byId } from "./elements.js";
import { saveBlob, saveText } from "./files.js";
import { widthOfText, wrapped } from "./labels.js";
import { filled, penOn, written } from "./paint.js";
import { SvgPen } from "./svg.js";
import { colours, fontOf } from "./theme.js";

const [EDGE, FOOT_LINE, FONT_OF_FOOT] = [10, 19, fontOf(11.5)];

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
  let y = FOOT_LINE;
  for (const part of byId("legend").children) {
    let x = EDGE;
    for (const one of part.matches("ul") ? part.children : [part]) {
      const swatch = one.querySelector("canvas") ?? undefined;
      const text = one.textContent?.trim() ?? "";
      const room = roomFor(swatch) + widthOfText(text, FONT_OF_FOOT) + 14;
      if (x > EDGE && x + room > width - EDGE) [x, y] = [EDGE, y + FOOT_LINE];
      placed.push({ x, y, text, swatch });
      x += room;
    }
    y += FOOT_LINE;
  }
  for (const text of said.flatMap((paragraph) => wrapped(paragraph, width - 2 * EDGE, FONT_OF_FOOT))) {
    placed.push({ x: EDGE, y, text });
    y += FOOT_LINE;
  }
  return { placed, height: y - FOOT_LINE + 10 };
}

/** @param {HTMLCanvasElement} [swatch] */
function roomFor(swatch) {
  return swatch ? swatch.width / 2 + 6 : 0;
}

/** @param {string} name of the file, without its ending @param {Picture} picture @param {string[]} said */
export function savePictureAsSvg(name, picture, said) {
  const foot = footOf(picture.width, said);
  const pen = new SvgPen(Math.round(picture.width), Math.round(picture.height + foot.height));
  drawWhole(pen, picture, foot);
  saveText(`${name}.svg`, pen.text(), "image/svg+xml");
}

/** @param {string} name of the file, without its ending @param {Picture} picture @param {string[]} said */
export function savePictureAsPng(name, picture, said) {
  const foot = footOf(picture.width, said);
  const canvas = document.createElement("canvas");
  drawWhole(penOn(canvas, picture.width, picture.height + foot.height, Math.max(2, devicePixelRatio || 1)), picture, foot);
  canvas.toBlob((blob) => blob && saveBlob(`${name}.png`, blob), "image/png");
}

/** @param {Pen} pen @param {Picture} picture @param {{placed: Placed[], height: number}} foot */
function drawWhole(pen, { width, height, draw }, foot) {
  filled(pen, [0, 0, Math.ceil(width), Math.ceil(height + foot.height)], colours.paper);
  draw(pen);
  filled(pen, [0, height, Math.ceil(width), Math.ceil(foot.height)], colours.paper);
  for (const { x, y, text, swatch } of foot.placed) {
    if (swatch) pen.drawImage(swatch, x, height + y - 12, swatch.width / 2, swatch.height / 2);
    const ink = swatch ? colours.ink : colours.muted;
    written(pen, text, { x: x + roomFor(swatch), y: height + y }, { font: FONT_OF_FOOT, ink, baseline: "alphabetic" });
  }
}

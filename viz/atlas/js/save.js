/** Pictures for the reader as PNG and SVG, each saying what it shows. */
import { readDate } from "./dates.js";
import { byId } from "./elements.js";
import { saveBlob, saveText } from "./files.js";
import { fontOf, SvgPen } from "./paint.js";
import { viewed } from "./state.js";
import { elsewhen, tablesDay } from "./tables.js";
import { colours } from "./theme.js";
import { chosenView } from "./views.js";

const FOOT = 30;

/** @param {string} ending */
function fileName(ending) {
  return `pactgraph-${viewed.view}-${viewed.day}.${ending}`;
}

function citation() {
  const tables = elsewhen() ? `, ties and clusters as at ${tablesDay}` : "";
  return `pactgraph atlas, ${viewed.view}, as at ${readDate(viewed.day)}${tables}. ${byId("digest").textContent}`;
}

export function saveSvg() {
  const picture = chosenView().picture?.();
  if (!picture) return;
  const pen = new SvgPen(Math.round(picture.width), Math.round(picture.height) + FOOT);
  draw(pen, picture);
  saveText(fileName("svg"), pen.text(), "image/svg+xml");
}

export function savePng() {
  const picture = chosenView().picture?.();
  if (!picture) return;
  const ratio = Math.max(2, devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * ratio);
  canvas.height = Math.round((picture.height + FOOT) * ratio);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(ratio, ratio);
  draw(pen, picture);
  canvas.toBlob((blob) => blob && saveBlob(fileName("png"), blob), "image/png");
}

/** @param {import("./paint.js").Pen} pen @param {import("./views.js").Picture} picture */
function draw(pen, { width, height, draw: drawPicture }) {
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, Math.ceil(width), Math.ceil(height) + FOOT);
  drawPicture(pen);
  pen.fillStyle = colours.paper;
  pen.fillRect(0, height, Math.ceil(width), FOOT);
  pen.font = fontOf(11);
  pen.fillStyle = colours.muted;
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  pen.fillText(citation(), 8, height + FOOT - 11);
}

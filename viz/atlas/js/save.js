/** Pictures for the reader as PNG and SVG, each saying what it shows. */
import { byId } from "./elements.js";
import { readDate } from "./dates.js";
import { saveBlob, saveText } from "./files.js";
import { drawMatrix, matrixParts, matrixSvg } from "./matrix.js";
import { drawMap, mapSvg } from "./map.js";
import { drawNetwork } from "./network.js";
import { fontOf, SvgPen } from "./paint.js";
import { viewed } from "./state.js";
import { colours } from "./theme.js";

const FOOT = 30;

function fileName(/** @type {string} */ ending) {
  return `pactgraph-${viewed.view}-${viewed.day}.${ending}`;
}

function citation() {
  return `pactgraph atlas, ${viewed.view}, as at ${readDate(viewed.day)}. ${byId("digest").textContent}`;
}

/** @returns {SvgPen} */
function viewSvg() {
  if (viewed.view === "matrix") return matrixSvg();
  if (viewed.view === "map") return mapSvg();
  const { width, height } = byId("network").getBoundingClientRect();
  const pen = new SvgPen(Math.round(width), Math.round(height));
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, width, height);
  drawNetwork(pen, width, height);
  return pen;
}

export function saveSvg() {
  const pen = viewSvg();
  pen.height += FOOT;
  pen.fillStyle = colours.paper;
  pen.fillRect(0, pen.height - FOOT, pen.width, FOOT);
  foot(pen, pen.height);
  saveText(fileName("svg"), pen.text(), "image/svg+xml");
}

export function savePng() {
  const ratio = Math.max(2, devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  const [part] = viewed.view === "matrix" ? matrixParts(10_000) : [byId(viewed.view === "map" ? "map-frame" : "network").getBoundingClientRect()];
  canvas.width = Math.round(part.width * ratio);
  canvas.height = Math.round((part.height + FOOT) * ratio);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(ratio, ratio);
  if (viewed.view === "matrix") drawMatrix(pen, /** @type {any} */ (part));
  else if (viewed.view === "map") drawMap(pen, part.width, part.height);
  else drawNetwork(/** @type {any} */ (pen), part.width, part.height);
  pen.fillStyle = colours.paper;
  pen.fillRect(0, part.height, part.width, FOOT);
  foot(pen, part.height + FOOT);
  canvas.toBlob((blob) => blob && saveBlob(fileName("png"), blob), "image/png");
}

/** @param {import("./paint.js").Pen} pen @param {number} height */
function foot(pen, height) {
  pen.font = fontOf(11);
  pen.fillStyle = colours.muted;
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  pen.fillText(citation(), 8, height - 11);
}

/**
 * The views in the order of their tabs: how each is painted, its legend, and the picture and rows that go to a file.
 *
 * @typedef {import("../../shared/js/pictures.js").Picture} Picture
 * @typedef {import("./rows.js").Cells} Cells
 * @typedef {{name: string, paint: () => void, legend?: () => Node[], picture?: () => Picture, rows?: () => Cells[]}} View
 */
import { paintGaps } from "./gaps.js";
import { mapLegend, matrixLegend, networkLegend } from "./legend.js";
import { mapPicture, paintMap } from "./map.js";
import { paintMatrix } from "./matrix.js";
import { matrixPicture } from "./matrixdrawn.js";
import { networkPicture, paintNetwork } from "./network.js";
import { gapRows, linkRows, mapRows, matrixRows } from "./rows.js";
import { viewed } from "./state.js";

/** @type {View[]} */
export const views = [
  { name: "network", paint: paintNetwork, legend: networkLegend, picture: networkPicture, rows: linkRows },
  { name: "matrix", paint: paintMatrix, legend: matrixLegend, picture: matrixPicture, rows: matrixRows },
  { name: "map", paint: paintMap, legend: mapLegend, picture: mapPicture, rows: mapRows },
  { name: "gaps", paint: paintGaps, rows: gapRows },
  { name: "about", paint: () => {} },
];

/** @returns {View} */
export function chosenView() {
  return views.find((view) => view.name === viewed.view) ?? views[0];
}

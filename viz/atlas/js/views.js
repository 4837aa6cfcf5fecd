/**
 * The views in the order of their tabs: how each is painted, its legend, and the picture that goes to a file.
 *
 * @typedef {import("../../shared/js/pictures.js").Picture} Picture
 * @typedef {{name: string, paint: () => void, legend?: () => Node[], picture?: () => Picture}} View
 */
import { paintGaps } from "./gaps.js";
import { mapLegend, matrixLegend, networkLegend } from "./legend.js";
import { mapPicture, paintMap } from "./map.js";
import { matrixPicture, paintMatrix } from "./matrix.js";
import { networkPicture, paintNetwork } from "./network.js";
import { viewed } from "./state.js";

/** @type {View[]} */
export const views = [
  { name: "network", paint: paintNetwork, legend: networkLegend, picture: networkPicture },
  { name: "matrix", paint: paintMatrix, legend: matrixLegend, picture: matrixPicture },
  { name: "map", paint: paintMap, legend: mapLegend, picture: mapPicture },
  { name: "gaps", paint: paintGaps },
  { name: "about", paint: () => {} },
];

/** @returns {View} */
export function chosenView() {
  return views.find((view) => view.name === viewed.view) ?? views[0];
}

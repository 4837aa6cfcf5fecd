/** The land of the map: a place for each State, its outline where it has one, and all other land. In picture units. */
import { data, nodes } from "./data.js";

/**
 * `side`: of a square as large as its outline; 0 where it has none.
 * @typedef {{index: number, name: string, x: number, y: number, side: number, text: string, path?: Path2D}} Place
 */

/** Outlines are in tenths of a unit. */
export const TENTHS = 10;
const outlineOf = new Map(data.map.outlines.map((/** @type {[number, number, string]} */ [index, side, text]) => [index, { side, text }]));
/** @type {Place[]} */
export const places = data.map.places.map((/** @type {[number, number, number]} */ [index, x, y]) => ({ index, name: nodes[index].name, x, y, side: 0, text: "", ...outlineOf.get(index) }));
export const placeOf = new Map(places.map((place) => [place.index, place]));
export const outlined = places.filter((place) => place.text);
/** Land that is no State's here. @type {{text: string, path?: Path2D}} */
export const otherLand = { text: data.map.other };
/** All land, whosesoever. @type {{text: string, path?: Path2D}} */
export const allLand = { text: otherLand.text + outlined.map((place) => place.text).join("") };

const tester = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** @param {{x: number, y: number}} at @returns {Place | undefined} the State whose outline is there */
export function landAt(at) {
  return outlined.find((place) => tester.isPointInPath((place.path ??= new Path2D(place.text)), at.x * TENTHS, at.y * TENTHS));
}

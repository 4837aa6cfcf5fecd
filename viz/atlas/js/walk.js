/** From State to State by keys: to the nearest one that way, or to the next by name, so that each can be reached. */
import { nodes } from "./data.js";
import { places } from "./land.js";

/** @typedef {import("./land.js").Place} Place */

/** @type {Record<string, [number, number]>} */
export const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** @type {Record<string, number>} */
const TURNS = { PageUp: -1, PageDown: 1 };
const byName = [...places].sort((one, other) => nodes[one.index].name.localeCompare(nodes[other.index].name, "en"));

/** @param {string} key @param {Place | undefined} from @returns {Place | undefined} where the key leads; nothing for other keys */
export function walked(key, from) {
  if (TURNS[key]) return byName[((from ? byName.indexOf(from) : TURNS[key] > 0 ? -1 : 0) + TURNS[key] + byName.length) % byName.length];
  if (!WAYS[key]) return undefined;
  return from ? nearest(from, WAYS[key]) : byName[0];
}

/** Aside counts more than ahead. @param {Place} from @param {[number, number]} way @returns {Place} itself where none lies that way */
function nearest(from, [right, down]) {
  let best = from;
  let least = Infinity;
  for (const place of places) {
    const [x, y] = [place.x - from.x, place.y - from.y];
    const [ahead, aside] = right ? [x * right, Math.abs(y)] : [y * down, Math.abs(x)];
    if (ahead > 0 && aside <= 2 * ahead && ahead + 2 * aside < least) [best, least] = [place, ahead + 2 * aside];
  }
  return best;
}

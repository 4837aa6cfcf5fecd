/** From State to State by keys, in the order of their names, so that each can be reached. */
import { ledTo } from "../../shared/js/ways.js";
import { nodes } from "./data.js";
import { places } from "./land.js";

/** @typedef {import("./land.js").Place} Place */

const byName = [...places].sort((one, other) => nodes[one.index].name.localeCompare(nodes[other.index].name, "en"));

/** @param {string} key @param {Place | undefined} from @returns {Place | undefined} where the key leads; nothing for other keys */
export function walked(key, from) {
  return ledTo(key, from, byName);
}

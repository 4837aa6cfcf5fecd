/** The colour of a node: of a State that of its cluster. */
import { clusterOf } from "./data.js";
import { clusterColour, kindColour } from "../../shared/js/theme.js";

/** @param {import("./data.js").GraphNode} node @returns {string} */
export function colourOfNode({ label, index }) {
  return label === "State" ? clusterColour(clusterOf.get(index) ?? 0) : kindColour(label);
}

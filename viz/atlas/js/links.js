/** Links that change what is viewed; they work as addresses too. */
import { keyOf, nodes } from "./data.js";
import { element } from "../../shared/js/elements.js";
import { address, show } from "./state.js";

/**
 * A link that selects a node (with another).
 * @param {number} index @param {number} [other] @param {string} [text]
 */
export function nodeLink(index, other = -1, text) {
  const change = { select: keyOf(nodes[index]), with: other >= 0 ? keyOf(nodes[other]) : "" };
  return element("a", { href: address(change), "data-select": change.select, "data-with": change.with }, text ?? nodes[index].name);
}

/** @param {string} text @param {Partial<import("./state.js").Viewed>} change */
export function viewLink(text, change) {
  return element("a", { href: address(change), onclick: (/** @type {Event} */ event) => { event.preventDefault(); show(change); } }, text);
}

/** @param {import("./data.js").GraphNode} node */
export function short(node) {
  return node.known.acronym ?? (node.name.length > 22 ? node.id : node.name);
}

/** Links that change what is viewed; they work as addresses too. */
import { keyOf, nodes } from "./data.js";
import { byId, element } from "../../shared/js/elements.js";
import { address, show } from "./state.js";

/**
 * A link that selects a node (with another).
 * @param {number} index @param {number} [other] @param {string} [text]
 */
export function nodeLink(index, other = -1, text) {
  const change = { select: keyOf(nodes[index]), with: other >= 0 ? keyOf(nodes[other]) : "" };
  return element("a", { href: address(change), "data-select": change.select, "data-with": change.with }, text ?? nodes[index].name);
}

/** @param {string} text @param {Partial<import("./state.js").Viewed>} change @param {string} [at] the element that is then brought into sight */
export function viewLink(text, change, at) {
  const follow = (/** @type {Event} */ event) => {
    event.preventDefault();
    show(change);
    if (at) byId(at).scrollIntoView();
  };
  return element("a", { href: address(change), onclick: follow }, text);
}

/** @param {import("./data.js").GraphNode} node */
export function short(node) {
  return node.known.acronym ?? (node.name.length > 22 ? node.id : node.name);
}

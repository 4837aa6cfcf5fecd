/** What the small label beside the pointer says of a node. */
import { showText } from "../../shared/js/tip.js";
import { atBoundary, clusterOf } from "./data.js";
import { counted } from "../../shared/js/elements.js";
import { asAt, isMember } from "./holding.js";
import { viewed } from "./state.js";

/** @param {MouseEvent} event @param {import("./data.js").GraphNode} node */
export function showTip(event, node) {
  showText(event, node.name, summary(node));
}

/** @param {import("./data.js").GraphNode} node @returns {string} */
export function summary(node) {
  const now = asAt(viewed.day);
  if (node.label === "State") {
    if (!isMember(node, viewed.day)) return "not a UN Member State on this day";
    const cluster = clusterOf.get(node.index);
    return `party to ${counted(now.towards(node.index, "party").length, "treaty", "treaties")}${cluster ? `; cluster ${cluster}${atBoundary(node.index) ? ", a boundary State" : ""}` : ""}`;
  }
  if (node.label === "Treaty") return `${counted(now.standings(node.index).party?.length ?? 0, "UN Member State")} party`;
  const inside = now.memberships(node.index).filter((fact) => fact.end === node.index).length;
  return inside ? counted(inside, "member") : "";
}

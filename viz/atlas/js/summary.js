/** What the small label beside the pointer says of a node. */
import { atBoundary, clusterOf } from "./data.js";
import { counted } from "../../shared/js/elements.js";
import { isMember, today } from "./holding.js";

/** @param {import("./data.js").GraphNode} node @returns {string} */
export function summary(node) {
  const { index, label } = node;
  if (label === "Treaty") return `${counted(today().standings(index).party?.length ?? 0, "UN Member State")} party`;
  if (label !== "State") {
    const members = today().about("MEMBER_OF", index).filter(({ end }) => end === index);
    return members.length ? counted(members.length, "member") : "";
  }
  if (!isMember(node)) return "not a UN Member State on this day";
  const parties = today().spellsOf(index).filter(({ extra }) => extra.answer === "party");
  const cluster = clusterOf.get(index);
  const placed = cluster ? `; cluster ${cluster}${atBoundary(index) ? ", a boundary State" : ""}` : "";
  return `party to ${counted(parties.length, "treaty", "treaties")}${placed}`;
}

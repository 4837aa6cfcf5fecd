/** A small label beside the pointer: the name under it, and a line about it. */
import { atBoundary, clusterOf } from "./data.js";
import { byId, counted, fill } from "./elements.js";
import { asAt, isMember } from "./holding.js";
import { viewed } from "./state.js";

/** @param {MouseEvent} event @param {import("./data.js").GraphNode} node @param {string} [more] */
export function showTip(event, node, more) {
  showText(event, node.name, more ?? summary(node));
}

/** @param {{clientX: number, clientY: number}} event @param {string} title @param {string} text */
export function showText(event, title, text) {
  const tip = byId("tip");
  const strong = document.createElement("strong");
  strong.textContent = title;
  fill(tip, strong, text ? ` ${text}` : "");
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.min(event.clientX + 14, innerWidth - width - 8)}px`;
  tip.style.top = `${event.clientY + 18 + height > innerHeight ? event.clientY - height - 10 : event.clientY + 18}px`;
}

export function hideTip() {
  byId("tip").hidden = true;
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

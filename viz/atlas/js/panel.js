/**
 * The panel beside the views: what stands out when nothing is selected; else everything recorded of the selection, each
 * fact with its date, source, place and dispute, and what the tables of the page's day answer about it.
 *
 * @typedef {import("./data.js").GraphNode} GraphNode
 */
import { keyOf, nodeAt } from "./data.js";
import { byId, button, element, fill } from "../../shared/js/elements.js";
import { short } from "./links.js";
import { nodeDetails } from "./onenode.js";
import { stateDetails } from "./onestate.js";
import { standsOut } from "./overview.js";
import { show, viewed } from "./state.js";
import { between, cellDetails, compared } from "./two.js";

export function paintPanel() {
  const [chosen, other] = [nodeAt(viewed.select), nodeAt(viewed.with)];
  byId("panel-jump").hidden = !chosen;
  if (!chosen) {
    fill(byId("panel-content"), standsOut());
    return;
  }
  byId("panel-jump").textContent = `Details: ${chosen.name}${other ? ` and ${other.name}` : ""}`;
  const buttons = element(
    "p",
    { class: "actions" },
    !other && chosen.label === "State" && button(viewed.pick ? "Stop comparing" : "Compare", () => pick(chosen), { "aria-pressed": String(Boolean(viewed.pick)) }),
    other && button(`Only ${short(chosen)}`, () => show({ with: "" })),
    button("Clear selection", () => show({ select: "", with: "" })),
  );
  fill(byId("panel-content"), buttons, details(chosen, other));
}

/** @param {GraphNode} chosen @param {GraphNode | undefined} other */
function details(chosen, other) {
  if (!other) return chosen.label === "State" ? stateDetails(chosen) : nodeDetails(chosen);
  const kinds = `${chosen.label} ${other.label}`;
  if (kinds === "State State") return compared(chosen, other);
  if (kinds === "State Treaty") return cellDetails(chosen, other);
  return kinds === "Treaty State" ? cellDetails(other, chosen) : between(chosen, other);
}

/** Lets the second State be picked in the network, or no longer. @param {GraphNode} chosen */
function pick(chosen) {
  show({ select: keyOf(chosen), view: "network", pick: viewed.pick ? "" : "on" });
  byId("network").scrollIntoView({ block: "nearest" });
  byId("network").focus({ preventScroll: true });
}

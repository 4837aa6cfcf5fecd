/** What stands out: a few lines on opening, each a link to the view that shows it. */
import { bodies, clusters, data, facts, keyOf, members, nodeAt, nodes, treaties } from "./data.js";
import { readDate } from "./dates.js";
import { counted, element } from "./elements.js";
import { corridorGaps } from "./basis.js";
import { nodeLink } from "./gaps.js";
import { asAt } from "./model.js";
import { gapCounts } from "./map.js";
import { address, show, viewed } from "./state.js";

/** @param {string} text @param {Partial<import("./state.js").Viewed>} change */
export function viewLink(text, change) {
  return element("a", { href: address(change), onclick: (/** @type {Event} */ event) => { event.preventDefault(); show(change); } }, text);
}

/** @returns {HTMLElement} */
export function standsOut() {
  const now = asAt(viewed.day);
  const few = now.few();
  const counts = [...gapCounts()].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const lead = nodeAt("Treaty:TIP_PROTOCOL") ?? treaties[0];
  const standing = lead ? now.counts(lead.index) : null;
  const borders = now.borderGaps().filter((gap) => gap.about === lead?.index && gap.answer === "gap");
  const corridors = facts.DETECTED_VICTIMS ? corridorGaps(viewed.day) : [];
  const agreements = [...now.agreements().values()].reduce((sum, pair) => sum + pair.count, 0);
  return element(
    "div",
    { class: "overview" },
    element("h2", {}, "What stands out"),
    element("p", { class: "lead" }, `As at ${readDate(viewed.day)}, ${counted(members.length, "UN Member State")}, ${counted(treaties.length, "treaty", "treaties")}, ${counted(bodies.length, "body", "bodies")} and ${counted(agreements, "bilateral agreement")} are recorded.`),
    viewed.region !== "" && element("p", { class: "hint" }, `These lines are about all regions; pictures and tables show ${viewed.region}.`),
    few.links.length > 0 &&
      part(
        few.links.length,
        element("span", {}, viewLink(`${few.links.length === 1 ? "State has" : "States have"} few recorded links`, { view: "gaps", kind: "few" }), `: fewer than half the median of ${few.median}.`),
        few.links.slice(0, 12).map((links) => element("span", {}, nodeLink(links.state), ` ${links.recorded}`)),
      ),
    lead &&
      standing &&
      part(
        standing.unknown ? standing.unknown : members.length - standing.party,
        element(
          "span",
          {},
          standing.unknown ? "States whose standing is unknown on this day: the " : "UN Member States are not party to the ",
          nodeLink(lead.index),
          ". ",
          viewLink("See them on the map", { view: "map", colour: "treaty", treaty: keyOf(lead) }),
          ".",
        ),
        [],
      ),
    borders.length > 0 &&
      part(
        borders.length,
        element("span", {}, viewLink("borders have a party on one side only", { view: "gaps", kind: "border", treaty: lead ? keyOf(lead) : "" }), `, for the ${lead?.name}.`),
        [],
      ),
    total > 0 &&
      part(
        total,
        element("span", {}, viewLink("ratifications are missing where most peers have them", { view: "gaps", kind: "instrument", treaty: "" }), ", most of all in"),
        counts.slice(0, 8).map(([state, count]) => element("span", {}, nodeLink(state), ` ${count}`)),
      ),
    corridors.length > 0 &&
      part(corridors.length, element("span", {}, viewLink("corridors of detected victims have no recorded legal basis", { view: "gaps", kind: "corridor" }), "."), []),
    clusters.length > 0 &&
      part(
        clusters.length,
        element("span", {}, "clusters of States tied by shared treaties and bodies. ", viewLink("How they are found", { view: "about" }), "."),
        [],
      ),
    element("p", { class: "hint" }, "Select a State, treaty, body or cell to see its links with sources. Hold Shift and select a second one to compare."),
  );
}

/** @param {number} figure @param {Node} words @param {Node[]} names */
function part(figure, words, names) {
  return element("section", { class: "out" }, element("p", {}, element("b", { class: "figure" }, figure.toLocaleString("en")), " ", words), names.length > 0 && element("p", { class: "names" }, names));
}

export const asOfPage = data.asOf;
export const allNodes = nodes;

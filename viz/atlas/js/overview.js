/**
 * What stands out: a few lines on opening, made in Python as at the page's day, each a link to the view that shows it.
 *
 * @typedef {{text: string, node?: number, view?: Partial<import("./state.js").Viewed>}} Words
 * @typedef {{figure: number, kind: "gap" | "unknown" | "plain", words: Words[], names: {node: number, figure: number}[]}} Line
 */
import { data } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { element } from "../../shared/js/elements.js";
import { nodeLink, viewLink } from "./links.js";
import { whoIsLeftOut } from "./question.js";
import { viewed } from "./state.js";
import { elsewhen, tablesDay } from "./tables.js";

/** @returns {HTMLElement} */
export function standsOut() {
  return element(
    "div",
    { class: "overview" },
    element("h2", {}, "What stands out"),
    whoIsLeftOut(),
    element("p", { class: "lead" }, data.lead),
    elsewhen() && element("p", { class: "hint" }, `These lines are as at ${tablesDay} and say nothing of ${readDate(viewed.day)}.`),
    viewed.region !== "" && element("p", { class: "hint" }, `These lines are about all regions; pictures and tables show ${viewed.region}.`),
    data.out.map((/** @type {Line} */ line) =>
      element(
        "section",
        { class: "out" },
        element("p", {}, element("b", { class: `figure ${line.kind}` }, line.figure.toLocaleString("en")), " ", line.words.map(inWords)),
        line.names.length > 0 && element("p", { class: "names" }, line.names.map(({ node, figure }) => element("span", {}, nodeLink(node), ` ${figure.toLocaleString("en")}`))),
      ),
    ),
    element("p", { class: "hint" }, "Select a State, treaty, body or cell to see its links with sources. Hold Shift and select a second one to compare."),
  );
}

/** @param {Words} words */
function inWords({ text, node, view }) {
  if (node !== undefined) return nodeLink(node, -1, text);
  return view ? viewLink(text, view) : text;
}

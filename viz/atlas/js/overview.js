/**
 * What stands out: a few lines on opening, most of them made in Python as at the page's day, each a link to the view that
 * shows it.
 *
 * @typedef {import("./data.js").GraphNode} GraphNode
 * @typedef {import("../../shared/js/elements.js").Child} Child
 * @typedef {{text: string, node?: number, view?: Partial<import("./state.js").Viewed>, at?: string}} Words
 * @typedef {{figure: number, kind: "gap" | "unknown" | "plain", words: Words[], names: {node: number, figure: number}[]}} Line
 */
import { data, keyOf } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { counted, element, remark } from "../../shared/js/elements.js";
import { today } from "./holding.js";
import { nodeLink, viewLink } from "./links.js";
import { askedTreaty, leftOut } from "./question.js";
import { viewed } from "./state.js";
import { elsewhen, tablesDay } from "./tables.js";

/** More than these are better seen on the map. */
const MOST_LISTED = 24;

/** @returns {HTMLElement} */
export function standsOut() {
  const treaty = askedTreaty();
  return element(
    "div",
    { class: "overview" },
    element("h2", {}, "What stands out"),
    treaty && whoIsLeftOut(treaty),
    element("p", { class: "lead" }, data.lead),
    elsewhen() && remark(`These lines are as at ${tablesDay} and say nothing of ${readDate(viewed.day)}.`),
    viewed.region && remark(`These lines are about all regions; pictures and tables show ${viewed.region}.`),
    data.out.map((/** @type {Line} */ { figure, kind, words, names }) =>
      figureLine(figure, kind, words.map(inWords), names.map((one) => element("span", {}, nodeLink(one.node), ` ${one.figure.toLocaleString("en")}`))),
    ),
    remark("Select a State, treaty, body or cell to see its links with sources. Hold Shift and select a second one to compare."),
  );
}

/** @param {Words} words */
function inWords({ text, node, view, at }) {
  if (node !== undefined) return nodeLink(node, -1, text);
  return view ? viewLink(text, view, at) : text;
}

/** @param {number} figure @param {string} kind @param {Child} words @param {Node[]} names */
function figureLine(figure, kind, words, names) {
  const said = element("p", {}, element("b", { class: `figure ${kind}` }, figure.toLocaleString("en")), " ", words);
  return element("section", { class: "out" }, said, names.length > 0 && element("p", { class: "names" }, names));
}

/** The answer of the sentence above the views, by name. @param {GraphNode} treaty */
function whoIsLeftOut(treaty) {
  const { absent, unsettled, signed } = leftOut(treaty);
  /** @param {GraphNode} state */
  const answer = (state) => today().answer(state.index, treaty.index);
  /** @param {GraphNode} state */
  const name = (state) => element("span", {}, nodeLink(state.index, treaty.index), answer(state) === "not party" ? "" : ` (${answer(state)})`);
  const among = signed ? ` (${counted(signed, "signatory", "signatories")} among them)` : "";
  /** @param {GraphNode[]} some @param {string} kind @param {string} words @param {string} [more] */
  const line = (some, kind, words, more = "") => {
    const map = viewLink("See them on the map", { view: "map", colour: "treaty", treaty: keyOf(treaty) });
    return some.length > 0 && figureLine(some.length, kind, [words, nodeLink(treaty.index), `${more}. `, map, "."], some.length <= MOST_LISTED ? some.map(name) : []);
  };
  const where = viewed.region && ` of ${viewed.region}`;
  const are = absent.length === 1 ? `Member State${where} is` : `Member States${where} are`;
  return [line(absent, "gap", `${are} not party to the `, among), line(unsettled, "unknown", `unknown or disputed${where && `${where}:`} whether party to the `)];
}

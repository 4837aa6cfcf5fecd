/** The first question, answered above every view: who is left out of a treaty, and where one's own State stands. */
import { data, keyOf, nodeAt, states, treaties } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { byId, counted, element, fill } from "../../shared/js/elements.js";
import { asAt } from "./holding.js";
import { nodeLink, viewLink } from "./links.js";
import { inRegion, show, viewed } from "./state.js";
import { standingInWords } from "../../shared/js/wording.js";

/** @typedef {import("./data.js").GraphNode} GraphNode */

/** The treaty asked about: the one selected, else the one picked, else the one the page leads with. @returns {GraphNode} */
export function askedTreaty() {
  const selected = [nodeAt(viewed.select), nodeAt(viewed.with)].find((node) => node?.label === "Treaty");
  return selected ?? nodeAt(viewed.treaty) ?? nodeAt(`Treaty:${data.rule.lead}`) ?? treaties[0];
}

/**
 * Member States in the region: those asked where they stand, those that are not party, those of which it is not settled.
 * @param {GraphNode} treaty @returns {{members: GraphNode[], asked: GraphNode[], absent: GraphNode[], unsettled: GraphNode[]}}
 */
function leftOut(treaty) {
  const now = asAt(viewed.day);
  const members = now.members.filter(({ index }) => inRegion(index)).sort((a, b) => a.name.localeCompare(b.name, "en"));
  /** @param {string[]} answers */
  const those = (answers) => members.filter(({ index }) => answers.includes(now.answer(index, treaty.index)));
  return { members, asked: members.filter(({ index }) => now.answer(index, treaty.index)), absent: those(data.rule.absent), unsettled: those(data.rule.unsettled) };
}

export function startQuestion() {
  fill(
    byId("my-state"),
    element("option", { value: "" }, "choose a State"),
    [...states].sort((a, b) => a.name.localeCompare(b.name, "en")).map((state) => element("option", { value: keyOf(state) }, state.name)),
  );
  byId("my-state").addEventListener("change", () => show({ select: /** @type {HTMLSelectElement} */ (byId("my-state")).value, with: "" }));
  byId("asked-treaty").addEventListener("change", () => show({ treaty: /** @type {HTMLSelectElement} */ (byId("asked-treaty")).value }));
}

export function paintQuestion() {
  const treaty = askedTreaty();
  byId("question").hidden = !treaty;
  if (!treaty) return;
  const state = nodeAt(viewed.select)?.label === "State" ? nodeAt(viewed.select) : undefined;
  /** @type {HTMLSelectElement} */ (byId("my-state")).value = state ? keyOf(state) : "";
  /** @type {HTMLSelectElement} */ (byId("asked-treaty")).value = keyOf(treaty);
  fill(
    byId("answered"),
    sentence(treaty),
    state && [" ", element("span", { class: "mine" }, `${state.name}: ${mine(state, treaty)}.`)],
  );
}

/** Where a State stands; the day it is known on where that is not the sentence's own. @param {GraphNode} state @param {GraphNode} treaty */
function mine(state, treaty) {
  const now = asAt(viewed.day);
  const spell = now.spell(state.index, treaty.index);
  return standingInWords(spell, spell?.known_until === now.knownUntil(treaty.index, leftOut(treaty).members) ? 0 : viewed.day);
}

/** Who is left out, with the denominator and the day it is known on. @param {GraphNode} treaty @returns {(Node | string)[]} */
function sentence(treaty) {
  const now = asAt(viewed.day);
  const { members, asked, absent, unsettled } = leftOut(treaty);
  if (!asked.length) return [`${treaty.name}: nobody is asked on ${readDate(viewed.day)}: not yet adopted, or of another region.`];
  const outOf = `${asked.length === members.length ? "" : `${asked.length.toLocaleString("en")} asked of `}${members.length.toLocaleString("en")} UN Member States${viewed.region ? ` of ${viewed.region}` : ""}`;
  const known = now.knownUntil(treaty.index, members);
  return [
    element("b", { class: absent.length ? "gap" : "" }, absent.length.toLocaleString("en")),
    ` of ${outOf} ${absent.length === 1 ? "is" : "are"} not party to the ${treaty.name}`,
    unsettled.length ? `; of ${unsettled.length.toLocaleString("en")} it is unknown or disputed` : "",
    `; ${known ? `known on ${readDate(known)}` : `as at ${readDate(viewed.day)}`}.`,
  ];
}

/** The same by name, for the panel. @returns {Node | null} */
export function whoIsLeftOut() {
  const treaty = askedTreaty();
  if (!treaty) return null;
  const { absent, unsettled } = leftOut(treaty);
  const now = asAt(viewed.day);
  const signed = absent.filter((state) => now.answer(state.index, treaty.index) === "signatory").length;
  /** @param {GraphNode} state */
  const name = (state) => {
    const answer = now.answer(state.index, treaty.index);
    return element("span", {}, nodeLink(state.index, treaty.index, state.name), answer === "not party" ? "" : ` (${answer})`);
  };
  /** @param {number} figure @param {string} kind @param {(Node | string)[]} words @param {GraphNode[]} named */
  const line = (figure, kind, words, named) =>
    figure > 0 && element("section", { class: "out" }, element("p", {}, element("b", { class: `figure ${kind}` }, figure.toLocaleString("en")), " ", words), named.length > 0 && element("p", { class: "names" }, named.map(name)));
  const map = viewLink("See them on the map", { view: "map", colour: "treaty", treaty: keyOf(treaty) });
  /** @param {GraphNode[]} all */
  const few = (all) => (all.length <= MOST_LISTED ? all : []);
  return element(
    "div",
    {},
    line(absent.length, "gap", [`${absent.length === 1 ? "Member State is" : "Member States are"} not party to the `, nodeLink(treaty.index), signed ? ` (${counted(signed, "signatory", "signatories")} among them). ` : ". ", map, "."], few(absent)),
    line(unsettled.length, "unknown", ["unknown or disputed whether party to the ", nodeLink(treaty.index), ". ", map, "."], few(unsettled)),
  );
}

/** More than these are better seen on the map. */
const MOST_LISTED = 24;

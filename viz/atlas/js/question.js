/**
 * The first question, answered above every view: who is left out of a treaty, and where one's own State stands.
 *
 * @typedef {import("./data.js").GraphNode} GraphNode
 */
import { data, inOrderOfName, keyOf, nodeAt, states, treaties } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { byId, element, fill, option, spanOf } from "../../shared/js/elements.js";
import { isMember, today } from "./holding.js";
import { chosenNodes, inRegion, show, viewed } from "./state.js";
import { standingInWords } from "../../shared/js/wording.js";

const [myState, ofTreaty] = ["my-state", "asked-treaty"].map((id) => /** @type {HTMLSelectElement} */ (byId(id)));

/** The treaty asked about: the one selected, else the one picked, else the one the page leads with. @returns {GraphNode} */
export function askedTreaty() {
  const selected = chosenNodes().find(({ label }) => label === "Treaty");
  return selected ?? nodeAt(viewed.treaty) ?? nodeAt(`Treaty:${data.rule.lead}`) ?? treaties[0];
}

/** Member States in the region: those asked where they stand, those that are not party, those of which it is not settled. @param {GraphNode} treaty */
export function leftOut(treaty) {
  const members = today().members.filter(({ index }) => inRegion(index)).sort(inOrderOfName);
  /** @param {string[]} answers */
  const those = (answers) => members.filter(({ index }) => answers.includes(today().answer(index, treaty.index)));
  const [absent, unsettled] = [data.rule.absent, data.rule.unsettled].map(those);
  return { members, asked: members.length - those([""]).length, absent, unsettled, signed: those(["signatory"]).length, disputed: those(["disputed"]).length };
}

export function startQuestion() {
  const ofToday = states.filter((state) => isMember(state, data.day) || state.known.status === "observer").sort(inOrderOfName);
  fill(myState, option("", "choose a State"), ofToday.map((state) => option(keyOf(state), state.name)));
  byId("gaps-treaty-choice").append(...[...ofTreaty.children].map((topic) => topic.cloneNode(true)));
  myState.addEventListener("change", () => show({ select: myState.value, with: "" }));
  ofTreaty.addEventListener("change", () => show({ treaty: ofTreaty.value, colour: viewed.view === "map" ? "treaty" : viewed.colour }));
}

export function paintQuestion() {
  const treaty = askedTreaty();
  byId("question").hidden = !treaty;
  if (!treaty) return;
  const [state] = [nodeAt(viewed.select)].filter((node) => node?.label === "State");
  myState.value = "";
  if (state) myState.value = keyOf(state);
  ofTreaty.value = keyOf(treaty);
  fill(byId("answered"), sentence(treaty), state && [" ", spanOf("mine", `${state.name}: ${mine(state, treaty)}.`)]);
}

/** Where a State stands; the day it is known on where that is not the sentence's own. @param {GraphNode} state @param {GraphNode} treaty */
function mine(state, treaty) {
  const spell = today().spell(state.index, treaty.index);
  return standingInWords(spell, spell?.known_until === today().knownUntil(treaty.index, leftOut(treaty).members) ? 0 : viewed.day);
}

/** Who is left out, with the denominator and the day it is known on. @param {GraphNode} treaty @returns {(Node | string)[]} */
function sentence(treaty) {
  const { members, asked, absent, unsettled, signed, disputed } = leftOut(treaty);
  if (!asked) return [`${treaty.name}: nobody is asked on ${readDate(viewed.day)}: not yet adopted, or of another region.`];
  const some = asked === members.length ? "" : `${asked.toLocaleString("en")} asked of `;
  const outOf = `${some}${members.length.toLocaleString("en")} UN Member States${viewed.region && ` of ${viewed.region}`}`;
  const known = today().knownUntil(treaty.index, members);
  const day = `; ${known ? `known on ${readDate(known)}` : `as at ${readDate(viewed.day)}`}.`;
  const [figure, open] = [absent, unsettled].map((some) => some.length.toLocaleString("en"));
  // Where nobody is known to be outside, nought would be read as an answer.
  if (!absent.length && unsettled.length) {
    const party = (asked - unsettled.length).toLocaleString("en");
    return [element("b", {}, open), ` of ${outOf}: ${disputed ? "unknown or disputed" : "unknown"} whether party to the ${treaty.name}; ${party} are, none known not to be${day}`];
  }
  return [
    element("b", { class: absent.length ? "gap" : "" }, figure),
    ` of ${outOf} ${absent.length === 1 ? "is" : "are"} not party to the ${treaty.name}`,
    signed ? ` (${signed.toLocaleString("en")} signed)` : "",
    unsettled.length ? `; of ${open} it is unknown or disputed` : "",
    day,
  ];
}

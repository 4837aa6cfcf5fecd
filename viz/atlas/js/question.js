/**
 * The first question, answered above every view: who is left out of a treaty, and where one's own State stands.
 *
 * @typedef {import("./data.js").GraphNode} GraphNode
 */
import { data, inOrderOfName, keyOf, nodeAt, states, treaties } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { byId, element, fill, option, spanOf } from "../../shared/js/elements.js";
import { today } from "./holding.js";
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
  return { members, asked: members.length - those([""]).length, absent: those(data.rule.absent), unsettled: those(data.rule.unsettled) };
}

export function startQuestion() {
  fill(myState, option("", "choose a State"), [...states].sort(inOrderOfName).map((state) => option(keyOf(state), state.name)));
  byId("gaps-treaty-choice").append(...[...ofTreaty.children].map((topic) => topic.cloneNode(true)));
  myState.addEventListener("change", () => show({ select: myState.value, with: "" }));
  ofTreaty.addEventListener("change", () => show({ treaty: ofTreaty.value }));
}

export function paintQuestion() {
  const treaty = askedTreaty();
  byId("question").hidden = !treaty;
  if (!treaty) return;
  const [state] = [nodeAt(viewed.select)].filter((node) => node?.label === "State");
  myState.value = state ? keyOf(state) : "";
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
  const { members, asked, absent, unsettled } = leftOut(treaty);
  if (!asked) return [`${treaty.name}: nobody is asked on ${readDate(viewed.day)}: not yet adopted, or of another region.`];
  const some = asked === members.length ? "" : `${asked.toLocaleString("en")} asked of `;
  const outOf = `${some}${members.length.toLocaleString("en")} UN Member States${viewed.region && ` of ${viewed.region}`}`;
  const known = today().knownUntil(treaty.index, members);
  return [
    element("b", { class: absent.length ? "gap" : "" }, absent.length.toLocaleString("en")),
    ` of ${outOf} ${absent.length === 1 ? "is" : "are"} not party to the ${treaty.name}`,
    unsettled.length ? `; of ${unsettled.length.toLocaleString("en")} it is unknown or disputed` : "",
    `; ${known ? `known on ${readDate(known)}` : `as at ${readDate(viewed.day)}`}.`,
  ];
}

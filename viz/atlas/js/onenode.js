/**
 * Everything recorded of a treaty, a body or whatever else is no State.
 *
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").GraphNode} GraphNode
 * @typedef {import("../../shared/js/elements.js").Child} Child
 */
import { inOrderOfName, keyOf, nodes, topicName } from "./data.js";
import { dateNumber, readDate } from "../../shared/js/dates.js";
import { button, element, grouped } from "../../shared/js/elements.js";
import { isMember, today } from "./holding.js";
import { nodeLink } from "./links.js";
import { group, heading, latestFirst, list, listed, orderChoice, remaining, spellItem, stated, table } from "./lists.js";
import { ANSWERS } from "../../shared/js/signs.js";
import { show, viewed } from "./state.js";
import { knownUntilInWords, plain } from "../../shared/js/wording.js";

/** @param {GraphNode} node */
export function nodeDetails(node) {
  return [heading(node), table(nodeFacts(node)), node.label === "Treaty" && standingsOf(node), remaining(node, ["STANDING"]), stated(node)];
}

/** @param {GraphNode} node @returns {[string, Child][]} */
function nodeFacts({ known, name }) {
  return Object.entries(known)
    .filter(([property, value]) => !["name", "core"].includes(property) && !(property === "title" && value === name))
    .map(([property, value]) => [plain(property), property === "topic" ? topicName(value) : valueInWords(value)]);
}

/** @param {unknown} value */
function valueInWords(value) {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (/^https?:/.test(String(value))) return element("a", { href: String(value), target: "_blank", rel: "noreferrer" }, String(value));
  return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? readDate(dateNumber(String(value))) : plain(String(value));
}

/** Who stands where towards a treaty. @param {GraphNode} treaty */
function standingsOf(treaty) {
  const now = today();
  const spells = now.holding("STANDING").filter(({ end }) => end === treaty.index);
  /** @param {Fact} spell */
  const ofMember = ({ start }) => isMember(nodes[start]);
  const members = spells.filter(ofMember).sort((a, b) => inOrderOfName(nodes[a.start], nodes[b.start]));
  const byAnswer = grouped(latestFirst(members), ({ extra }) => extra.answer);
  const answers = ANSWERS.map((answer) => ({ answer, some: byAnswer.get(answer) ?? [] })).filter(({ some }) => some.length);
  const others = spells.filter((spell) => spell.extra.answer === "party" && !ofMember(spell));
  /** @param {Fact[]} some */
  const items = (some) => some.map((spell) => spellItem(spell, nodeLink(spell.start, treaty.index)));
  const counts = answers.map(({ answer, some }) => `${some.length} ${answer}`).join(", ");
  return [
    element(
      "p",
      { class: "lead" },
      counts
        ? `${counts}: ${now.asked(treaty.index)} of ${readDate(viewed.day)}${knownUntilInWords(now.knownUntil(treaty.index))}.`
        : `Not asked on ${readDate(viewed.day)}: the treaty was not yet adopted.`,
    ),
    element(
      "p",
      { class: "actions" },
      button("Show on the map", () => show({ view: "map", colour: "treaty", treaty: keyOf(treaty) })),
      button("Show its gaps", () => show({ view: "gaps", about: keyOf(treaty) })),
    ),
    orderChoice(),
    answers.map(({ answer, some }) => group(answer === "party" ? "Parties that are UN Member States" : plain(answer), some.length, list(items(some)))),
    listed("Other parties", items(others)),
  ];
}

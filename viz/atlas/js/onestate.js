/**
 * Everything recorded of a State.
 *
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").GraphNode} GraphNode
 * @typedef {import("../../shared/js/elements.js").Child} Child
 */
import { atBoundary, clusterOf, clusters, confidenceOf, factsAbout, inOrderOfName, keyOf, nodes, otherEnd, strongest, topicName } from "./data.js";
import { dateNumber, readDate } from "../../shared/js/dates.js";
import { button, counted, element, grouped, remark } from "../../shared/js/elements.js";
import { isMember, mayHold, ofOne, today } from "./holding.js";
import { nodeLink, viewLink } from "./links.js";
import { choiceOf, entry, group, heading, item, latestFirst, list, listed, orderChoice, remaining, rowItem, spellItem, stated, table } from "./lists.js";
import { ANSWERS } from "../../shared/js/signs.js";
import { show, viewed } from "./state.js";
import { bases, rowsOn, tablesDay } from "./tables.js";
import { answerInWords, plain, yearsOf } from "../../shared/js/wording.js";

/** @param {GraphNode} state */
export function stateDetails(state) {
  const now = today();
  const { index } = state;
  const spells = now.spellsOf(index);
  const bodies = latestFirst(now.about("MEMBER_OF", index).filter(({ start }) => start === index));
  const neighbours = now.neighbours(index);
  return [
    heading(state),
    table(stateFacts(state)),
    compareChoice(state),
    orderChoice(),
    coreOf(spells.filter(({ end }) => nodes[end].known.core)),
    answersOn(index, ["gap"]),
    ANSWERS.map((answer) => byTopic(answer, spells)),
    group("Bodies", bodies.length, list(bodies.map(bodyItem))),
    listed("Bodies, unknown on this day", factsAbout[index].filter((fact) => fact.type === "MEMBER_OF" && fact.start === index && mayHold(fact, viewed.day)).map(bodyItem)),
    agreementsOf(index),
    group("Land neighbours", neighbours.length, list(neighbours.map(([other, fact]) => entry(fact, nodeLink(other, index), "")))),
    corridorsOf(index),
    basesOf(index),
    tiesOf(index),
    answersOn(index, ["unknown", "not listed"]),
    remaining(state, ["STANDING", "MEMBER_OF", "CONCLUDED", "BORDERS", "DETECTED_VICTIMS"]),
    stated(state),
  ];
}

/** @param {Fact} fact */
function bodyItem(fact) {
  return entry(fact, nodeLink(fact.end));
}

/** @param {GraphNode} state @returns {[string, Child][]} */
function stateFacts(state) {
  const { index, known } = state;
  const member = `Member State${known.un_member_since ? ` since ${readDate(dateNumber(known.un_member_since))}` : ""}`;
  const cluster = clusters.find(({ number }) => number === clusterOf.get(index));
  const sure = confidenceOf.get(index);
  const said = sure === undefined ? "" : `, sure ${sure.toFixed(2)}${atBoundary(index) ? ": a boundary State" : ""}`;
  return [
    ["Official name", known.official_name],
    ["United Nations", isMember(state) ? member : "no Member State on this day"],
    ["Region", [known.subregion, known.region].filter(Boolean).join(", ")],
    ["UN group", known.un_group],
    ["Cluster", cluster && [viewLink(`${cluster.number} · ${cluster.name}`, { view: "about" }, "clusters"), `${said} (as at ${tablesDay})`]],
  ];
}

/** @param {GraphNode} state */
function compareChoice(state) {
  const others = today().members.filter((node) => node !== state).sort(inOrderOfName);
  /** @type {[string, string][]} */
  const options = [["", "choose a State"], ...others.map((node) => /** @type {[string, string]} */ ([keyOf(node), node.name]))];
  return isMember(state) && choiceOf("compare", "Compare with ", options, "", (key) => key && show({ with: key }));
}

/** Where it stands towards the instruments made against trafficking, gap or not. @param {Fact[]} spells */
function coreOf(spells) {
  const now = today();
  /** @param {Fact} spell */
  const parties = ({ end }) => (now.standings(end).party ?? []).length;
  const items = [...spells]
    .sort((a, b) => parties(b) - parties(a))
    .map((spell) => {
      const { answer } = spell.extra;
      const since = spell.since && answer === "party" ? ` since ${readDate(spell.since)}` : "";
      return entry(spell, nodeLink(spell.end, spell.start), `· ${answerInWords(answer)}${since}`, `${parties(spell)} of ${now.asked(spell.end)} party`);
    });
  return listed("Instruments against trafficking", items, "", true);
}

/** What the tables answer about a State, kind by kind; the first kind is open. @param {number} state @param {string[]} answers */
function answersOn(state, answers) {
  return rowsOn(state).flatMap(({ table, rows }, at) =>
    answers.map((answer) => {
      const items = rows.filter((row) => row.answer === answer).map((row) => rowItem(table, row, state));
      if (answer === "gap") return listed(table.title, items, `As at ${tablesDay}.`, at === 0);
      return listed(`${table.title}: ${answer}`, items, `As at ${tablesDay}. ${table.note}`.trim());
    }),
  );
}

/** The treaties to which it gives an answer. @param {string} answer @param {Fact[]} spells */
function byTopic(answer, spells) {
  const some = latestFirst(spells.filter(({ extra }) => extra.answer === answer));
  /** @param {Fact[]} found */
  const listOf = (found) => list(found.map((spell) => spellItem(spell, nodeLink(spell.end, spell.start))));
  const topics = grouped(some, ({ end }) => topicName(nodes[end].known.topic));
  const content = viewed.order === "date" ? listOf(some) : [...topics].map(([topic, found]) => [element("h4", {}, topic), listOf(found)]);
  return some.length > 0 && group(answer === "party" ? "Party to" : plain(answerInWords(answer)), some.length, content);
}

/** @param {number} index */
function agreementsOf(index) {
  const partners = ofOne(today().agreements().values(), index).sort(
    (a, b) => (viewed.order === "date" ? b.last - a.last : 0) || b.count - a.count || inOrderOfName(a.partner, b.partner),
  );
  const total = partners.reduce((sum, pair) => sum + pair.count, 0);
  const items = partners.map((pair) => {
    return item(nodeLink(pair.partner.index, index), `${counted(pair.count, "agreement")}${pair.first ? `, ${yearsOf(pair)}` : ""}`);
  });
  return group("Bilateral agreements", total, [remark("Only those recorded: few may also mean that little was gathered."), list(items)]);
}

/** @param {number} index */
function corridorsOf(index) {
  const items = today().corridors(index).map((fact) => {
    const way = fact.start === index ? "its citizens detected there" : "their citizens detected here";
    return entry(fact, element("span", {}, nodeLink(otherEnd(fact, index), index), ` · ${way}`), "");
  });
  return listed("Corridor partners", items, "States of which one detected victims with the citizenship of the other. That is no cooperation.");
}

/** What provides each act with each neighbour and corridor partner. @param {number} index */
function basesOf(index) {
  const items = ofOne(bases, index)
    .map(({ partner, by }) => ({ partner, all: by.length, open: by.filter((one) => one.open) }))
    .sort((a, b) => b.open.length - a.open.length || inOrderOfName(a.partner, b.partner))
    .map(({ partner, all, open }) => {
      const acts = open.map(({ act, text }) => `${nodes[act].name}: ${text}`).join(", ");
      const choose = button("articles", () => show({ with: keyOf(partner) }));
      return item(nodeLink(partner.index, index), [`${all - open.length} of ${all} acts provided${acts && `; ${acts}`}`, " ", choose]);
    });
  const what = "treaties both are party to whose text has articles on the act, and agreements on it. Choose a partner for the articles.";
  const hint = `As at ${tablesDay}: ${what} Unknown: nothing is recorded, and whether there is something no source tells.`;
  return listed("Legal basis with neighbours and corridor partners", items, hint);
}

/** @param {number} index */
function tiesOf(index) {
  const items = ofOne(strongest, index).map(({ partner, z, shared }) => {
    return item(nodeLink(partner.index, index), `shares ${counted(shared, "treaty or body", "treaties and bodies")}; z ${z}`);
  });
  return listed("Strongest ties", items, `Ranked as at ${tablesDay} by how far what two States share exceeds what chance gives; a ranking, no test.`);
}

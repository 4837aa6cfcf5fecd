/**
 * Two nodes: everything between them; of two States also what one has and the other lacks.
 *
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").GraphNode} GraphNode
 * @typedef {import("../../shared/js/elements.js").Child} Child
 */
import { clusterOf, factsAbout, nodeAt, nodes } from "./data.js";
import { NO_END, readDate } from "../../shared/js/dates.js";
import { counted, element, grouped, remark, titledRow } from "../../shared/js/elements.js";
import { mayHold, ofOne, today } from "./holding.js";
import { nodeLink, short } from "./links.js";
import { entry, group, headingOfTwo, item, list, listed, rowItem, spellItem } from "./lists.js";
import { viewed } from "./state.js";
import { bases, isGap, rowsOn, tablesDay } from "./tables.js";
import { knownInWords, standingInWords, typeInWords, yearsOf } from "../../shared/js/wording.js";

/** How many agreements the first sentence names. */
const MOST_CITED = 3;

/** @param {GraphNode} one @param {GraphNode} other */
export function between(one, other) {
  const found = factsAbout[one.index].filter(({ start, end }) => start === other.index || end === other.index);
  const items = found.map((fact) => entry(fact, typeInWords(fact.type, fact.start === one.index)));
  return [headingOfTwo(one, other), items.length ? list(items) : remark("No fact between the two is recorded.")];
}

/** @param {GraphNode} state @param {GraphNode} treaty */
export function cellDetails(state, treaty) {
  const spell = today().spell(state.index, treaty.index);
  const facts = factsAbout[state.index].filter(({ end }) => end === treaty.index);
  const spells = facts.filter(({ type }) => type === "STANDING").map((one) => {
    const until = one.holds_until === NO_END ? "on" : `until ${readDate(one.holds_until)}`;
    return entry(one, one.extra.answer, `from ${readDate(one.holds_from)} ${until}`);
  });
  const others = facts.filter(({ type }) => type !== "STANDING").map((fact) => entry(fact, typeInWords(fact.type, true)));
  const expected = rowsOn(state.index)
    .filter(({ table }) => table.name === "instrument" && isGap(state.index, treaty.index))
    .flatMap(({ table, rows }) => rows.filter(({ about }) => about === treaty.index).map((row) => rowItem(table, row, state.index)));
  /** @param {string} title @param {Node[]} items */
  const part = (title, items) => items.length > 0 && [element("h3", {}, title), list(items)];
  const answer = String(spell?.extra.answer ?? "").replaceAll(" ", "-");
  return [
    headingOfTwo(state, treaty),
    element("p", { class: `standing ${answer}` }, `As at ${readDate(viewed.day)}: ${standingInWords(spell, viewed.day)}`),
    part(`What its peers do, as at ${tablesDay}`, expected),
    part("Day by day", spells),
    part("Also recorded", others),
  ];
}

/** Two States: what their cooperation rests on, then what one has and the other lacks. @param {GraphNode} one @param {GraphNode} other */
export function compared(one, other) {
  const now = today();
  const pair = [one, other];
  const border = now.neighbours(one.index).find(([next]) => next === other.index);
  const agreements = now.agreementsBetween(one.index, other.index);
  const corridors = now.corridors(one.index).filter(({ start, end }) => start === other.index || end === other.index);
  const treaties = [...now.treaties].sort((a, b) => Number(b.known.core ?? false) - Number(a.known.core ?? false));
  const byParties = grouped(treaties, (treaty) => pair.filter(({ index }) => now.answer(index, treaty.index) === "party").length);
  const [neither, only, both] = [0, 1, 2].map((parties) => byParties.get(parties) ?? []);
  const takingPart = pair.map(({ index }) => new Map(now.about("MEMBER_OF", index).filter(({ start }) => start === index).map((fact) => [fact.end, fact])));
  const bodies = [...new Set(takingPart.flatMap((facts) => [...facts.keys()]))];
  const shared = bodies.filter((body) => takingPart.every((facts) => facts.has(body)));
  /** @typedef {[Child, ...(string | number)[]]} Compared what it is about, of the one, of the other */
  /** @param {GraphNode} treaty @returns {Compared} */
  const towards = (treaty) => {
    const spells = pair.map(({ index }) => now.spell(index, treaty.index));
    return [nodeLink(treaty.index), ...spells.map((spell) => (spell ? `${spell.extra.answer}${knownInWords(spell, viewed.day)}` : "not asked"))];
  };
  /** @param {number} body @returns {Compared} */
  const within = (body) => [nodeLink(body), ...pair.map(({ index }, at) => takingPart[at].get(body)?.extra.status ?? absence(index, body))];
  /** @param {Compared} compared */
  const sideBySide = ([title, x, y]) => item(title, `${short(one)}: ${x}; ${short(other)}: ${y}`);
  /** @type {Compared[]} */
  const differing = [
    ...only.map(towards),
    ...bodies.filter((body) => !shared.includes(body)).map(within),
    [`Cluster, as at ${tablesDay}`, ...pair.map(({ index }) => clusterOf.get(index) ?? "–")],
  ];
  const ofBoth = both.flatMap((treaty) => spellsOfTwo(one, other, treaty));
  const partiesToBoth = ofBoth.map((spell) => spellItem(spell, element("span", {}, nodeLink(spell.end, spell.start), ` · ${short(nodes[spell.start])}`)));
  return [
    headingOfTwo(one, other),
    legalBases(one, other, both),
    remark(`As at ${readDate(viewed.day)}. ${counted(shared.length, "body", "bodies")} in common.${border ? " They share a land border." : ""}`),
    element(
      "table",
      { class: "compare" },
      element("caption", {}, `Side by side, as at ${readDate(viewed.day)}: what one has and the other lacks`),
      element("thead", {}, element("tr", {}, element("td"), pair.map((state) => element("th", { scope: "col" }, short(state))))),
      element("tbody", {}, differing.map(([title, ...cells]) => titledRow(title, cells))),
    ),
    basisBetween(one.index, other.index),
    answersOnBoth(one.index, other.index),
    group(
      "Recorded agreements between them",
      agreements.count,
      [
        remark("Whether there are others is not known."),
        agreements.count > agreements.facts.length && remark("This page keeps only the dates of its many agreements; ask the graph for their titles."),
        list(agreements.facts.map((fact) => entry(fact, nodeLink(fact.end)))),
      ],
      agreements.count > 0,
    ),
    group("Both party to", both.length, list(partiesToBoth)),
    group("Bodies of both", shared.length, list(shared.map(within).map(sideBySide))),
    group("Neither recorded as party", neither.length, list(neither.map(towards).map(sideBySide))),
    border && listed("Border", [entry(border[1], "Land border", "")]),
    listed("Corridors", corridors.map((fact) => entry(fact, `Citizens of ${nodes[fact.start].name} detected in ${nodes[fact.end].name}`, ""))),
  ];
}

/** Why a State is not seen to take part in a body on the day. @param {number} state @param {number} body */
function absence(state, body) {
  const open = factsAbout[state].some((fact) => fact.type === "MEMBER_OF" && fact.end === body && mayHold(fact, viewed.day));
  return open ? "unknown on this day" : "not recorded";
}

/** The table of two States: by what each act is provided between them. @param {number} one @param {number} other */
function basisBetween(one, other) {
  const found = ofOne(bases, one).find(({ partner }) => partner.index === other);
  if (!found) return remark("Legal bases are worked out for neighbours and corridor partners; for others ask `pactgraph basis`.");
  return element(
    "table",
    { class: "bases" },
    element("caption", {}, `What provides each act of cooperation between them, as at ${tablesDay}`),
    element("tbody", {}, found.by.map(({ act, text }) => titledRow(nodes[act].name, [text]))),
  );
}

/** What the tables answer about the two together. @param {number} one @param {number} other */
function answersOnBoth(one, other) {
  const items = rowsOn(one).flatMap(({ table, rows }) =>
    rows
      .filter((row) => table.pairs && (row.subject === other || row.other === other))
      .map((row) => item(`${table.title}: ${row.answer}, as at ${tablesDay}`, row.cells.join("; "))),
  );
  return items.length > 0 && list(items);
}

/**
 * The sentence on what two States can rest cooperation on, each with its year and source: agreements between them, those
 * that name trafficking first, then the instruments against trafficking that both are party to, then how many others.
 * @param {GraphNode} one @param {GraphNode} other @param {GraphNode[]} both treaties both are party to, those against trafficking first
 */
function legalBases(one, other, both) {
  const { facts, count, first, last } = today().agreementsBetween(one.index, other.index);
  /** @param {Fact} fact */
  const naming = ({ end }) => Number(nodes[end].known.mentions_trafficking ?? false);
  const named = [...new Map(facts.map((fact) => [fact.end, fact])).values()].sort((a, b) => naming(b) - naming(a) || b.since - a.since).slice(0, MOST_CITED);
  const core = both.filter((treaty) => treaty.known.core);
  /** @type {any[]} */
  const agreed = named.map((fact) => [nodeLink(fact.end), ...yearsAndSources([fact])]);
  /** @type {any[]} */
  const party = core.map((treaty) => ["the ", nodeLink(treaty.index), ...yearsAndSources(spellsOfTwo(one, other, treaty))]);
  const [more, others] = [count - named.length, both.length - core.length];
  if (more) agreed.push(named.length ? counted(more, "other agreement") : `${counted(more, "agreement")} (${yearsOf({ first, last })})`);
  if (others) party.push(core.length ? counted(others, "other treaty", "other treaties") : counted(others, "treaty", "treaties"));
  if (party.length) party[0] = ["both party to ", party[0]].flat();
  const said = [agreed, party].filter((part) => part.length).flatMap((part, at) => [at ? "; " : "", ...joined(part)]);
  const none = "no agreement between them and no treaty of both is recorded";
  return element("p", { class: "lead" }, `${one.name} and ${other.name}: `, said.length ? said : none, ".");
}

/** Where both stand towards a treaty. @param {GraphNode} one @param {GraphNode} other @param {GraphNode} treaty */
function spellsOfTwo(one, other, treaty) {
  return [one, other].flatMap(({ index }) => today().spell(index, treaty.index) ?? []);
}

/** @param {Fact[]} some @returns {Child[]} the years since which they hold, and who states them, in brackets */
function yearsAndSources(some) {
  const years = some.map(({ since }) => (since ? String(Math.floor(since / 10000)) : "year not stated"));
  const sources = [...new Set(some.flatMap((fact) => fact.sources))];
  return [` (${years.join(", ")}`, ...sources.flatMap((id, at) => [at ? ", " : "; ", nodeLink(nodeAt(`Source:${id}`)?.index ?? 0, -1, id)]), ")"];
}

/** @param {any[]} items @returns {any[]} with commas between them, and before the last "and" */
function joined(items) {
  return items.flatMap((item, at) => [at === 0 ? "" : at === items.length - 1 ? " and " : ", ", item].flat());
}

/**
 * What is shown as rows for a spreadsheet: ids beside names, ISO days, who states it and where, until when it is known.
 *
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").Tie} Tie
 * @typedef {import("./tables.js").Row} Row
 * @typedef {(string | number)[]} Cells
 */
import { atBoundary, clusterOf, confidenceOf, data, factsAbout, nodes, strongest } from "./data.js";
import { isoDate } from "../../shared/js/dates.js";
import { chosenTable, filtered } from "./gaps.js";
import { factsChosen, holds, today } from "./holding.js";
import { colouringTreaty } from "./mapcolours.js";
import { statesShown, treatiesShown } from "./matrixdrawn.js";
import { chosenNodes, inRegion, viewed } from "./state.js";
import { gapCounts, isGap } from "./tables.js";

/** A column: its title, and what it has of one thing. @template T @typedef {[title: string, value: (one: T) => string | number]} Told */

/** @template T @param {T[]} all @param {Told<T>[]} columns @returns {Cells[]} */
function rowsWith(all, columns) {
  return [columns.map(([title]) => title), ...all.map((one) => columns.map(([, value]) => value(one)))];
}

/** @template T @param {string} title @param {(one: T) => number} index of a node @returns {Told<T>[]} */
function named(title, index) {
  return [[`${title} id`, (one) => nodes[index(one)].id], [title, (one) => nodes[index(one)].name]];
}

/** @param {Fact[]} facts @returns {string[]} who states them, and where, parted by | */
function sourcesAndLocators(facts) {
  const pairs = facts.flatMap((fact) => fact.sources.map((source, at) => [source, fact.locators[at] ?? ""]));
  const told = [...new Map(pairs.map((pair) => [pair.join("|"), pair])).values()];
  return [0, 1].map((part) => told.map((pair) => pair[part]).join("|"));
}

/** @template T @param {(one: T) => Fact[]} facts @returns {Told<T>[]} */
function provenance(facts) {
  return ["Sources", "Locators"].map((title, part) => [title, (one) => sourcesAndLocators(facts(one))[part]]);
}

/** @type {Told<unknown>} */
const AS_AT = ["As at", () => isoDate(viewed.day)];
/** Of what was worked out for the page. @type {Told<unknown>} */
const AS_AT_PAGE = ["As at", () => isoDate(data.day)];
/** @type {Told<Fact>[]} */
const STATED = [["Known until", (fact) => isoDate(fact.known_until)], ...provenance((/** @type {Fact} */ fact) => [fact])];
/** @type {Told<Fact>[]} */
const STANDS = [
  ...named("State", (/** @type {Fact} */ spell) => spell.start),
  ...named("Treaty", (/** @type {Fact} */ spell) => spell.end),
  ["Answer", ({ extra }) => extra.answer],
  ["Since", ({ since }) => isoDate(since)],
];
/** @type {Told<number>[]} */
const STATE = named("State", (index) => index);

/** The table of gaps in sight, all its rows; what a row rests on are the facts that link those it names. @returns {Cells[]} */
export function gapRows() {
  const table = chosenTable();
  const ends = /** @type {const} */ (["subject", "about", "other"]).filter((part) => table.rows.some((row) => row[part] >= 0));
  /** @param {Row} row */
  const facts = (row) => {
    const about = [row.subject, row.about, row.other];
    const all = factsAbout[row.subject].concat(factsAbout[row.other] ?? []);
    return all.filter((fact) => fact.start !== fact.end && about.includes(fact.start) && about.includes(fact.end) && holds(fact, data.day));
  };
  return rowsWith(filtered(table), [
    ["Kind", () => table.name],
    ...ends.map((part) => /** @type {Told<Row>} */ ([`${part} id`, (row) => nodes[row[part]]?.id ?? ""])),
    ...table.columns.map(({ title }, at) => /** @type {Told<Row>} */ ([title, (row) => row.cells[at]])),
    AS_AT_PAGE,
    ...provenance(facts),
  ]);
}

/** Every State and treaty of the matrix. @returns {Cells[]} */
export function matrixRows() {
  const spells = statesShown().flatMap((state) => treatiesShown().flatMap((treaty) => today().spell(state.index, treaty.index) ?? []));
  return rowsWith(spells, [
    ...STANDS,
    ["In force", ({ extra }) => extra.in_force ?? ""],
    ["Among peers", ({ start, end }) => (viewed.day === data.day && isGap(start, end) ? "gap" : "")],
    AS_AT,
    ...STATED,
  ]);
}

/** What the map's colours say of each Member State in the region. @returns {Cells[]} */
export function mapRows() {
  const members = today().members.map(({ index }) => index).filter(inRegion);
  const treaty = colouringTreaty();
  if (treaty) return rowsWith(members.flatMap((index) => today().spell(index, treaty.index) ?? []), [...STANDS, AS_AT, ...STATED]);
  if (viewed.colour === "gaps") {
    return rowsWith(members, [...STATE, ["Treaties most of its peers are party to and it is not", (index) => gapCounts.get(index) ?? 0], AS_AT_PAGE]);
  }
  return rowsWith(members, [
    ...STATE,
    ["Cluster", (index) => clusterOf.get(index) ?? ""],
    ["Confidence", (index) => confidenceOf.get(index) ?? ""],
    ["At a boundary", (index) => (atBoundary(index) ? "yes" : "")],
    AS_AT_PAGE,
  ]);
}

/** All facts on the day about what is selected; without a selection the strongest ties. @returns {Cells[]} */
export function linkRows() {
  if (!chosenNodes().length) {
    return rowsWith(strongest, [
      ...named("State", (/** @type {Tie} */ tie) => tie.one),
      ...named("Other State", (/** @type {Tie} */ tie) => tie.other),
      ["z", ({ z }) => z],
      ["Shared treaties and bodies", ({ shared }) => shared],
      AS_AT_PAGE,
    ]);
  }
  return rowsWith(factsChosen(), [
    ["Type", ({ type }) => type],
    ...named("From", (/** @type {Fact} */ fact) => fact.start),
    ...named("To", (/** @type {Fact} */ fact) => fact.end),
    ["What", ({ extra }) => Object.entries(extra).map((told) => told.join(" ")).join("; ")],
    ["Since", ({ since }) => isoDate(since)],
    ["Until", ({ until }) => isoDate(until)],
    AS_AT,
    ["Dispute", ({ dispute }) => dispute ?? ""],
    ...STATED,
  ]);
}

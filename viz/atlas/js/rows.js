/**
 * What is shown as rows for a spreadsheet: ids beside names, ISO days, who states it and where, until when it is known.
 *
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {(string | number)[]} Cells
 */
import { atBoundary, clusterOf, confidenceOf, data, factsAbout, keyOf, nodeAt, nodes } from "./data.js";
import { isoDate } from "../../shared/js/dates.js";
import { chosenTable, filtered } from "./gaps.js";
import { asAt, holds } from "./holding.js";
import { colouringTreaty } from "./mapcolours.js";
import { statesShown, treatiesShown } from "./matrixdrawn.js";
import { inRegion, viewed } from "./state.js";
import { gapCounts, isGap } from "./tables.js";

const PROVENANCE = ["Known until", "Sources", "Locators"];

/** @param {Fact[]} facts @returns {Cells} until when all of them are known, who states them, and where */
function provenance(facts) {
  const known = facts.map((fact) => fact.known_until).filter(Boolean);
  const pairs = facts.flatMap((fact) => fact.sources.map((source, at) => [source, fact.locators[at] ?? ""]));
  const told = [...new Map(pairs.map((pair) => [pair.join("|"), pair])).values()];
  return [known.length ? isoDate(Math.min(...known)) : "", told.map(([source]) => source).join("|"), told.map(([, locator]) => locator).join("|")];
}

/** @param {number} index @returns {Cells} */
function named(index) {
  return nodes[index] ? [nodes[index].id, nodes[index].name] : ["", ""];
}

/** The table of gaps in sight, all its rows; what a row rests on are the facts that link those it names. @returns {Cells[]} */
export function gapRows() {
  const table = chosenTable();
  const ends = /** @type {const} */ (["subject", "about", "other"]).filter((part) => table.rows.some((row) => row[part] >= 0));
  const head = ["Kind", ...ends.map((part) => `${part} id`), ...table.columns.map((column) => column.title), "As at", "Sources", "Locators"];
  return [
    head,
    ...filtered(table).map((row) => {
      const about = [row.subject, row.about, row.other];
      const facts = factsAbout[row.subject].concat(row.other >= 0 ? factsAbout[row.other] : []).filter((fact) => fact.start !== fact.end && about.includes(fact.start) && about.includes(fact.end) && holds(fact, data.day));
      const [, sources, locators] = provenance(facts);
      return [table.name, ...ends.map((part) => nodes[row[part]]?.id ?? ""), ...row.cells, isoDate(data.day), sources, locators];
    }),
  ];
}

/** Every State and treaty of the matrix. @returns {Cells[]} */
export function matrixRows() {
  const now = asAt(viewed.day);
  const cells = statesShown().flatMap((state) =>
    treatiesShown().flatMap((treaty) => {
      const spell = now.spell(state.index, treaty.index);
      if (!spell) return [];
      const gap = viewed.day === data.day && isGap(state.index, treaty.index) ? "gap" : "";
      return [[...named(state.index), ...named(treaty.index), spell.extra.answer, isoDate(spell.since), spell.extra.in_force ?? "", gap, isoDate(viewed.day), ...provenance([spell])]];
    }),
  );
  return [["State id", "State", "Treaty id", "Treaty", "Answer", "Since", "In force", "Among peers", "As at", ...PROVENANCE], ...cells];
}

/** What the map's colours say of each Member State in the region. @returns {Cells[]} */
export function mapRows() {
  const now = asAt(viewed.day);
  const members = now.members.filter(({ index }) => inRegion(index));
  const treaty = colouringTreaty();
  if (treaty) {
    return [
      ["State id", "State", "Treaty id", "Treaty", "Answer", "Since", "As at", ...PROVENANCE],
      ...members.flatMap(({ index }) => {
        const spell = now.spell(index, treaty.index);
        return spell ? [[...named(index), ...named(treaty.index), spell.extra.answer, isoDate(spell.since), isoDate(viewed.day), ...provenance([spell])]] : [];
      }),
    ];
  }
  if (viewed.colour === "gaps") {
    return [["State id", "State", "Treaties most of its peers are party to and it is not", "As at"], ...members.map(({ index }) => [...named(index), gapCounts.get(index) ?? 0, isoDate(data.day)])];
  }
  return [
    ["State id", "State", "Cluster", "Confidence", "At a boundary", "As at"],
    ...members.map(({ index }) => [...named(index), clusterOf.get(index) ?? "", confidenceOf.get(index) ?? "", atBoundary(index) ? "yes" : "", isoDate(data.day)]),
  ];
}

/** All facts on the day about what is selected; without a selection the strongest ties. @returns {Cells[]} */
export function linkRows() {
  const chosen = [viewed.select, viewed.with].flatMap((key) => nodeAt(key) ?? []);
  if (!chosen.length) {
    return [
      ["State id", "State", "Other State id", "Other State", "z", "Shared treaties and bodies", "As at"],
      ...data.ties.map((/** @type {{one: number, other: number, z: number, shared: number}} */ tie) => [...named(tie.one), ...named(tie.other), tie.z, tie.shared, isoDate(data.day)]),
    ];
  }
  const facts = [...new Set(chosen.flatMap(({ index }) => factsAbout[index]))].filter((fact) => holds(fact, viewed.day));
  return [
    ["Type", "From id", "From", "To id", "To", "What", "Since", "Until", "As at", "Dispute", ...PROVENANCE],
    ...facts.map((fact) => [
      fact.type,
      ...named(fact.start),
      ...named(fact.end),
      Object.entries(fact.extra).map(([name, value]) => `${name} ${value}`).join("; "),
      isoDate(fact.since),
      isoDate(fact.until),
      isoDate(viewed.day),
      fact.dispute ?? "",
      ...provenance([fact]),
    ]),
  ];
}

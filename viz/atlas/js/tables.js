/**
 * Tables made in Python, as at the page's day: the date control does not change them, and what shows them names the day.
 *
 * @typedef {{title: string, kind: "" | "number" | "day" | "answer" | "words", node: "" | "subject" | "about" | "other"}} Column
 * @typedef {{cells: (string | number)[], subject: number, about: number, other: number, answer: string}} Row
 * @typedef {{name: string, title: string, about: string, note: string, pairs: boolean, answers: boolean, treaties: boolean,
 *   columns: Column[], rows: Row[]}} Table
 *   `answers` and `treaties`: whether rows are answers, and about treaties; `pairs`: whether rows are about two States, each as much as the other
 */
import { data, nodes } from "./data.js";
import { dateNumber, readDate } from "../../shared/js/dates.js";
import { grouped } from "../../shared/js/elements.js";
import { viewed } from "./state.js";

/** Each with the names of the nodes its rows are about. @type {Table[]} */
export const tables = data.tables.map((/** @type {Table} */ table) => ({
  ...table,
  rows: table.rows.map((row) => ({
    ...row,
    cells: table.columns.map(({ node }, at) => (node ? nodes[row[node]]?.name ?? "" : row.cells[at])),
  })),
}));

const instruments = tables.find(({ name }) => name === "instrument")?.rows ?? [];
/** Absences that stand out among peers, by State. */
const gapsOf = grouped(instruments.filter(({ answer }) => answer === "gap"), ({ subject }) => subject);
/** Their number by State. */
export const gapCounts = new Map([...gapsOf].map(([state, gaps]) => [state, gaps.length]));

/** @param {number} state @param {number} treaty whether the absence of a State stands out among its peers */
export function isGap(state, treaty) {
  return Boolean(gapsOf.get(state)?.some(({ about }) => about === treaty));
}

/**
 * What provides each act of cooperation between two neighbours or corridor partners, as at the page's day; `open` where
 * nothing recorded does: the text then says whether that is known.
 * @typedef {{one: number, other: number, by: {act: number, text: string, open: boolean}[]}} Bases
 * @type {Bases[]}
 */
export const bases = data.bases.pairs.map((/** @type {number[]} */ [one, other, ...by]) => ({
  one,
  other,
  by: by.map((text, at) => ({ act: data.bases.acts[at], text: data.bases.texts[text], open: text < data.bases.open })),
}));

/** What the tables answer about a State: its own rows, and those of pairs it is one of. @param {number} state @returns {{table: Table, rows: Row[]}[]} */
export function rowsOn(state) {
  return tables
    .map((table) => ({ table, rows: table.rows.filter((row) => row.answer && (row.subject === state || (table.pairs && row.other === state))) }))
    .filter(({ rows }) => rows.length > 0);
}

/** The page's day, in words. */
export const tablesDay = readDate(data.day);

/** Whether the reader looks at another day than that of the tables. */
export function elsewhen() {
  return viewed.day !== data.day;
}

/** @param {Column} column @param {Row} row @param {number} at @returns {string} a cell for reading */
export function cellInWords(column, row, at) {
  return column.kind === "day" ? readDate(dateNumber(String(row.cells[at]))) : String(row.cells[at]);
}

/**
 * The Gaps view: one table for each kind of gap, sortable, filterable, and as CSV. The rows were made in Python; here they
 * are chosen and put in order.
 *
 * @typedef {import("./tables.js").Column} Column
 * @typedef {import("./tables.js").Row} Row
 * @typedef {import("./tables.js").Table} Table
 */
import { data, nodeAt, nodes } from "./data.js";
import { dateNumber, readDate } from "../../shared/js/dates.js";
import { button, byId, counted, element, fill, spanOf, tell } from "../../shared/js/elements.js";
import { foldedText } from "./fold.js";
import { nodeLink } from "./links.js";
import { inRegion, show, viewed } from "./state.js";
import { cellInWords, elsewhen, tables, tablesDay } from "./tables.js";

/** Rows shown at first; fewer on a phone, where each is tall. */
const FIRST = innerWidth < 600 ? 50 : 200;

export function chosenTable() {
  return tables.find((table) => table.name === viewed.kind) ?? tables[0];
}

/** @param {Row} row @returns {boolean} whether it is about a State of the chosen region, or about none */
function inChosenRegion({ subject, other }) {
  return nodes[subject].label !== "State" || inRegion(subject) || (nodes[other]?.label === "State" && inRegion(other));
}

/** @param {Table} table @returns {{at: number, down: boolean}} the column it is sorted by, -1 for none, and which way */
function sorting({ columns }) {
  const [sorted, direction] = viewed.sort.split("!");
  return { at: columns.findIndex(({ title }) => title === sorted), down: direction === "down" };
}

/** @param {Table} table @returns {Row[]} rows after filters, in the chosen order */
export function filtered(table) {
  const words = foldedText(viewed.find).split(" ").filter(Boolean);
  const treaty = table.treaties ? nodeAt(viewed.about)?.index : undefined;
  const rows = table.rows.filter((row) => {
    if (!inChosenRegion(row) || (treaty !== undefined && row.about !== treaty)) return false;
    if (row.answer === "unknown" && viewed.unknown === "off") return false;
    const text = words.length ? foldedText(`${row.cells.join(" ")} ${nodes[row.subject].id}`) : "";
    return words.every((word) => text.includes(word));
  });
  const { at, down } = sorting(table);
  /** @param {string | number} a @param {string | number} b */
  const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en"));
  return at < 0 ? rows : rows.sort((a, b) => (down ? -1 : 1) * order(a.cells[at], b.cells[at]));
}

/** @param {Row[]} rows @returns {{answer: string, count: number, text: string}[]} how many have each answer, never added up; gaps always */
function countedRows(rows) {
  return ["gap", "unknown", "not listed"]
    .map((answer) => ({ answer, count: rows.filter((row) => row.answer === answer).length }))
    .filter(({ answer, count }) => count || answer === "gap")
    .map(({ answer, count }) => ({ answer, count, text: answer === "gap" ? counted(count, "gap") : `${count.toLocaleString("en")} ${answer}` }));
}

/** @param {Table} table @param {Row[]} rows @returns {string} how many they are, of which day, and until when the least known gap is known */
function countInWords(table, rows) {
  const count = table.answers ? countedRows(rows).map(({ text }) => text).join(", ") : counted(rows.length, "UN Member State");
  const day = table.columns.findIndex(({ kind }) => kind === "day");
  const until = rows.flatMap(({ answer, cells }) => (answer === "gap" && cells[day] ? dateNumber(String(cells[day])) : [])).sort()[0];
  return `${count}; as at ${tablesDay}${until < data.day ? `, the oldest known until ${readDate(until)}` : ""}`;
}

/** @param {number} [most] rows that are shown */
export function paintGaps(most = FIRST) {
  const table = chosenTable();
  const rows = filtered(table);
  fill(byId("gap-kinds"), tables.map((one) => kindButton(one, one === table)));
  for (const part of /** @type {const} */ (["title", "about", "note"])) tell(`gaps-${part}`, table[part]);
  tell("gaps-count", countInWords(table, rows));
  tell("gaps-day", elsewhen() && `This table is as at ${tablesDay}, the day this page was made for. It says nothing of ${readDate(viewed.day)}.`);
  byId("gaps-treaty").hidden = !table.treaties;
  byId("gaps-unknown").hidden = !table.answers;
  fill(
    byId("gaps-table"),
    element("caption", { class: "unseen" }, `${table.title}, as at ${tablesDay}`),
    element("thead", {}, element("tr", {}, table.columns.map((column, at) => columnHead(column, at, sorting(table))))),
    element("tbody", {}, rows.slice(0, most).map((row) => tableRow(table, row))),
  );
  const more = [button(`Show all ${rows.length.toLocaleString("en")} rows`, () => paintGaps(Infinity)), ` First ${FIRST} shown.`];
  const clear = button("Clear filters", () => show({ region: "", about: "", find: "", unknown: "" }));
  const empty = element("p", { class: "empty" }, "No row with these filters. ", clear);
  fill(byId("gaps-more"), rows.length ? rows.length > most && more : empty);
}

/** @param {Column} column @param {number} at its place @param {{at: number, down: boolean}} sorted */
function columnHead({ title, kind }, at, sorted) {
  const way = at !== sorted.at ? null : sorted.down ? "descending" : "ascending";
  const arrow = element("span", { "aria-hidden": "true", class: "arrow" }, way === "ascending" ? "▲" : way ? "▼" : "↕");
  const sort = () => {
    show({ sort: `${title}${way === "ascending" ? "!down" : ""}` });
    // The table is made anew: who sorts by keys goes on from where they were.
    byId("gaps-table").querySelectorAll("button")[at].focus();
  };
  return element("th", { scope: "col", "aria-sort": way, class: kind || null }, element("button", { type: "button", class: "sort", onclick: sort }, title, arrow));
}

/** @param {Table} table @param {Row} row */
function tableRow(table, row) {
  const cells = table.columns.map((column, at) => {
    const [target, words] = [column.node ? row[column.node] : -1, cellInWords(column, row, at)];
    // A link shows beside its target the other half of its row.
    const beside = [row.subject, row.about, row.other].find((index) => index >= 0 && index !== target);
    const content = target < 0 ? words : nodeLink(target, beside, words);
    return at ? element("td", { class: column.kind || null }, content) : element("th", { scope: "row" }, content);
  });
  return element("tr", { class: ["", "gap"].includes(row.answer) ? null : "unknown" }, cells);
}

/** @param {Table} table @param {boolean} chosen the button of a kind, with how many answers of it are gaps and unknown in the region */
function kindButton(table, chosen) {
  const counts = table.answers ? countedRows(table.rows.filter(inChosenRegion)) : [];
  const figures = counts.map(({ answer, count, text }) => element("span", { class: answer === "gap" && count ? "gap" : null }, text));
  const choose = () => show({ kind: table.name, sort: "" });
  const attributes = { type: "button", value: table.name, "aria-pressed": String(chosen), onclick: choose };
  return element("button", attributes, table.title, figures.length > 0 && spanOf("answers", figures));
}

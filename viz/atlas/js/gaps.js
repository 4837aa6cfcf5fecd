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
import { byId, counted, element, fill } from "../../shared/js/elements.js";
import { foldedText } from "./fold.js";
import { nodeLink } from "./links.js";
import { inRegion, show, viewed } from "./state.js";
import { cellInWords, elsewhen, tables, tablesDay } from "./tables.js";

/** Rows shown at first; fewer on a phone, where each is tall. */
const FIRST = innerWidth < 600 ? 50 : 200;
let all = false;

export function chosenTable() {
  return tables.find((table) => table.name === viewed.kind) ?? tables[0];
}

/** @param {Row} row @returns {boolean} whether it is about a State of the chosen region, or about none */
function inChosenRegion(row) {
  return nodes[row.subject].label !== "State" || inRegion(row.subject) || (nodes[row.other]?.label === "State" && inRegion(row.other));
}

/** @param {Table} table @returns {Row[]} rows after filters, in the chosen order */
export function filtered(table) {
  const words = foldedText(viewed.find).split(" ").filter(Boolean);
  const treaty = hasTreaties(table) ? nodeAt(viewed.treaty)?.index : undefined;
  const rows = table.rows.filter((row) => {
    if (!inChosenRegion(row)) return false;
    if (treaty !== undefined && row.about !== treaty) return false;
    if (row.answer === "unknown" && viewed.unknown === "off") return false;
    if (!words.length) return true;
    const text = foldedText(`${row.cells.join(" ")} ${nodes[row.subject].id}`);
    return words.every((word) => text.includes(word));
  });
  const [title, direction] = viewed.sort.split("!");
  const at = table.columns.findIndex((column) => column.title === title);
  if (at < 0) return rows;
  const sign = direction === "down" ? -1 : 1;
  /** @param {string | number} a @param {string | number} b */
  const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en"));
  return rows.sort((a, b) => sign * order(a.cells[at], b.cells[at]));
}

/** @param {Table} table whether its rows are about treaties */
function hasTreaties(table) {
  return table.rows.some((row) => nodes[row.about]?.label === "Treaty");
}

/** @param {Table} table whether its rows are answers, be there none */
function hasAnswers(table) {
  return table.columns.some(({ kind }) => kind === "answer");
}

/** @param {Row[]} rows @returns {[answer: string, text: string][]} how many have each answer, never added up; gaps always */
function countedRows(rows) {
  return ["gap", "unknown", "not listed"].flatMap((answer) => {
    const count = rows.filter((row) => row.answer === answer).length;
    return count || answer === "gap" ? [/** @type {[string, string]} */ ([answer, answer === "gap" ? counted(count, "gap") : `${count.toLocaleString("en")} ${answer}`])] : [];
  });
}

export function paintGaps() {
  const table = chosenTable();
  const rows = filtered(table);
  const answers = hasAnswers(table);
  fill(byId("gap-kinds"), tables.map((one) => kindButton(one, one === table)));
  byId("gaps-title").textContent = table.title;
  byId("gaps-about").textContent = table.about;
  byId("gaps-note").textContent = table.note;
  byId("gaps-note").hidden = !table.note;
  const counts = countedRows(rows).map(([, text]) => text).join(", ");
  const known = rows.flatMap((row) => (row.answer === "gap" ? table.columns.flatMap(({ kind }, at) => (kind === "day" && row.cells[at] ? dateNumber(String(row.cells[at])) : [])) : []));
  const until = known.length ? Math.min(...known) : 0;
  byId("gaps-count").textContent = `${answers ? counts : counted(rows.length, "UN Member State")}; as at ${tablesDay}${until && until < data.day ? `, the oldest known until ${readDate(until)}` : ""}`;
  byId("gaps-day").hidden = !elsewhen();
  byId("gaps-day").textContent = `This table is as at ${tablesDay}, the day this page was made for. It says nothing of ${readDate(viewed.day)}.`;
  byId("gaps-treaty").hidden = !hasTreaties(table);
  byId("gaps-unknown").hidden = !answers;
  const shown = all ? rows : rows.slice(0, FIRST);
  fill(
    byId("gaps-table"),
    element("caption", { class: "unseen" }, `${table.title}, as at ${tablesDay}`),
    element("thead", {}, element("tr", {}, table.columns.map((column) => columnHead(column)))),
    element("tbody", {}, shown.map((row) => tableRow(table, row))),
  );
  const more = byId("gaps-more");
  if (!rows.length) fill(more, element("p", { class: "empty" }, "No row with these filters. ", element("button", { type: "button", onclick: reset }, "Clear filters")));
  else if (shown.length < rows.length) {
    fill(more, element("button", { type: "button", onclick: showAllRows }, `Show all ${rows.length.toLocaleString("en")} rows`), ` First ${FIRST} shown.`);
  } else fill(more);
}

function reset() {
  show({ region: "", treaty: "", find: "", unknown: "" });
}

function showAllRows() {
  all = true;
  paintGaps();
  all = false;
}

/** @param {Column} column */
function columnHead(column) {
  const [title, direction] = viewed.sort.split("!");
  const sorted = title === column.title ? (direction === "down" ? "descending" : "ascending") : null;
  return element(
    "th",
    { scope: "col", "aria-sort": sorted, class: column.kind === "number" ? "number" : null },
    element(
      "button",
      { type: "button", class: "sort", onclick: () => show({ sort: `${column.title}${sorted === "ascending" ? "!down" : ""}` }) },
      column.title,
      element("span", { "aria-hidden": "true", class: "arrow" }, sorted === "ascending" ? "▲" : sorted === "descending" ? "▼" : "↕"),
    ),
  );
}

/** @param {Table} table @param {Row} row */
function tableRow(table, row) {
  return element(
    "tr",
    { class: ["", "gap"].includes(row.answer) ? null : "unknown" },
    table.columns.map((column, at) => {
      const target = column.node ? row[column.node] : -1;
      const words = cellInWords(column, row, at);
      const content = target < 0 ? words : nodeLink(target, pairOf(row, target), words);
      return element(at ? "td" : "th", at ? { class: column.kind === "number" ? "number" : null } : { scope: "row" }, content);
    }),
  );
}

/** @param {Row} row @param {number} target what to show beside the target: its other half in this row */
function pairOf(row, target) {
  return [row.subject, row.about, row.other].find((index) => index >= 0 && index !== target) ?? -1;
}

/** @param {Table} table @param {boolean} chosen the button of a kind, with how many answers of it are gaps and unknown in the region */
function kindButton(table, chosen) {
  const rows = table.rows.filter(inChosenRegion);
  const figures = hasAnswers(table) ? countedRows(rows) : [];
  return element(
    "button",
    { type: "button", value: table.name, "aria-pressed": String(chosen), onclick: () => show({ kind: table.name, sort: "" }) },
    table.title,
    figures.length > 0 && element("span", { class: "answers" }, figures.map(([answer, text]) => element("span", { class: answer === "gap" && !text.startsWith("0 ") ? "gap" : null }, text))),
  );
}

/**
 * Lists of what is recorded, as the panel has them: a fact is an item with its date, source, place and dispute.
 *
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").GraphNode} GraphNode
 * @typedef {import("../../shared/js/elements.js").Child} Child
 */
import { factsAbout, nodeAt, otherEnd } from "./data.js";
import { dateNumber, readDate } from "../../shared/js/dates.js";
import { button, element, grouped, option, remark, spanOf } from "../../shared/js/elements.js";
import { holds, mayHold } from "./holding.js";
import { nodeLink } from "./links.js";
import { show, viewed } from "./state.js";
import { cellInWords } from "./tables.js";
import { dated, kindInWords, knownInWords, plain, statements, typeInWords } from "../../shared/js/wording.js";

/** Items of a list shown at first. */
const MOST_ITEMS = 60;
/** What a fact says that stands elsewhere, or is of no use to readers. */
const SAID_ELSEWHERE = ["answer", "since_precision", "until_precision", "kind"];

/** @param {GraphNode} node */
export function heading(node) {
  return [element("h2", {}, node.name), element("p", { class: "kind" }, `${kindInWords(node.label)} · ${node.id}`)];
}

/** @param {GraphNode} one @param {GraphNode} other */
export function headingOfTwo(one, other) {
  return element("h2", {}, nodeLink(one.index), " and ", nodeLink(other.index));
}

/** What is known of a node, without what is not. @param {[string, Child][]} entries */
export function table(entries) {
  return element("dl", {}, entries.map(([term, value]) => value && [element("dt", {}, term), element("dd", {}, value)]));
}

/** A group that opens and closes. @param {string} title @param {number} count @param {Child} content @param {boolean} [open] */
export function group(title, count, content, open = false) {
  return element("details", { open }, element("summary", {}, title, " ", spanOf("count", `(${count})`)), content);
}

/** A group of items, where there are any. @param {string} title @param {Node[]} items @param {string} [hint] @param {boolean} [open] */
export function listed(title, items, hint = "", open = false) {
  return items.length > 0 && group(title, items.length, [hint && remark(hint), list(items)], open);
}

/** @param {Child} items */
export function list(items) {
  return element("ul", { class: "facts" }, items);
}

/** @param {Child} title @param {Child} beside */
export function item(title, beside) {
  return element("li", {}, title, spanOf("extra", beside));
}

/** One fact in full. @param {Fact} fact @param {Child} title @param {string} [date] @param {string} [beside] */
export function entry(fact, title, date = dated(fact), beside = "") {
  return element(
    "li",
    {},
    spanOf("fact", title),
    // Detections say in which years they were made; nothing is said of later ones.
    spanOf("date", " ", date, fact.type !== "DETECTED_VICTIMS" && knownInWords(fact, viewed.day)),
    extras(fact),
    beside && spanOf("extra", beside),
    fact.dispute && spanOf("dispute", `Disputed: ${fact.dispute}`),
    statements(fact).map(statement),
    fact.notes?.map((note) => spanOf("note", `Note: ${note}`)),
  );
}

/** Where a participant stands, with what that rests on. @param {Fact} spell @param {Child} title */
export function spellItem(spell, title) {
  return entry(spell, title, spell.since ? dated(spell) : "");
}

/** @param {Fact} fact */
function extras(fact) {
  const words = Object.entries(fact.extra)
    .filter(([name, value]) => value !== false && !SAID_ELSEWHERE.includes(name))
    .map(([name, value]) => {
      if (name === "status" || name === "action") return plain(String(value)).toLowerCase();
      if (name === "in_force") return `in force for it from ${readDate(dateNumber(String(value)))}`;
      return `${plain(name).toLowerCase()} ${Array.isArray(value) ? value.join(", ") : value}`;
    });
  return words.length > 0 && spanOf("extra", words.join("; "));
}

/** @param {import("../../shared/js/wording.js").Statement} statement */
function statement({ source, locator, since }) {
  const known = nodeAt(`Source:${source}`);
  return spanOf("source", known ? nodeLink(known.index, -1, source) : source, ` · ${locator}${since ? ` · states ${readDate(since)}` : ""}`);
}

/** Who states that a node is there. @param {GraphNode} node */
export function stated(node) {
  const said = statements(node).map(statement);
  return said.length > 0 && element("div", { class: "stated" }, element("h4", {}, "This entry is stated by"), said);
}

/** What a row of a table says of a State. @param {import("./tables.js").Table} table @param {import("./tables.js").Row} row @param {number} state */
export function rowItem(table, row, state) {
  const target = row.about >= 0 ? row.about : row.other === state ? row.subject : row.other;
  const words = table.columns.flatMap((column, at) => {
    const what = column.node && row[column.node];
    if (what === state || what === target || row.cells[at] === "" || column.kind === "answer") return [];
    return `${column.title.toLowerCase()}: ${cellInWords(column, row, at)}`;
  });
  return item(target >= 0 && nodeLink(target, state), words.join("; "));
}

/** @param {string} id @param {string} label @param {[value: string, text: string][]} options @param {string} chosen @param {(value: string) => void} choose */
export function choiceOf(id, label, options, chosen, choose) {
  const choice = element("select", { id, onchange: () => choose(choice.value) }, options.map(([value, text]) => option(value, text)));
  choice.value = chosen;
  return element("p", { class: "actions" }, element("label", { for: id }, label), choice);
}

/** In what order treaties, bodies and agreements are listed. */
export function orderChoice() {
  return choiceOf("order", "Lists", [["", "by topic and name"], ["date", "latest first"]], viewed.order, (order) => show({ order }));
}

/** @param {Fact[]} some @returns {Fact[]} latest first where the reader wants it, else as they are */
export function latestFirst(some) {
  return viewed.order === "date" ? [...some].sort((a, b) => b.since - a.since) : some;
}

/** Everything else that is recorded of a node, by type, direction and whether it holds. @param {GraphNode} node @param {string[]} done types */
export function remaining(node, done) {
  const facts = factsAbout[node.index].filter(({ type }) => !done.includes(type));
  const groups = grouped(facts, (fact) => `${fact.type}|${fact.start === node.index}|${whenHeld(fact)}`);
  return [...groups.keys()].sort().map((key) => {
    const [type, fromStart, when] = key.split("|");
    const some = groups.get(key) ?? [];
    const items = some.map((fact) => () => entry(fact, nodeLink(otherEnd(fact, node.index))));
    return group(`${typeInWords(type, fromStart === "true")}${when}`, some.length, longList(items));
  });
}

/** @param {Fact} fact @returns {string} what of it has to be said beside the title of its list */
function whenHeld(fact) {
  if (holds(fact, viewed.day)) return "";
  return mayHold(fact, viewed.day) ? ", unknown on this day" : ", not on this day";
}

/** @param {(() => HTMLElement)[]} items made when they are to be seen */
function longList(items) {
  const made = list(items.slice(0, MOST_ITEMS).map((make) => make()));
  if (items.length > MOST_ITEMS) {
    const more = button(`Show all ${items.length.toLocaleString("en")}`, () => more.replaceWith(...items.slice(MOST_ITEMS).map((make) => make())));
    made.append(more);
  }
  return made;
}

/**
 * The Gaps view: one table for each kind of gap, sortable, filterable, and as CSV. It says in words what the pictures show.
 *
 * @typedef {{title: string, value: (row: any) => string | number, node?: (row: any) => number, number?: boolean}} Column
 * @typedef {{name: string, title: string, about: string, columns: Column[], rows: () => any[], empty: string}} Kind
 */
import { clusterOf, facts, keyOf, members, nodeAt, nodes, topicName, treaties } from "./data.js";
import { readDate } from "./dates.js";
import { byId, counted, element, fill } from "./elements.js";
import { asAt, clusterGroups, subregions } from "./model.js";
import { bilateralGaps, corridorGaps, entityGaps, reportGaps } from "./basis.js";
import { inRegion } from "./network.js";
import { saveText } from "./save.js";
import { address, show, viewed } from "./state.js";
import { foldedText } from "./fold.js";

/** Rows shown at first; fewer on a phone, where each is tall. */
const FIRST = innerWidth < 600 ? 50 : 200;
let all = false;

/** @param {number} index */
const nameOf = (index) => (index < 0 ? "" : nodes[index].name);
/** @type {Column} */
const stateColumn = { title: "State", value: (row) => nameOf(row.subject), node: (row) => row.subject };
/** @type {Column} */
const treatyColumn = { title: "Treaty", value: (row) => nameOf(row.about), node: (row) => row.about };
/** @type {Column} */
const topicColumn = { title: "Topic", value: (row) => topicName(nodes[row.about].known.topic) };
/** @type {Column} */
const answerColumn = {
  title: "Answer",
  value: (row) => (row.answer === "unknown" ? "unknown: no source covers this day" : row.standing === "signatory only" ? "gap: signed only" : "gap: not party"),
};

/** @type {Column} */
const pairAnswer = { title: "Answer", value: (row) => (row.answer === "unknown" ? "unknown: not covered" : "gap") };
/** What a kind rests on: without it in the graph, the kind is not offered. @type {Record<string, string>} */
const RESTS_ON = { corridor: "DETECTED_VICTIMS", report: "REPORTED", un: "ACTIVE_IN" };

/** @type {Kind[]} */
export const kinds = [
  {
    name: "instrument",
    title: "Treaties most peers joined",
    about: "UN Member States that are not party to a treaty although at least three quarters of their peers are. Peers are the States of the same cluster or of the same subregion.",
    columns: [
      stateColumn,
      treatyColumn,
      topicColumn,
      { title: "Expectation", value: (row) => `${row.words} are party` },
      { title: "Peers party, %", number: true, value: (row) => Math.round((100 * row.met) / row.peers) },
      answerColumn,
    ],
    rows: instrumentRows,
    empty: "No State stands out so against its peers with these filters.",
  },
  {
    name: "border",
    title: "Borders with one party",
    about: "Land borders between UN Member States where one neighbour is party to a treaty and the other is not.",
    columns: [
      stateColumn,
      treatyColumn,
      topicColumn,
      { title: "Neighbour that is party", value: (row) => nameOf(row.other), node: (row) => row.other },
      answerColumn,
    ],
    rows: () => asAt(viewed.day).borderGaps(),
    empty: "No land border with a party on one side only, with these filters.",
  },
  {
    name: "signed",
    title: "Signed, not ratified",
    about: "UN Member States that signed a treaty and are not recorded as party.",
    columns: [
      stateColumn,
      treatyColumn,
      topicColumn,
      { title: "Signed", value: (row) => readDate(row.met) },
      { title: "Years since", number: true, value: (row) => yearsBetween(row.met, viewed.day) },
      answerColumn,
    ],
    rows: () => [...asAt(viewed.day).signedOnly()].sort((a, b) => a.met - b.met),
    empty: "Nobody has signed without becoming party, with these filters.",
  },
  {
    name: "few",
    title: "Few recorded links",
    about: "",
    columns: [
      { title: "State", value: (row) => nameOf(row.state), node: (row) => row.state },
      { title: "Recorded links", number: true, value: (row) => row.recorded },
      { title: "Treaties", number: true, value: (row) => row.treaties },
      { title: "Bodies", number: true, value: (row) => row.bodies },
      { title: "Agreements", number: true, value: (row) => row.agreements },
      { title: "Treaties unknown", number: true, value: (row) => row.unknown },
      { title: "Its agreements", value: (row) => (row.covered ? "covered by a register" : "unknown: no register of its own") },
    ],
    rows: () => asAt(viewed.day).links(),
    empty: "No UN Member State with these filters.",
  },
  {
    name: "corridor",
    title: "Corridors without legal basis",
    about: "Pairs of States where victims with the citizenship of one were detected in the other, and no treaty against trafficking or organized crime, no bilateral agreement and no mechanism in common is recorded.",
    columns: [
      { title: "Detected in", value: (row) => nameOf(row.subject), node: (row) => row.subject },
      { title: "Citizens of", value: (row) => nameOf(row.other), node: (row) => row.other },
      { title: "Why it matters", value: (row) => row.expectation },
      { title: "Victims, at least", number: true, value: (row) => row.order },
      pairAnswer,
    ],
    rows: () => corridorGaps(viewed.day),
    empty: "No such corridor with these filters.",
  },
  {
    name: "bilateral",
    title: "Partners without agreement",
    about: "Neighbours and corridor partners for which no bilateral agreement is recorded on a topic that a register of one of the two covers; unknown where no register of either does.",
    columns: [
      stateColumn,
      { title: "Partner", value: (row) => nameOf(row.other), node: (row) => row.other },
      { title: "Recorded", value: (row) => row.standing.replaceAll("_", " ") },
      { title: "Why it matters", value: (row) => row.expectation },
      pairAnswer,
    ],
    rows: () => bilateralGaps(viewed.day),
    empty: "No such pair with these filters.",
  },
  {
    name: "report",
    title: "Replied, not listed",
    about: "States that replied to a call for information and do not stand in one of its lists. Only a closed list answers; an open one leaves it unknown.",
    columns: [
      stateColumn,
      { title: "List", value: (row) => nameOf(row.about), node: (row) => row.about },
      { title: "Expectation", value: (row) => row.expectation },
      pairAnswer,
    ],
    rows: () => reportGaps(),
    empty: "No State with these filters.",
  },
  {
    name: "un",
    title: "UN entities in no mechanism",
    about: "United Nations entities that replied or are active against trafficking and are in no coordination mechanism recorded.",
    columns: [
      { title: "Entity", value: (row) => nameOf(row.subject), node: (row) => row.subject },
      { title: "Expectation", value: (row) => row.expectation },
      pairAnswer,
    ],
    rows: () => entityGaps(viewed.day),
    empty: "No entity with these filters.",
  },
];

/** One row for a State and a treaty, with every group of peers that is ahead of it. */
function instrumentRows() {
  const now = asAt(viewed.day);
  const gaps = [
    ...(viewed.peers === "subregion" ? [] : now.instrumentGaps(clusterGroups)),
    ...(viewed.peers === "cluster" ? [] : now.instrumentGaps(subregions)),
  ];
  /** @type {Map<number, any>} */
  const rows = new Map();
  for (const gap of gaps) {
    const key = gap.subject * nodes.length + gap.about;
    const known = rows.get(key);
    const words = `${gap.met} of ${gap.peers} others of ${gap.group}`;
    if (!known) rows.set(key, { ...gap, words });
    else {
      known.words += `; ${words}`;
      if (gap.met / gap.peers > known.met / known.peers) Object.assign(known, { met: gap.met, peers: gap.peers });
    }
  }
  return [...rows.values()].sort((a, b) => a.answer.localeCompare(b.answer) || b.met / b.peers - a.met / a.peers || b.peers - a.peers || a.subject - b.subject);
}

/** @param {number} from @param {number} to */
function yearsBetween(from, to) {
  return Math.floor((to - from) / 10000);
}

export function chosenKind() {
  return kinds.find((kind) => kind.name === viewed.kind) ?? kinds[0];
}

/** @param {Kind} kind @returns {any[]} rows after filters, in the chosen order */
function filtered(kind) {
  const words = foldedText(viewed.find).split(" ").filter(Boolean);
  const treaty = nodeAt(viewed.treaty)?.index;
  const rows = kind.rows().filter((row) => {
    const state = row.subject ?? row.state;
    if (nodes[state].label === "State" && !inRegion(state) && !(row.other >= 0 && inRegion(row.other))) return false;
    if (treaty !== undefined && nodes[row.about]?.label === "Treaty" && row.about !== treaty) return false;
    if (row.answer === "unknown" && viewed.unknown === "off") return false;
    if (!words.length) return true;
    const text = foldedText(`${kind.columns.map((column) => column.value(row)).join(" ")} ${nodes[state].id}`);
    return words.every((word) => text.includes(word));
  });
  const [name, direction] = viewed.sort.split("!");
  const column = kind.columns.find((one) => one.title === name);
  if (!column) return rows;
  const sign = direction === "down" ? -1 : 1;
  return rows
    .map((row) => ({ row, value: column.title === "Signed" ? row.met : column.value(row) }))
    .sort((a, b) => sign * (typeof a.value === "number" ? a.value - Number(b.value) : String(a.value).localeCompare(String(b.value), "en")))
    .map(({ row }) => row);
}

export function paintGaps() {
  const kind = chosenKind();
  const rows = filtered(kind);
  for (const button of byId("gap-kinds").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === kind.name));
  }
  const about = kind.name === "few" ? fewAbout() : kind.about;
  byId("gaps-title").textContent = kind.title;
  byId("gaps-about").textContent = about;
  const unsure = rows.filter((row) => row.answer === "unknown").length;
  byId("gaps-count").textContent =
    kind.name === "few"
      ? `${counted(rows.length, "UN Member State")} of ${members.length}; as at ${readDate(viewed.day)}`
      : `${counted(rows.length - unsure, "gap")}${unsure ? `, ${unsure.toLocaleString("en")} unknown` : ""}; as at ${readDate(viewed.day)}`;
  byId("gaps-peers").hidden = kind.name !== "instrument";
  byId("gaps-treaty").hidden = !["instrument", "border", "signed"].includes(kind.name);
  byId("gaps-unknown").hidden = kind.name === "few";
  const shown = all ? rows : rows.slice(0, FIRST);
  fill(
    byId("gaps-table"),
    element("caption", { class: "unseen" }, `${kind.title}, as at ${readDate(viewed.day)}`),
    element("thead", {}, element("tr", {}, kind.columns.map((column) => columnHead(column)))),
    element("tbody", {}, shown.map((row) => tableRow(kind, row))),
  );
  const more = byId("gaps-more");
  if (!rows.length) fill(more, element("p", { class: "empty" }, kind.empty, " ", element("button", { type: "button", onclick: reset }, "Clear filters")));
  else if (shown.length < rows.length) {
    fill(more, element("button", { type: "button", onclick: showAllRows }, `Show all ${rows.length.toLocaleString("en")} rows`), ` First ${FIRST} shown.`);
  } else fill(more);
}

function fewAbout() {
  const { median, links } = asAt(viewed.day).few();
  return `UN Member States by recorded links (treaties they are party to, bodies they are members of, bilateral agreements), fewest first. ${links.length} have fewer than half the median of ${median}; the pictures mark them. Few recorded links can also mean that little was gathered.`;
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
  const [name, direction] = viewed.sort.split("!");
  const sorted = name === column.title ? (direction === "down" ? "descending" : "ascending") : null;
  return element(
    "th",
    { scope: "col", "aria-sort": sorted, class: column.number ? "number" : null },
    element(
      "button",
      { type: "button", class: "sort", onclick: () => show({ sort: `${column.title}${sorted === "ascending" ? "!down" : ""}` }) },
      column.title,
      element("span", { "aria-hidden": "true", class: "arrow" }, sorted === "ascending" ? "▲" : sorted === "descending" ? "▼" : "↕"),
    ),
  );
}

/** @param {Kind} kind @param {any} row */
function tableRow(kind, row) {
  return element(
    "tr",
    { class: row.answer === "unknown" ? "unknown" : null },
    kind.columns.map((column, at) => {
      const text = column.value(row);
      const target = column.node?.(row);
      const content = target === undefined ? String(text) : nodeLink(target, pairOf(row, target));
      return element(at ? "td" : "th", at ? { class: column.number ? "number" : null } : { scope: "row" }, content);
    }),
  );
}

/** @param {any} row @param {number} target what to show beside the target: its other half in this row */
function pairOf(row, target) {
  const others = [row.subject, row.about, row.other].filter((index) => index !== undefined && index >= 0 && index !== target);
  return others.length ? others[0] : -1;
}

/**
 * A link that selects a node (with another): it works as an address too.
 * @param {number} index @param {number} [other] @param {string} [text]
 */
export function nodeLink(index, other = -1, text) {
  const change = { select: keyOf(nodes[index]), with: other >= 0 ? keyOf(nodes[other]) : "" };
  return element(
    "a",
    {
      href: address(change),
      "data-select": change.select,
      "data-with": change.with,
    },
    text ?? nodes[index].name,
  );
}

/** Saves the rows in sight (all of them, not only the first) for a spreadsheet. */
export function saveGaps() {
  const kind = chosenKind();
  const head = [...kind.columns.map((column) => column.title), "As at", "State code"];
  const rows = filtered(kind).map((row) => [
    ...kind.columns.map((column) => column.value(row)),
    isoDay(),
    nodes[row.subject ?? row.state].id,
  ]);
  saveText(`pactgraph-${kind.name}-${isoDay()}.csv`, csv([head, ...rows]), "text/csv");
}

function isoDay() {
  const text = String(viewed.day);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
}

/**
 * UTF-8 with a byte order mark, so that spreadsheets read accents; text a spreadsheet would run gets an apostrophe.
 * @param {(string | number)[][]} rows @returns {string}
 */
export function csv(rows) {
  const lines = rows.map((row) =>
    row
      .map((value) => {
        let text = String(value);
        if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
        return /[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      })
      .join(","),
  );
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

export function startGaps() {
  fill(
    byId("gap-kinds"),
    kinds
      .filter((kind) => !RESTS_ON[kind.name] || facts[RESTS_ON[kind.name]])
      .map((kind) => element("button", { type: "button", value: kind.name, onclick: () => show({ kind: kind.name, sort: "" }) }, kind.title)),
  );
}

export const clusterNumber = clusterOf;
export const treatyList = treaties;

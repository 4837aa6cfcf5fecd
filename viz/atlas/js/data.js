/**
 * What the page holds, read once from the data element: nodes, facts with the days they hold, and tables as at its day.
 *
 * @typedef {import("../../shared/js/wording.js").Span} Span
 * @typedef {import("../../shared/js/wording.js").Fact} Fact
 * @typedef {{index: number, label: string, id: string, name: string, known: Record<string, any>, sources: string[],
 *   locators: string[], aliases?: string[], member?: Span}} GraphNode
 * @typedef {{number: number, name: string, states: number[], confidence: (number | null)[]}} Cluster
 * @typedef {{one: number, other: number, z: number, shared: number}} Tie
 * @typedef {{start: number, end: number, days: [number, number][]}} PairOfDays
 */

import { pageData } from "../../shared/js/carried.js";

/** @type {any} */
export const data = pageData;

/** @type {GraphNode[]} */
export const nodes = data.nodes.map((/** @type {any} */ node, /** @type {number} */ index) => {
  return { ...node, index, name: String(node.known.name ?? node.known.title ?? node.id) };
});

/** @type {Record<string, Fact[]>} */
export const facts = {};
/** Facts about each node, by its number. @type {Fact[][]} */
export const factsAbout = nodes.map(() => []);
for (const [type, columns] of Object.entries(data.facts)) {
  facts[type] = rowsOf(columns).map((row) => ({ type, since: row.holds_from, until: 0, may_from: Math.min(row.since || row.holds_from, row.holds_from), may_until: row.holds_until, extra: {}, ...row }));
  for (const fact of facts[type]) {
    factsAbout[fact.start].push(fact);
    if (fact.end !== fact.start) factsAbout[fact.end].push(fact);
  }
}

/** Rows as they were before they stood in columns: null says nothing. @param {any} columns @returns {any[]} */
function rowsOf(columns) {
  const names = Object.keys(columns);
  return (columns[names[0]] ?? []).map((/** @type {unknown} */ _, /** @type {number} */ at) => {
    const row = /** @type {any} */ ({});
    for (const name of names) if (columns[name][at] !== null) row[name] = columns[name][at];
    return row;
  });
}

/** @type {PairOfDays[]} */
export const pairs = data.pairs ?? [];

export const states = nodes.filter((node) => node.label === "State");

/** In the order in which they are shown: by topic, then age. @type {GraphNode[]} */
export const treaties = data.treaties.map((/** @type {number} */ index) => nodes[index]);

/** @param {string | undefined} topic @returns {string} */
export function topicName(topic) {
  return data.topics[topic ?? ""] ?? (topic ? topic.replaceAll("_", " ") : "Other");
}

/** Clusters as at the page's day, each with its one name. @type {Cluster[]} */
export const clusters = data.clusters;
/** Cluster number by State; 0 for none. @type {Map<number, number>} */
export const clusterOf = new Map(clusters.flatMap((c) => c.states.map((state) => [state, c.number])));
/** By State the share of its cluster it stays with when a few links are left out. @type {Map<number, number>} */
export const confidenceOf = new Map(clusters.flatMap((c) => c.states.flatMap((state, at) => (c.confidence[at] === null ? [] : [[state, c.confidence[at]]]))));

/** @param {number} index of a State @returns {boolean} whether it is at the boundary of its cluster */
export function atBoundary(index) {
  return (confidenceOf.get(index) ?? 1) < data.rule.boundary;
}

/** The strongest ties of States as at the page's day, in the one order of all rankings. @type {Tie[]} */
export const strongest = data.ties;
/** States with few recorded links as at the page's day. @type {Set<number>} */
export const fewLinked = new Set(data.few);

/** @param {string | null | undefined} key `State:FJI` @returns {GraphNode | undefined} */
export function nodeAt(key) {
  const [, label, id] = /^(\w+):([^]*)$/.exec(key ?? "") ?? [];
  return label ? nodes.find((node) => node.label === label && node.id === id) : undefined;
}

/** @param {{start: number, end: number}} fact @param {number} index of one end @returns {number} that of the other */
export function otherEnd({ start, end }, index) {
  return start === index ? end : start;
}

/** @param {GraphNode} a @param {GraphNode} b */
export function inOrderOfName(a, b) {
  return a.name.localeCompare(b.name, "en");
}

/** @param {GraphNode} node */
export function keyOf(node) {
  return `${node.label}:${node.id}`;
}

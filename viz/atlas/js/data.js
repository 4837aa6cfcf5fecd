/**
 * What the page holds: nodes and facts, read once from the data element.
 *
 * @typedef {{index: number, label: string, id: string, name: string, known: Record<string, any>,
 *   stated: number[]}} GraphNode
 * @typedef {{type: string, row: number, start: number, end: number, since: number, until: number, claim: number,
 *   extra: Record<string, any>}} Fact
 * @typedef {{source: string, locator: string, since: number}} Statement
 * @typedef {{number: number, states: number[], marks: [number, number, number][], name: string}} Cluster
 * @typedef {{start: number, end: number, dates: [number, number][]}} PairOfDates
 */

/** @param {string} id @returns {any} */
export function embedded(id) {
  return JSON.parse(document.getElementById(id)?.textContent || "null");
}

/** @type {any} */
export const data = embedded("data");

/** Who states something, where: each locator shares its beginning with the one before. @type {[number, string][]} */
const claims = [];
for (const [source, shared, rest] of data.claims) claims.push([source, (claims.at(-1)?.[1] ?? "").slice(0, shared) + rest]);

/** @param {any[]} row the number of the names, then the values @returns {Record<string, any>} */
function unshaped([shape, ...values]) {
  return Object.fromEntries(data.shapes[shape].map((/** @type {string} */ name, /** @type {number} */ i) => [name, values[i]]));
}

/** @type {GraphNode[]} */
export const nodes = [];
for (const label of Object.keys(data.nodes).sort()) {
  for (const [id, stated, ...shaped] of data.nodes[label]) {
    const known = unshaped(shaped);
    nodes.push({ index: nodes.length, label, id, name: String(known.name ?? known.title ?? id), known, stated });
  }
}
/** @type {Record<string, any>[]} */
const told = data.extras.map(unshaped);

/** @type {Record<string, Fact[]>} */
export const facts = {};
/** Facts about each node, by its number. @type {Fact[][]} */
export const factsAbout = nodes.map(() => []);
for (const type of Object.keys(data.facts)) {
  const table = data.facts[type];
  /** @type {(name: string, row: number) => number} */
  const cell = (name, row) => (Array.isArray(table[name]) ? table[name][row] : table[name]);
  let start = 0;
  facts[type] = table.start.map((/** @type {number} */ step, /** @type {number} */ row) => ({
    type,
    row,
    start: (start += step),
    end: table.end[row],
    since: cell("since", row),
    until: cell("until", row),
    claim: table.claim[row],
    extra: told[cell("extra", row)],
  }));
  for (const fact of facts[type]) {
    factsAbout[fact.start].push(fact);
    if (fact.end !== fact.start) factsAbout[fact.end].push(fact);
  }
}

/** @type {PairOfDates[]} */
export const pairs = (data.pairs ?? []).map((/** @type {[number, number, number[], number[] | undefined]} */ [start, end, steps, ended]) => {
  let since = 0;
  return { start, end, dates: steps.map((step, i) => [(since += step), ended?.[i] ?? 0]) };
});

/** @param {string} label @returns {GraphNode[]} */
export function labelled(label) {
  return nodes.filter((node) => node.label === label);
}

export const states = labelled("State");
/** UN Member States of today: the ones that are compared. */
export const members = states.filter((node) => node.known.un_member === true);

const topicOrder = data.topics.map((/** @type {[string, string]} */ [topic]) => topic);
const topicNames = new Map(data.topics);
/** By topic, then age. */
export const treaties = labelled("Treaty").sort((one, other) => {
  const [a, b] = [one, other].map((node) => (topicOrder.indexOf(node.known.topic) + 99) % 99);
  return a - b || String(one.known.adopted ?? "").localeCompare(String(other.known.adopted ?? "")) || one.index - other.index;
});

/** @param {string | undefined} topic @returns {string} */
export function topicName(topic) {
  return String(topicNames.get(topic) ?? (topic ? topic.replaceAll("_", " ") : "Other"));
}

/** Institutions States belong to. @type {GraphNode[]} */
export const bodies = [...new Set((facts.MEMBER_OF ?? []).filter((f) => nodes[f.start].label === "State").map((f) => f.end))]
  .sort((a, b) => a - b)
  .map((index) => nodes[index]);

/** @type {Cluster[]} */
export const clusters = data.clusters.map((/** @type {any} */ cluster) => ({ ...cluster, name: placesOf(cluster.states) }));
/** Cluster number by State; 0 for none. @type {Map<number, number>} */
export const clusterOf = new Map(clusters.flatMap((c) => c.states.map((state) => [state, c.number])));

/** @param {number[]} group @returns {string} the one or two subregions most of a group lie in */
function placesOf(group) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const state of group) {
    const place = nodes[state].known.subregion ?? nodes[state].known.region ?? "elsewhere";
    found.set(place, (found.get(place) ?? 0) + 1);
  }
  const ranked = [...found].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  const named = ranked.slice(0, 2).filter(([, count], i) => i === 0 || count * 5 >= group.length);
  return named.map(([place]) => place).join(" · ");
}

/** @param {string | null | undefined} key `State:FJI` @returns {GraphNode | undefined} */
export function nodeAt(key) {
  const [, label, id] = /^(\w+):([^]*)$/.exec(key ?? "") ?? [];
  return label ? nodes.find((node) => node.label === label && node.id === id) : undefined;
}

/** @param {GraphNode} node */
export function keyOf(node) {
  return `${node.label}:${node.id}`;
}

/** @param {number} source @returns {string} */
function sourceId(source) {
  return source < 0 ? "" : nodes[source].id;
}

/** Who states a fact, where. @param {Fact} fact @returns {Statement[]} */
export function statements(fact) {
  const several = data.facts[fact.type].several?.[fact.row] ?? (fact.claim < 0 ? [] : [fact.claim]);
  /** @type {[number[], number[]]} */
  const [stated, dates] = Array.isArray(several[0]) ? several : [several, []];
  return stated.map((claim, i) => ({ ...statedIn(claim, nodes[fact.start], nodes[fact.end]), since: dates[i] ?? 0 }));
}

/** Who states a node, where. @param {GraphNode} node @returns {Statement[]} */
export function statementsOf(node) {
  return node.stated.map((claim) => ({ ...statedIn(claim, node, node), since: 0 }));
}

/** @param {number} claim @param {GraphNode} start @param {GraphNode} end */
function statedIn(claim, start, end) {
  const [source, pattern] = claims[claim];
  const locator = pattern.replace(/[\u0001-\u0003]/g, (mark) => [start.name, start.id, end.id][mark.charCodeAt(0) - 1]);
  return { source: sourceId(source), locator };
}

/** @param {Fact} fact @returns {string} */
export function disputeOf(fact) {
  return data.facts[fact.type].disputes?.[fact.row] ?? "";
}

/** @param {Fact} fact @returns {string[]} */
export function notesOf(fact) {
  return (data.facts[fact.type].notes?.[fact.row] ?? []).map((/** @type {number} */ note) => data.notes[note]);
}

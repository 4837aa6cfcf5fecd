/**
 * What the page holds: nodes and facts, read once from the data element.
 *
 * @typedef {{index: number, label: string, id: string, name: string, known: Record<string, any>,
 *   stated: [string, string][]}} GraphNode
 * @typedef {{type: string, row: number, start: number, end: number, since: number, until: number, claim: number,
 *   extra: Record<string, any>}} Fact
 * @typedef {{source: string, locator: string, since: string}} Statement
 * @typedef {{number: number, states: number[], marks: [number, number, number][], name: string}} Cluster
 * @typedef {{start: number, end: number, dates: [number, number][]}} PairOfDates
 */

/** @param {string} id @returns {any} */
export function embedded(id) {
  return JSON.parse(document.getElementById(id)?.textContent || "null");
}

/** @type {any} */
export const data = embedded("data");

/** @type {GraphNode[]} */
export const nodes = [];
for (const label of Object.keys(data.nodes).sort()) {
  const { columns, rows } = data.nodes[label];
  for (const row of rows) {
    /** @type {Record<string, any>} */
    const known = {};
    for (let i = 1; i < columns.length - 1; i++) if (row[i] !== null) known[columns[i]] = row[i];
    const name = String(known.name ?? known.title ?? row[0]);
    nodes.push({ index: nodes.length, label, id: String(row[0]), name, known, stated: row[columns.length - 1] });
  }
}

/** @type {Record<string, Fact[]>} */
export const facts = {};
/** Facts about each node, by its number. @type {Fact[][]} */
export const factsAbout = nodes.map(() => []);
for (const type of Object.keys(data.facts)) {
  const table = data.facts[type];
  /** @type {(name: string, row: number) => number} */
  const cell = (name, row) => (Array.isArray(table[name]) ? table[name][row] : table[name]);
  facts[type] = table.start.map((/** @type {number} */ start, /** @type {number} */ row) => ({
    type,
    row,
    start,
    end: table.end[row],
    since: cell("since", row),
    until: cell("until", row),
    claim: table.claim[row],
    extra: data.extras[cell("extra", row)],
  }));
  for (const fact of facts[type]) {
    factsAbout[fact.start].push(fact);
    if (fact.end !== fact.start) factsAbout[fact.end].push(fact);
  }
}

/** @type {PairOfDates[]} */
export const pairs = (data.pairs ?? []).map((/** @type {number[]} */ [start, end, ...dates]) => ({
  start,
  end,
  dates: dates.flatMap((date, i) => (i % 2 ? [] : [[date, dates[i + 1]]])),
}));

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
  const table = data.facts[fact.type];
  const several = table.several?.[fact.row] ?? (fact.claim < 0 ? [] : [[fact.claim, ""]]);
  return several.map((/** @type {[number, string]} */ [claim, since]) => {
    const [source, pattern] = data.claims[claim];
    const start = nodes[fact.start];
    return {
      source: sourceId(source),
      locator: pattern.replace("\u0001", () => start.name).replace("\u0002", () => start.id),
      since,
    };
  });
}

/** @param {Fact} fact @returns {string} */
export function disputeOf(fact) {
  return data.facts[fact.type].disputes?.[fact.row] ?? "";
}

/** @param {Fact} fact @returns {string[]} */
export function notesOf(fact) {
  return data.facts[fact.type].notes?.[fact.row] ?? [];
}

/**
 * What links nodes on the day that is looked at, and how each link reads: what it is, since when, who states it where.
 * Between two States only cooperation is a link: no border, no detection of victims.
 *
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").GraphNode} GraphNode
 * @typedef {import("../../shared/js/linkkinds.js").Kind} Kind
 * @typedef {{one: number, other: number, kind: Kind, facts: Fact[], said?: string}} Link
 * @typedef {{node: GraphNode, links: Link[], shared?: boolean}} Linked
 * @typedef {{place: number, title: string, rows: Linked[]}} Group groups stand in the order of their `place`
 */
import { clusterOf, clusters, data, factsAbout, nodes, topicName, treaties } from "./data.js";
import { counted } from "../../shared/js/elements.js";
import { asAt, holds } from "./holding.js";
import { kindOfFact, KINDS_OF_LINK } from "../../shared/js/linkkinds.js";
import { viewed } from "./state.js";
import { elsewhen, tablesDay } from "./tables.js";
import { dated, kindInWords, knownInWords, plain, statements, typeInWords, yearsOf } from "../../shared/js/wording.js";

/** What sources cover and read, and what lies or happens between two States without being cooperation. */
const NO_LINKS = new Set(["COVERS", "READ", "BORDERS", "DETECTED_VICTIMS"]);
/** @type {Record<string, string>} */
const PLURALS = { StatedGap: "Gaps sources state" };
const BODIES = { regional: "Regional bodies", intergovernmental: "Intergovernmental bodies", informal: "Informal processes" };

/** What two States can have in common. @type {Set<Kind>} */
const SHARED = new Set(["party", "member", "associate", "observer"]);

/** @param {Fact} fact @returns {Link} */
function linkOfFact(fact) {
  return { one: fact.start, other: fact.end, kind: kindOfFact(fact), facts: [fact] };
}

/** @param {import("./holding.js").Agreements} pair @returns {Link} */
function linkOfPair({ one, other, facts, count, first, last }) {
  const said = `${counted(count, "agreement")}${first ? `, ${yearsOf({ first, last })}` : ""}${facts.length ? "" : "; this page keeps only their dates"}`;
  return { one, other, kind: "agreement", facts, said };
}

/** The strongest ties of States, which are those of the page's day. @type {Link[]} */
const ties = data.ties.map((/** @type {any} */ { one, other, shared, z }) => ({
  one,
  other,
  kind: "tie",
  facts: [],
  said: `strong tie as at ${tablesDay}: they share ${counted(shared, "treaty or body", "treaties and bodies")}, z ${z}; worked out from what is recorded of both`,
}));

/** The links of a layer of the opening picture. @param {string} layer @returns {Link[]} */
export function linksIn(layer) {
  if (!["all", "treaties", "bodies", "agreements", "borders"].includes(layer)) return ties;
  const now = asAt(viewed.day);
  const all = layer === "all";
  return [
    ...(all || layer === "treaties" ? now.holding("STANDING").filter((spell) => spell.extra.answer === "party").map(linkOfFact) : []),
    ...(all || layer === "bodies" ? now.holding("MEMBER_OF").map(linkOfFact) : []),
    ...(layer === "borders" ? now.landBorders().map(linkOfFact) : []),
    ...(all || layer === "agreements" ? [...now.agreements().values()].map(linkOfPair) : []),
  ];
}

/**
 * What links a node on the day: standings as party or signatory, memberships and other facts, agreements, and ties where
 * the day is theirs. An agreement stands for itself only where it is the node asked about.
 * @param {number} index @returns {Link[]} `other` is the node linked
 */
export function linksOf(index) {
  const told = factsAbout[index].filter(
    (fact) =>
      holds(fact, viewed.day) &&
      !NO_LINKS.has(fact.type) &&
      (fact.type !== "STANDING" || ["party", "signatory"].includes(fact.extra.answer)) &&
      (fact.type !== "CONCLUDED" || fact.end === index),
  );
  const mine = (/** @type {{one: number, other: number}} */ { one, other }) => one === index || other === index;
  const agreements = [...asAt(viewed.day).agreements().values()].filter(mine);
  const links = [...told.map(linkOfFact), ...agreements.map(linkOfPair), ...(elsewhen() ? [] : ties.filter(mine))];
  return links.map((link) => (link.one === index ? link : { ...link, one: index, other: link.one }));
}

/** How a link reads. @param {Link} link @param {number} [most] facts told in full @returns {string} */
export function linkInWords({ one, facts, said }, most = 2) {
  const told = facts.slice(0, most).map((fact) => {
    const how = { STANDING: fact.extra.answer, MEMBER_OF: fact.extra.status }[fact.type];
    const title = said ? nodes[fact.end].name : how ? plain(how) : typeInWords(fact.type, fact.start === one);
    const by = statements(fact).map(({ source, locator }) => `${source}, ${locator}`);
    return `${title}${fact.type === "BORDERS" ? "" : `${fact.since || fact.until ? " " : ", "}${dated(fact)}${knownInWords(fact, viewed.day)}`}; source: ${by.join("; ")}`;
  });
  return [said, ...told, facts.length > most && `${facts.length - most} more stand in the panel`].filter(Boolean).join(". ");
}

/** What a node is linked to, by kind and topic, States by cluster. @param {number} index @returns {Group[]} */
export function groupsAround(index) {
  return inGroups([...gathered(linksOf(index), (link) => link.other)].map(([other, links]) => ({ node: nodes[other], links })));
}

/** @template T, K @param {T[]} list @param {(one: T) => K} keyOfOne @returns {Map<K, T[]>} in the order of their first */
function gathered(list, keyOfOne) {
  /** @type {Map<K, T[]>} */
  const found = new Map(list.map((one) => [keyOfOne(one), []]));
  for (const one of list) found.get(keyOfOne(one))?.push(one);
  return found;
}

/** What two States share: agreements between them, treaties both are party to, bodies both are in. @param {number} one @param {number} other @returns {Group[]} */
export function groupsBetween(one, other) {
  const [mine, theirs] = [one, other].map((index) => linksOf(index).filter(({ kind }) => SHARED.has(kind)));
  const rows = mine.flatMap((link) => {
    const same = theirs.filter((also) => also.other === link.other);
    return same.length ? [{ node: nodes[link.other], links: [link, ...same], shared: true }] : [];
  });
  const pair = asAt(viewed.day).agreementsBetween(one, other);
  const agreements = pair.facts.map((fact) => ({ node: nodes[fact.end], links: [linkOfFact(fact)] }));
  // A body may be joined more than once; it is one node.
  return inGroups([...agreements, ...new Map(rows.map((row) => [row.node.index, row])).values()]);
}

/** @param {Linked[]} rows @returns {Group[]} */
function inGroups(rows) {
  const order = Object.keys(KINDS_OF_LINK);
  // Of what two States share the lesser tie is drawn; of several links of one State the closest.
  for (const { links, shared } of rows) links.sort((a, b) => (shared ? -1 : 1) * (order.indexOf(a.kind) - order.indexOf(b.kind)));
  const age = new Map(treaties.map((treaty, at) => [treaty.index, at]));
  const groups = [...gathered(rows, ({ node }) => groupOf(node)[1])].map(([title, some]) => {
    some.sort((a, b) => (age.get(a.node.index) ?? 0) - (age.get(b.node.index) ?? 0) || a.node.name.localeCompare(b.node.name, "en"));
    return { place: groupOf(some[0].node)[0], title, rows: some };
  });
  return groups.sort((a, b) => a.place - b.place || a.title.localeCompare(b.title, "en"));
}

/** From this place on stand what reports tell: first to be closed where room is short. */
export const REPORTED = 3000;

/** Where its group stands, and its title. @param {GraphNode} node @returns {[number, string]} */
function groupOf({ index, label, known }) {
  if (label === "BilateralAgreement") return [0, "Agreements"];
  if (label === "Treaty") return [1 + treaties.findIndex((treaty) => treaty.known.topic === known.topic), plain(topicName(known.topic))];
  if (label === "RegionalBody") {
    const kind = /** @type {keyof typeof BODIES} */ (known.kind);
    return [1000 + (Object.keys(BODIES).indexOf(kind) + 9) % 9, BODIES[kind] ?? "Other bodies"];
  }
  if (label === "UNEntity") return [1100, "United Nations entities"];
  if (label !== "State") return [label === "Mechanism" ? 1200 : REPORTED, PLURALS[label] ?? `${kindInWords(label)}s`];
  const cluster = clusters.find((one) => one.number === clusterOf.get(index));
  return [2000 + (cluster?.number ?? 99), cluster ? `${cluster.number}  ${cluster.name}` : "In no cluster"];
}

/**
 * Relationship types, properties, kinds and standings in words.
 *
 * @typedef {{holds_from: number, holds_until: number}} Span
 * @typedef {Span & {type: string, start: number, end: number, known_until: number, since: number, until: number,
 *   extra: Record<string, any>, sources: string[], locators: string[], dispute?: string, stated_since?: number[],
 *   notes?: string[]}} Fact
 * @typedef {{source: string, locator: string, since: number}} Statement
 */
import { readDate } from "./dates.js";

/** @type {Record<string, [string, string]>} type: as said from the start, from the end */
const TYPES = {
  PARTY_TO: ["Party to", "Parties"],
  SIGNED: ["Signed", "Signatories"],
  STANDING: ["Stands towards", "Where they stand"],
  MEMBER_OF: ["Member of", "Members"],
  CONCLUDED: ["Concluded", "Concluded by"],
  BORDERS: ["Shares a land border with", "Shares a land border with"],
  DETECTED_VICTIMS: ["Its citizens were detected as victims in", "Detected victims who are citizens of"],
  COVERS: ["Covers", "Covered by"],
  SUPPLEMENTS: ["Supplements", "Supplemented by"],
  AMENDS: ["Amends", "Amended by"],
  MONITORS: ["Monitors", "Monitored by"],
  PART_OF: ["Part of", "Has as parts"],
  REPORTED: ["Reported", "Reported by"],
  REPLIED_TO: ["Replied to", "Replies from"],
  COOPERATES_WITH: ["Cooperates with", "Cooperates with"],
  ABOUT: ["About", "Subject of"],
  ACTIVE_IN: ["Active in", "Active there"],
  ADMINISTERS: ["Administers", "Administered by"],
  ADOPTED: ["Adopted", "Adopted by"],
  CHAIRS: ["Chairs", "Chaired by"],
  CITES: ["Cites", "Cited by"],
  COORDINATES: ["Coordinates", "Coordinated by"],
  ESTABLISHED: ["Established", "Established by"],
  FACILITATES: ["Facilitates", "Facilitated by"],
  FUNDS: ["Funds", "Funded by"],
  HOSTED: ["Hosted", "Hosted by"],
  NAMED_IN: ["Named in", "Names"],
  PRESENTED_TO: ["Presented to", "Presented with"],
  PRODUCED: ["Produced", "Produced by"],
  PROVIDES: ["Provides", "Provided by"],
  STATED: ["States", "Stated by"],
  SUPPORTS: ["Supports", "Supported by"],
  WORKS_ON: ["Works on", "Bodies that work on it"],
};

/** @type {Record<string, string>} */
const KINDS = {
  State: "State",
  Treaty: "Treaty",
  BilateralAgreement: "Bilateral agreement",
  RegionalBody: "Regional or intergovernmental body",
  UNEntity: "United Nations entity",
  StatedGap: "Gap a source states",
};

/** @param {string} type @param {boolean} fromStart @returns {string} */
export function typeInWords(type, fromStart) {
  const known = TYPES[type];
  if (known) return known[fromStart ? 0 : 1];
  const words = plain(type.toLowerCase());
  return fromStart ? words : `${words} (from)`;
}

/** @param {string} label @returns {string} */
export function kindInWords(label) {
  return KINDS[label] ?? plain(label.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase());
}

/** @param {string} text `first_year` @returns {string} `First year` */
export function plain(text) {
  const words = text.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @type {Record<string, string>} */
const ANSWERS_IN_WORDS = {
  unknown: "unknown: no whole list of parties covers it",
  disputed: "disputed: sources contradict each other",
};

/** @param {string} answer @returns {string} */
export function answerInWords(answer) {
  return ANSWERS_IN_WORDS[answer] ?? answer;
}

/** @param {Fact | undefined} spell @param {number} day @returns {string} where a participant stands, since when, and up to when that is known */
export function standingInWords(spell, day) {
  if (!spell) return "not asked: one of the two was not there yet, or the treaty is of another region";
  const { answer } = spell.extra;
  const since = spell.since && ["party", "signatory"].includes(answer) ? ` since ${readDate(spell.since)}` : "";
  return `${answerInWords(answer)}${since}${knownInWords(spell, day)}`;
}

/** @param {Fact} fact @param {number} day @returns {string} the last day a source vouches for what holds, where that is before `day` */
export function knownInWords(fact, day) {
  return fact.known_until && fact.known_until < day && fact.holds_until > day ? ` (known on ${readDate(fact.known_until)})` : "";
}

/** @param {number} until until when all of several answers are known; 0: on the day itself @returns {string} */
export function knownUntilInWords(until) {
  return until ? `, known until ${readDate(until)} at least` : "";
}

/** How a bound reads that stands for want of a date. @type {Record<string, string>} */
const DATE_BOUNDS = { not_before: "not before ", not_after: "no later than " };

/** Dates as precisely as they are known. @param {Fact} fact @returns {string} */
export function dated(fact) {
  if (fact.since && fact.since === fact.until) return "counted on no day: see the dispute";
  const from = fact.since ? `${DATE_BOUNDS[String(fact.extra.since_precision)] ?? (fact.until ? "from " : "since ")}${readDate(fact.since)}` : "";
  const to = fact.until ? `${fact.extra.until_precision === "not_after" ? "ended by" : "until"} ${readDate(fact.until)}` : "";
  return [from, to].filter(Boolean).join(" ") || "no date stated";
}

/** @param {{first: number, last: number}} pair */
export function yearsOf(pair) {
  const [first, last] = [pair.first, pair.last].map((date) => Math.floor(date / 10000));
  return first === last ? String(first) : `${first}–${last}`;
}

/** Who states a fact, where, and since when if they differ. @param {Fact} fact @returns {Statement[]} */
export function statements(fact) {
  return fact.sources.map((source, i) => ({ source, locator: fact.locators[i], since: fact.stated_since?.[i] ?? 0 }));
}

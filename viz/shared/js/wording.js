/**
 * Relationship types, properties, kinds and standings in words.
 *
 * @typedef {{holds_from: number, holds_until: number}} Span
 * @typedef {Span & {type: string, start: number, end: number, known_until: number, since: number, until: number, may_from: number, may_until: number,
 *   extra: Record<string, any>, sources: string[], locators: string[], dispute?: string, stated_since?: number[],
 *   notes?: string[]}} Fact
 * @typedef {{source: string, locator: string, since: number}} Statement
 */
import { pageData } from "./carried.js";
import { readDate } from "./dates.js";

/** @param {string} type @param {boolean} fromStart @returns {string} as the schema has it read from one end or the other */
export function typeInWords(type, fromStart) {
  return pageData.words[type][fromStart ? 0 : 1];
}

/** @param {string} label @returns {string} */
export function kindInWords(label) {
  return pageData.words[label];
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

/** Who states a fact, where, and since when if they differ. @param {Pick<Fact, "sources" | "locators" | "stated_since">} fact @returns {Statement[]} */
export function statements(fact) {
  return fact.sources.map((source, i) => ({ source, locator: fact.locators[i], since: fact.stated_since?.[i] ?? 0 }));
}

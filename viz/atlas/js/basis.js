/**
 * What two States can base cooperation on, and the gaps that follow: as `pactgraph.analysis.legal_basis` and
 * `pactgraph.analysis.gaps` have it.
 */
import { facts, nodes, pairs, treaties } from "./data.js";
import { asAt, holds } from "./model.js";

/** Topics of treaties that are a legal basis between their parties. */
const BASIS = ["trafficking", "organized_crime"];
const basis = treaties.filter((treaty) => BASIS.includes(treaty.known.topic)).map((treaty) => treaty.index);
/** Stands for a register that covers every topic. */
const ANY_TOPIC = "any topic";

/** @typedef {{subject: number, about: number, other: number, answer: "gap" | "unknown", standing: string, expectation: string, order?: number}} PairGap */

/** @param {number} one @param {number} other @param {number} day @returns {boolean} */
export function legalBasis(one, other, day) {
  const now = asAt(day);
  return (
    basis.some((treaty) => now.standing(one, treaty) === "party" && now.standing(other, treaty) === "party") ||
    now.agreementsBetween(one, other).count > 0 ||
    sharesMechanism(one, other, day)
  );
}

/** @param {number} one @param {number} other @param {number} day */
function sharesMechanism(one, other, day) {
  const now = asAt(day);
  const inside = now.once("mechanisms", () => {
    /** @type {Map<number, Set<number>>} */
    const found = new Map();
    for (const fact of now.holding("MEMBER_OF")) {
      if (nodes[fact.end].label === "Mechanism") found.set(fact.start, (found.get(fact.start) ?? new Set()).add(fact.end));
    }
    return found;
  });
  const mine = inside.get(one);
  const theirs = inside.get(other);
  return Boolean(mine && theirs && [...mine].some((mechanism) => theirs.has(mechanism)));
}

/** @param {number} one @param {number} other @param {number} day whether a treaty could link them without our knowing */
function treatiesUnknown(one, other, day) {
  const now = asAt(day);
  return basis.some((treaty) => {
    const standings = [now.standing(one, treaty), now.standing(other, treaty)];
    return standings.includes("unknown") && !standings.includes("not party") && !standings.includes("signatory only");
  });
}

/** Windows of registers that cover a State's agreements, by State. @param {number} day @returns {Map<number, import("./data.js").Fact[]>} */
function registersAt(day) {
  const now = asAt(day);
  return now.once("registers", () => {
    const found = new Map();
    for (const fact of now.holding("COVERS")) {
      if (nodes[fact.end].label === "State") found.set(fact.end, [...(found.get(fact.end) ?? []), fact]);
    }
    return found;
  });
}

/** Victims detected, and nothing in common recorded. @param {number} day @returns {PairGap[]} */
export function corridorGaps(day) {
  const registers = registersAt(day);
  return asAt(day).once("corridor gaps", () =>
    (facts.DETECTED_VICTIMS ?? [])
      .filter((fact) => fact.start !== fact.end && !legalBasis(fact.start, fact.end, day))
      .filter((fact) => !(typeof fact.extra.first_year === "number" && fact.extra.first_year > Math.floor(day / 10000)))
      .map((fact) => {
        const [one, other] = [fact.end, fact.start];
        const windows = [...(registers.get(one) ?? []), ...(registers.get(other) ?? [])];
        const agreements = windows.some((window_) => !window_.extra.topic);
        const treatiesKnown = !treatiesUnknown(one, other, day);
        const known = agreements && treatiesKnown;
        const { first_year: first = "?", last_year: last = "?", victims_min: least = "?", victims_max: most = "?" } = fact.extra;
        return {
          subject: one,
          about: -1,
          other,
          answer: /** @type {"gap" | "unknown"} */ (known ? "gap" : "unknown"),
          standing: `no treaty in common (${treatiesKnown ? "covered" : "not covered for all"}); no agreement or mechanism in common recorded (${agreements ? "covered" : "no register covers every topic"})`,
          expectation: `${least} to ${most} victims with that citizenship detected, ${first} to ${last}`,
          order: typeof least === "number" ? least : 0,
        };
      })
      .sort((a, b) => b.order - a.order || nodes[a.subject].name.localeCompare(nodes[b.subject].name, "en")),
  );
}

/** Neighbours and corridor partners without an agreement on a topic that a register covers. @param {number} day @returns {PairGap[]} */
export function bilateralGaps(day) {
  const now = asAt(day);
  return now.once("bilateral gaps", () => {
    const registers = registersAt(day);
    /** @type {Map<string, {one: number, other: number, reasons: Set<string>}>} */
    const found = new Map();
    for (const fact of [...now.landBorders(), ...(facts.DETECTED_VICTIMS ?? [])]) {
      const [one, other] = nodes[fact.start].id < nodes[fact.end].id ? [fact.start, fact.end] : [fact.end, fact.start];
      if (one === other || !nodes[one].known.un_member || !nodes[other].known.un_member) continue;
      const key = `${nodes[one].id}|${nodes[other].id}`;
      const known = found.get(key) ?? { one, other, reasons: new Set() };
      known.reasons.add(fact.type === "BORDERS" ? "neighbours" : "a corridor");
      found.set(key, known);
    }
    /** @type {PairGap[]} */
    const gaps = [];
    for (const key of [...found.keys()].sort()) {
      const { one, other, reasons } = /** @type {{one: number, other: number, reasons: Set<string>}} */ (found.get(key));
      const windows = [...(registers.get(one) ?? []), ...(registers.get(other) ?? [])];
      const covered = new Set(windows.map((window_) => String(window_.extra.topic || ANY_TOPIC)));
      const agreements = now.agreementsBetween(one, other);
      const topics = new Set(agreements.facts.map((fact) => String(nodes[fact.end].known.topic ?? "")));
      const missing = [...covered].filter((topic) => !topics.has(topic) && !(topic === ANY_TOPIC && agreements.count)).sort();
      if (!missing.length && (windows.length || agreements.count)) continue;
      gaps.push({
        subject: one,
        about: -1,
        other,
        answer: missing.length ? "gap" : "unknown",
        standing: missing.length ? `none recorded on ${missing.join(", ")}` : "unknown",
        expectation: `${[...reasons].sort().join(" and ")}; ${covered.size} topics covered by a register of one of the two`,
      });
    }
    return gaps;
  });
}

/** Replied to a call, and not in one of its lists. @returns {PairGap[]} */
export function reportGaps() {
  const replied = [...new Set((facts.REPLIED_TO ?? []).map((fact) => fact.start).filter((start) => nodes[start].label === "State"))];
  replied.sort((a, b) => a - b);
  /** @type {Map<number, Set<number>>} */
  const lists = new Map();
  /** @type {Set<number>} */
  const inPlace = new Set();
  for (const fact of facts.REPORTED ?? []) {
    if (nodes[fact.start].label === "State" && fact.extra.status !== "exception") {
      lists.set(fact.end, (lists.get(fact.end) ?? new Set()).add(fact.start));
      if (fact.extra.status === "in_place") inPlace.add(fact.end);
    }
  }
  /** @type {PairGap[]} */
  const gaps = [];
  for (const [about, listed] of [...lists].sort((a, b) => a[0] - b[0])) {
    // A list in which nobody has the measure in place (exceptions, drafts, mere references) says who lacks nothing.
    if (!inPlace.has(about)) continue;
    const open = nodes[about].known.list_is_open;
    const closed = open === false;
    const which = closed ? "closed" : open === true ? "open" : "not said to be closed";
    for (const subject of replied) {
      if (listed.has(subject)) continue;
      gaps.push({
        subject,
        about,
        other: -1,
        answer: closed ? "gap" : "unknown",
        standing: "replied, not listed",
        expectation: `${listed.size} States listed, ${replied.length} replied; the list is ${which}`,
      });
    }
  }
  return gaps;
}

/** UN entities that replied or are active, and in no mechanism recorded. @param {number} day @returns {PairGap[]} */
export function entityGaps(day) {
  const now = asAt(day);
  // A national mechanism is its State's: no place for UN entities to meet.
  const mechanisms = nodes.filter((node) => node.label === "Mechanism" && node.known.kind !== "national").map((node) => node.index);
  const meant = new Set(mechanisms);
  const inside = new Set(
    ["MEMBER_OF", "CHAIRS", "COORDINATES", "FACILITATES", "ADMINISTERS"].flatMap((type) =>
      (facts[type] ?? []).filter((fact) => meant.has(fact.end) && holds(fact, day)).map((fact) => fact.start),
    ),
  );
  const covered = new Set(now.holding("COVERS").map((fact) => fact.end));
  const known = mechanisms.length > 0 && mechanisms.every((mechanism) => covered.has(mechanism));
  /** @type {Map<number, number>} */
  const active = new Map();
  for (const type of ["REPLIED_TO", "ACTIVE_IN"]) {
    for (const fact of facts[type] ?? []) {
      if (nodes[fact.start].label === "UNEntity") active.set(fact.start, (active.get(fact.start) ?? 0) + 1);
    }
  }
  return [...active]
    .filter(([entity]) => !inside.has(entity))
    .sort((a, b) => a[0] - b[0])
    .map(([subject, count]) => ({
      subject,
      about: -1,
      other: -1,
      answer: known ? "gap" : "unknown",
      standing: "in no mechanism recorded",
      expectation: `${count} activities or replies recorded; ${mechanisms.length} mechanisms recorded`,
    }));
}

export const collapsedPairs = pairs.length;

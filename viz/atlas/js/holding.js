/**
 * What holds on a day: facts are compared by their days, nothing is worked out. Where a State stands is what its spell
 * says; where there is none, the treaty was not adopted or the State not there, and the question is not asked.
 *
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").GraphNode} GraphNode
 * @typedef {{one: number, other: number, facts: Fact[], count: number, first: number, last: number}} Agreements
 */
import { data, facts, factsAbout, nodes, otherEnd, pairs, states, treaties } from "./data.js";
import { grouped } from "../../shared/js/elements.js";
import { chosenNodes, viewed } from "./state.js";

/** @param {{holds_from: number, holds_until: number}} fact @param {number} day */
export function holds(fact, day) {
  return fact.holds_from <= day && fact.holds_until > day;
}

/** Whether no source tells if a fact holds on a day. @param {Fact} fact @param {number} day */
export function mayHold(fact, day) {
  return fact.may_from <= day && day < fact.may_until && !holds(fact, day);
}

/** @param {GraphNode} state @param {number} [day] */
export function isMember(state, day = viewed.day) {
  return state.member !== undefined && holds(state.member, day);
}

/** @type {Map<number, OneDay>} */
const daysKept = new Map();

/** @param {number} day @returns {OneDay} */
export function asAt(day) {
  const kept = daysKept.get(day) ?? new OneDay(day);
  if (daysKept.size > 8) daysKept.clear();
  daysKept.set(day, kept);
  return kept;
}

/** Everything that holds on the day that is looked at. */
export function today() {
  return asAt(viewed.day);
}

/** @returns {Fact[]} what holds on that day of what is selected */
export function factsChosen() {
  const facts = new Set(chosenNodes().flatMap(({ index }) => factsAbout[index]));
  return [...facts].filter((fact) => holds(fact, viewed.day));
}

/** Everything that holds on one day. Parts are looked up when first asked for. */
export class OneDay {
  /** @param {number} day */
  constructor(day) {
    this.day = day;
    /** @type {Map<string, any>} */
    this.kept = new Map();
  }

  /** @template T @param {string} name @param {() => T} work @returns {T} */
  once(name, work) {
    if (!this.kept.has(name)) this.kept.set(name, work());
    return this.kept.get(name);
  }

  /** @param {string} type @returns {Fact[]} */
  holding(type) {
    return this.once(type, () => (facts[type] ?? []).filter((fact) => holds(fact, this.day)));
  }

  /** States that are Members of the United Nations on the day. @returns {GraphNode[]} */
  get members() {
    return this.once("members", () => states.filter((state) => isMember(state, this.day)));
  }

  /** Treaties asked about on the day, in the order of the matrix. @returns {GraphNode[]} */
  get treaties() {
    return this.once("treaties", () => treaties.filter(({ index }) => this.spells.has(index)));
  }

  /** Where participants stand, by treaty and participant. @returns {Map<number, Map<number, Fact>>} */
  get spells() {
    return this.once("spells", () => {
      const byTreaty = [...grouped(this.holding("STANDING"), ({ end }) => end)];
      return new Map(byTreaty.map(([treaty, spells]) => [treaty, new Map(spells.map((spell) => [spell.start, spell]))]));
    });
  }

  /** Where a participant stands towards a treaty. @param {number} participant @param {number} treaty @returns {Fact | undefined} */
  spell(participant, treaty) {
    return this.spells.get(treaty)?.get(participant);
  }

  /** Where a participant stands, in the order of the matrix. @param {number} participant @returns {Fact[]} */
  spellsOf(participant) {
    return this.treaties.flatMap(({ index }) => this.spell(participant, index) ?? []);
  }

  /** @param {number} participant @param {number} treaty @returns {string} empty where the question is not asked */
  answer(participant, treaty) {
    return this.spell(participant, treaty)?.extra.answer ?? "";
  }

  /** Member States by their answer to a treaty. @param {number} treaty @returns {Record<string, GraphNode[]>} */
  standings(treaty) {
    return this.once(`standings ${treaty}`, () => Object.fromEntries(grouped(this.members, ({ index }) => this.answer(index, treaty))));
  }

  /** How many Member States are asked where they stand, in words. @param {number} treaty @returns {string} `8 UN Member States asked (of 193)` */
  asked(treaty) {
    const [all, outside] = [this.members.length, this.standings(treaty)[""]?.length ?? 0];
    return outside ? `${all - outside} UN Member States asked (of ${all})` : `${all} UN Member States`;
  }

  /** Until when every known answer of States to a treaty is known; 0 where all are on the day. @param {number} treaty @param {GraphNode[]} [some] all Member States by default @returns {number} */
  knownUntil(treaty, some = this.members) {
    const spells = some.flatMap(({ index }) => this.spell(index, treaty) ?? []).filter(({ extra }) => !data.rule.unsettled.includes(extra.answer));
    const days = spells.map((spell) => spell.known_until).filter((known) => known && known < this.day);
    return days.length ? Math.min(...days) : 0;
  }

  /** @param {string} type @param {number} node @returns {Fact[]} facts of a type that hold, at either end of which it stands */
  about(type, node) {
    const byEnd = this.once(`${type} by end`, () => {
      const ends = this.holding(type).flatMap((fact) => [...new Set([fact.start, fact.end])].map((end) => ({ end, fact })));
      return grouped(ends, ({ end }) => end);
    });
    return (byEnd.get(node) ?? []).map(({ fact }) => fact);
  }

  /** Neighbours over a land border, with the fact. @param {number} state @returns {[number, Fact][]} */
  neighbours(state) {
    return this.landBorders().filter(({ start, end }) => start === state || end === state).map((fact) => [otherEnd(fact, state), fact]);
  }

  landBorders() {
    return this.once("land borders", () => this.holding("BORDERS").filter(({ extra }) => extra.kind === "land"));
  }

  /** Recorded detections of victims, abroad. @param {number} state */
  corridors(state) {
    return this.about("DETECTED_VICTIMS", state).filter(({ start, end }) => start !== end);
  }

  /** Agreements by pair of nodes, smaller number first. @returns {Map<number, Agreements>} */
  agreements() {
    return this.once("agreements", () => {
      /** @type {Map<number, Agreements>} */
      const byPair = new Map();
      /** @param {number} a @param {number} b @param {number} since @param {Fact[]} stated */
      const add = (a, b, since, stated) => {
        const [one, other] = a < b ? [a, b] : [b, a];
        const pair = byPair.get(one * nodes.length + other) ?? { one, other, facts: [], count: 0, first: since, last: since };
        byPair.set(one * nodes.length + other, pair);
        pair.count += 1;
        pair.facts.push(...stated);
        if (since) pair.first = Math.min(pair.first || since, since);
        pair.last = Math.max(pair.last, since);
      };
      for (const sides of grouped(this.holding("CONCLUDED"), ({ end }) => end).values()) {
        sides.forEach((side, at) => sides.slice(at + 1).forEach((next) => add(side.start, next.start, Math.max(side.since, next.since), [side])));
      }
      for (const { start, end, days } of pairs.filter((pair) => pair.end >= 0)) {
        for (const [holds_from, holds_until] of days) if (holds({ holds_from, holds_until }, this.day)) add(start, end, holds_from, []);
      }
      return byPair;
    });
  }

  /** @param {number} one @param {number} other @returns {Agreements} */
  agreementsBetween(one, other) {
    const [a, b] = one < other ? [one, other] : [other, one];
    return this.agreements().get(a * nodes.length + b) ?? { one: a, other: b, facts: [], count: 0, first: 0, last: 0 };
  }
}

/** Those pairs that one node is part of, with its partner. @template {{one: number, other: number}} P @param {Iterable<P>} some @param {number} index @returns {(P & {partner: GraphNode})[]} */
export function ofOne(some, index) {
  const mine = [...some].filter(({ one, other }) => one === index || other === index);
  return mine.map((pair) => ({ ...pair, partner: nodes[pair.one === index ? pair.other : pair.one] }));
}

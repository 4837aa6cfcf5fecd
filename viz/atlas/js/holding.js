/**
 * What holds on a day: facts are compared by their days, nothing is worked out. Where a State stands is what its spell
 * says; where there is none, the treaty was not adopted or the State not there, and the question is not asked.
 *
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").GraphNode} GraphNode
 * @typedef {{one: number, other: number, facts: Fact[], count: number, first: number, last: number}} Agreements
 */
import { data, facts, nodes, pairs, states, treaties } from "./data.js";

/** @param {{holds_from: number, holds_until: number}} fact @param {number} day */
export function holds(fact, day) {
  return fact.holds_from <= day && fact.holds_until > day;
}

/** @type {Map<number, OneDay>} */
const daysKept = new Map();

/** @param {number} day @returns {OneDay} */
export function asAt(day) {
  let kept = daysKept.get(day);
  if (!kept) {
    if (daysKept.size > 8) daysKept.clear();
    kept = new OneDay(day);
    daysKept.set(day, kept);
  }
  return kept;
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
    return this.once("treaties", () => {
      const asked = new Set(this.holding("STANDING").map((spell) => spell.end));
      return treaties.filter((treaty) => asked.has(treaty.index));
    });
  }

  /** Where a participant stands towards a treaty. @param {number} participant @param {number} treaty @returns {Fact | undefined} */
  spell(participant, treaty) {
    return this.once("spells", () => new Map(this.holding("STANDING").map((spell) => [spell.start * nodes.length + spell.end, spell]))).get(
      participant * nodes.length + treaty,
    );
  }

  /** @param {number} participant @param {number} treaty @returns {string} empty where the question is not asked */
  answer(participant, treaty) {
    return this.spell(participant, treaty)?.extra.answer ?? "";
  }

  /** Member States by their answer to a treaty. @param {number} treaty @returns {Record<string, GraphNode[]>} */
  standings(treaty) {
    return this.once(`standings ${treaty}`, () => {
      /** @type {Record<string, GraphNode[]>} */
      const byAnswer = {};
      for (const state of this.members) (byAnswer[this.answer(state.index, treaty)] ??= []).push(state);
      return byAnswer;
    });
  }

  /** How many Member States are asked where they stand, in words. @param {number} treaty @returns {string} `8 UN Member States asked (of 193)` */
  asked(treaty) {
    const [all, outside] = [this.members.length, this.standings(treaty)[""]?.length ?? 0];
    return outside ? `${all - outside} UN Member States asked (of ${all})` : `${all} UN Member States`;
  }

  /** Until when every known answer of States to a treaty is known; 0 where all are on the day. @param {number} treaty @param {GraphNode[]} [some] all Member States by default @returns {number} */
  knownUntil(treaty, some = this.members) {
    const spells = some.flatMap((state) => this.spell(state.index, treaty) ?? []).filter((spell) => !data.rule.unsettled.includes(spell.extra.answer));
    const days = spells.map((spell) => spell.known_until).filter((known) => known && known < this.day);
    return days.length ? Math.min(...days) : 0;
  }

  /** Treaties a participant gives an answer to, in the order of the matrix. @param {number} participant @param {string} answer */
  towards(participant, answer) {
    return this.treaties.filter((treaty) => this.answer(participant, treaty.index) === answer);
  }

  /** @param {string} name @param {Fact[]} list @returns {Map<number, Fact[]>} facts by both ends */
  by(name, list) {
    return this.once(`${name} by end`, () => {
      /** @type {Map<number, Fact[]>} */
      const byEnd = new Map();
      for (const fact of list) {
        for (const end of new Set([fact.start, fact.end])) {
          const there = byEnd.get(end);
          if (there) there.push(fact);
          else byEnd.set(end, [fact]);
        }
      }
      return byEnd;
    });
  }

  /** Memberships of State or body. @param {number} node @returns {Fact[]} */
  memberships(node) {
    return this.by("memberships", this.holding("MEMBER_OF")).get(node) ?? [];
  }

  /** Neighbours over a land border, with the fact. @param {number} state @returns {[number, Fact][]} */
  neighbours(state) {
    return (this.by("borders", this.landBorders()).get(state) ?? []).map((fact) => [fact.start === state ? fact.end : fact.start, fact]);
  }

  landBorders() {
    return this.once("land borders", () => this.holding("BORDERS").filter((fact) => fact.extra.kind === "land"));
  }

  /** Recorded detections of victims, abroad. @param {number} state @returns {Fact[]} */
  corridors(state) {
    return (this.by("corridors", this.holding("DETECTED_VICTIMS")).get(state) ?? []).filter((fact) => fact.start !== fact.end);
  }

  /** Agreements by pair of nodes, smaller number first. @returns {Map<number, Agreements>} */
  agreements() {
    return this.once("agreements", () => {
      /** @type {Map<number, Agreements>} */
      const byPair = new Map();
      /** @param {number} a @param {number} b @param {number} since @param {Fact | null} fact */
      const add = (a, b, since, fact) => {
        const [one, other] = a < b ? [a, b] : [b, a];
        const key = one * nodes.length + other;
        const pair = byPair.get(key) ?? { one, other, facts: [], count: 0, first: 0, last: 0 };
        pair.count += 1;
        if (fact) pair.facts.push(fact);
        if (since && (!pair.first || since < pair.first)) pair.first = since;
        if (since > pair.last) pair.last = since;
        byPair.set(key, pair);
      };
      /** @type {Map<number, Fact[]>} */
      const sides = new Map();
      for (const fact of this.holding("CONCLUDED")) sides.set(fact.end, [...(sides.get(fact.end) ?? []), fact]);
      for (const list of sides.values()) {
        for (let i = 0; i < list.length; i++) {
          for (let j = i + 1; j < list.length; j++) add(list[i].start, list[j].start, Math.max(list[i].since, list[j].since), list[i]);
        }
      }
      for (const { start, end, days } of pairs) {
        if (end < 0) continue;
        for (const [holds_from, holds_until] of days) if (holds({ holds_from, holds_until }, this.day)) add(start, end, holds_from, null);
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

/** @param {GraphNode} state @param {number} day */
export function isMember(state, day) {
  return state.member !== undefined && holds(state.member, day);
}

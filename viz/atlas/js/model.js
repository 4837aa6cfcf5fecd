/**
 * What holds on a day: the same answers as `pactgraph.analysis` gives (participation, gaps, unlinked).
 *
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").GraphNode} GraphNode
 * @typedef {"party" | "signatory only" | "not party" | "unknown"} Standing
 * @typedef {{kind: string, subject: number, about: number, other: number, answer: "gap" | "unknown", standing: Standing,
 *   group: string, met: number, peers: number}} Gap
 * @typedef {{state: number, treaties: number, bodies: number, agreements: number, unknown: number,
 *   covered: boolean, recorded: number}} Links
 * @typedef {{facts: Fact[], count: number, first: number, last: number}} Agreements
 */
import { clusters, data, facts, members, nodes, pairs, states, treaties } from "./data.js";

/** @param {{since: number, until: number}} fact @param {number} day */
export function holds(fact, day) {
  return fact.since <= day && (fact.until === 0 || fact.until > day);
}

/** Groups in which a State is measured against its peers. @type {Map<string, number[]>} */
export const subregions = new Map();
for (const node of members) {
  const place = node.known.subregion || node.known.region;
  if (place) subregions.set(place, [...(subregions.get(place) ?? []), node.index]);
}
/** @type {Map<string, number[]>} */
export const clusterGroups = new Map(clusters.map((c) => [`cluster ${c.number}`, c.states]));

/** @type {Map<number, Snapshot>} */
const snapshots = new Map();

/** @param {number} day @returns {Snapshot} */
export function asAt(day) {
  let found = snapshots.get(day);
  if (!found) {
    if (snapshots.size > 8) snapshots.clear();
    found = new Snapshot(day);
    snapshots.set(day, found);
  }
  return found;
}

/** Everything that holds on one day. Parts are worked out when first asked for. */
export class Snapshot {
  /** @param {number} day */
  constructor(day) {
    this.day = day;
    /** @type {Map<string, any>} */
    this.kept = new Map();
    const size = nodes.length;
    /** @type {Map<number, Fact>} */
    this.parties = new Map();
    /** @type {Map<number, Fact>} */
    this.signatures = new Map();
    /** Source's window by treaty. @type {Map<number, Fact>} */
    this.covered = new Map();
    for (const fact of this.holding("PARTY_TO")) this.parties.set(fact.start * size + fact.end, fact);
    // Consent takes the place of a signature, for good: who has withdrawn is no signatory any more.
    this.consented = new Set((facts.PARTY_TO ?? []).filter((fact) => fact.since <= day).map((fact) => fact.start * size + fact.end));
    for (const fact of this.holding("SIGNED")) this.signatures.set(fact.start * size + fact.end, fact);
    for (const fact of this.holding("COVERS")) this.covered.set(fact.end, fact);
  }

  /** @param {string} type @returns {Fact[]} */
  holding(type) {
    return this.once(type, () => (facts[type] ?? []).filter((fact) => holds(fact, this.day)));
  }

  /** @template T @param {string} name @param {() => T} work @returns {T} */
  once(name, work) {
    if (!this.kept.has(name)) this.kept.set(name, work());
    return this.kept.get(name);
  }

  /** @param {number} state @param {number} treaty @returns {Standing} */
  standing(state, treaty) {
    const key = state * nodes.length + treaty;
    if (this.parties.has(key)) return "party";
    if (!this.covered.has(treaty)) return "unknown";
    return this.signatures.has(key) && !this.consented.has(key) ? "signatory only" : "not party";
  }

  /** The facts a standing rests on. @param {number} state @param {number} treaty @returns {Fact[]} */
  grounds(state, treaty) {
    const key = state * nodes.length + treaty;
    const party = this.parties.get(key);
    const signed = this.signatures.get(key);
    const window = this.covered.get(treaty);
    if (party) return signed ? [party, signed] : [party];
    return [signed, window].flatMap((fact) => (fact ? [fact] : []));
  }

  /** Absences that stand out among a group's peers. @param {Map<string, number[]>} groups @returns {Gap[]} */
  instrumentGaps(groups) {
    const { most, leastPeers } = data.rule;
    /** @type {Gap[]} */
    const found = [];
    for (const { index: about } of treaties) {
      for (const [group, all] of groups) {
        const absent = all.filter((state) => this.standing(state, about) !== "party");
        const met = all.length - absent.length;
        const peers = all.length - 1;
        if (peers < leastPeers || met < most * peers) continue;
        for (const subject of absent) {
          const standing = this.standing(subject, about);
          const answer = standing === "unknown" ? "unknown" : "gap";
          found.push({ kind: "instrument", subject, about, other: -1, answer, standing, group, met, peers });
        }
      }
    }
    return found;
  }

  /** Land borders with a party on one side only. @returns {Gap[]} */
  borderGaps() {
    return this.once("border gaps", () => {
      const known = new Set(members.map((node) => node.index));
      const borders = this.landBorders().filter((fact) => known.has(fact.start) && known.has(fact.end));
      /** @type {Gap[]} */
      const found = [];
      for (const { index: about } of treaties) {
        for (const border of borders) {
          for (const [subject, other] of [
            [border.start, border.end],
            [border.end, border.start],
          ]) {
            const standing = this.standing(subject, about);
            if (standing === "party" || this.standing(other, about) !== "party") continue;
            const answer = standing === "unknown" ? "unknown" : "gap";
            found.push({ kind: "border", subject, about, other, answer, standing, group: "", met: 1, peers: 1 });
          }
        }
      }
      return found;
    });
  }

  /** Signed, and not recorded as party. @returns {Gap[]} */
  signedOnly() {
    return this.once("signed only", () =>
      this.holding("SIGNED")
        .filter((fact) => nodes[fact.start].known.un_member && !this.consented.has(fact.start * nodes.length + fact.end))
        .map((fact) => {
          const standing = this.standing(fact.start, fact.end);
          const answer = standing === "unknown" ? "unknown" : "gap";
          return { kind: "signed", subject: fact.start, about: fact.end, other: -1, answer, standing, group: "", met: fact.since, peers: 0 };
        }),
    );
  }

  /** Memberships of State or body. @param {number} node @returns {Fact[]} */
  memberships(node) {
    return this.by("memberships", this.holding("MEMBER_OF")).get(node) ?? [];
  }

  /** @param {string} name @param {Fact[]} list @returns {Map<number, Fact[]>} facts by both ends */
  by(name, list) {
    return this.once(`${name} by end`, () => {
      /** @type {Map<number, Fact[]>} */
      const found = new Map();
      for (const fact of list) {
        for (const end of new Set([fact.start, fact.end])) {
          const known = found.get(end);
          if (known) known.push(fact);
          else found.set(end, [fact]);
        }
      }
      return found;
    });
  }

  /** Agreements by pair of nodes, smaller number first. @returns {Map<number, Agreements & {one: number, other: number}>} */
  agreements() {
    return this.once("agreements", () => {
      /** @type {Map<number, Agreements & {one: number, other: number}>} */
      const found = new Map();
      /** @param {number} a @param {number} b @param {number} since @param {Fact | null} fact */
      const add = (a, b, since, fact) => {
        const [one, other] = a < b ? [a, b] : [b, a];
        const key = one * nodes.length + other;
        const known = found.get(key) ?? { one, other, facts: [], count: 0, first: 0, last: 0 };
        known.count += 1;
        if (fact) known.facts.push(fact);
        if (since && (!known.first || since < known.first)) known.first = since;
        if (since > known.last) known.last = since;
        found.set(key, known);
      };
      /** @type {Map<number, Fact[]>} */
      const sides = new Map();
      for (const fact of this.holding("CONCLUDED")) sides.set(fact.end, [...(sides.get(fact.end) ?? []), fact]);
      for (const list of sides.values()) {
        for (let i = 0; i < list.length; i++) {
          for (let j = i + 1; j < list.length; j++) add(list[i].start, list[j].start, Math.max(list[i].since, list[j].since), list[i]);
        }
      }
      for (const { start, end, dates } of pairs) {
        if (end < 0) continue;
        for (const [since, until] of dates) if (holds({ since, until }, this.day)) add(start, end, since, null);
      }
      return found;
    });
  }

  /** @param {number} one @param {number} other @returns {Agreements} */
  agreementsBetween(one, other) {
    const key = Math.min(one, other) * nodes.length + Math.max(one, other);
    return this.agreements().get(key) ?? { facts: [], count: 0, first: 0, last: 0 };
  }

  /** How much is recorded of every UN Member State, the least first. @returns {Links[]} */
  links() {
    return this.once("links", () => {
      const counts = new Map(members.map((node) => [node.index, [0, 0, 0]]));
      /** @param {number} state @param {number} layer @param {number} [by] */
      const count = (state, layer, by = 1) => {
        const known = counts.get(state);
        if (known) known[layer] += by;
      };
      for (const fact of this.holding("PARTY_TO")) count(fact.start, 0);
      for (const fact of this.holding("MEMBER_OF")) if (fact.extra.status === "member") count(fact.start, 1);
      for (const fact of this.holding("CONCLUDED")) count(fact.start, 2);
      for (const { start, end, dates } of pairs) {
        const held = dates.filter(([since, until]) => holds({ since, until }, this.day)).length;
        count(start, 2, held);
        if (end >= 0) count(end, 2, held);
      }
      const registered = new Set(this.holding("COVERS").map((fact) => fact.end));
      return [...counts]
        .map(([state, [parties, bodies, agreements]]) => ({
          state,
          treaties: parties,
          bodies,
          agreements,
          unknown: treaties.filter((treaty) => this.standing(state, treaty.index) === "unknown").length,
          covered: registered.has(state),
          recorded: parties + bodies + agreements,
        }))
        .sort((a, b) => a.recorded - b.recorded || (nodes[a.state].id < nodes[b.state].id ? -1 : 1));
    });
  }

  /** Median of recorded links, and the States with fewer than the page's share of it. */
  few() {
    return this.once("few", () => {
      const ranked = this.links();
      const middle = ranked.length >> 1;
      const median = !ranked.length ? 0 : ranked.length % 2 ? ranked[middle].recorded : (ranked[middle - 1].recorded + ranked[middle].recorded) / 2;
      return { median, links: ranked.filter((links) => links.recorded < data.few.share * median) };
    });
  }

  /** @param {number} treaty @returns {Record<Standing, number>} of UN Member States */
  counts(treaty) {
    return this.once(`counts ${treaty}`, () => {
      /** @type {Record<Standing, number>} */
      const found = { party: 0, "signatory only": 0, "not party": 0, unknown: 0 };
      for (const node of members) found[this.standing(node.index, treaty)] += 1;
      return found;
    });
  }

  landBorders() {
    return this.once("land borders", () => this.holding("BORDERS").filter((fact) => fact.extra.kind === "land"));
  }

  /** Neighbours over a land border, with the fact. @param {number} state @returns {[number, Fact][]} */
  neighbours(state) {
    return (this.by("borders", this.landBorders()).get(state) ?? []).map((fact) => [
      fact.start === state ? fact.end : fact.start,
      fact,
    ]);
  }

  /** Other ends of recorded detections of victims. @param {number} state @returns {Fact[]} */
  corridors(state) {
    return (this.by("corridors", facts.DETECTED_VICTIMS ?? []).get(state) ?? []).filter((fact) => fact.start !== fact.end);
  }
}

export const stateCount = states.length;

/** Parties to a treaty over time: spells and memberships counted by the days on which they begin and end. */
import { data, facts, states } from "./data.js";

/**
 * From a day on: how many Member States are party, of how many it is unknown or disputed, how many are asked.
 * @typedef {{day: number, party: number, open: number, asked: number}} Step
 */

/** @type {Map<number, Step[]>} */
const stepsKept = new Map();

/** @param {number} treaty @returns {Step[]} in order, from the first day on which the question is asked */
export function stepsOf(treaty) {
  const kept = stepsKept.get(treaty) ?? countedSteps(treaty);
  stepsKept.set(treaty, kept);
  return kept;
}

/** @param {number} treaty @returns {Step[]} */
function countedSteps(treaty) {
  /** @type {Map<number, Step>} */
  const changes = new Map();
  const members = new Map(states.map((state) => [state.index, state.member]));
  for (const spell of facts.STANDING ?? []) {
    const member = spell.end === treaty && members.get(spell.start);
    if (!member) continue;
    const [from, until] = [Math.max(spell.holds_from, member.holds_from), Math.min(spell.holds_until, member.holds_until)];
    if (from >= until) continue;
    for (const [day, by] of [[from, 1], [until, -1]]) {
      const change = changes.get(day) ?? { day, party: 0, open: 0, asked: 0 };
      changes.set(day, change);
      change.asked += by;
      if (spell.extra.answer === "party") change.party += by;
      if (data.rule.unsettled.includes(spell.extra.answer)) change.open += by;
    }
  }
  const sum = { party: 0, open: 0, asked: 0 };
  return [...changes.values()]
    .sort((one, other) => one.day - other.day)
    .map(({ day, party, open, asked }) => ({ day, party: (sum.party += party), open: (sum.open += open), asked: (sum.asked += asked) }));
}

/** @param {Step[]} steps @param {number} day @returns {Step} the one that holds on a day */
export function stepOn(steps, day) {
  let found = { day, party: 0, open: 0, asked: 0 };
  for (const step of steps) if (step.day <= day) found = step;
  return found;
}

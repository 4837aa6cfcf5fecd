/** Corridors along which victims were detected, and whether a legal basis between the two States is recorded. */
import { facts, nodes, treaties } from "./data.js";
import { asAt } from "./model.js";
import { viewed } from "./state.js";

/** Topics of treaties that are a legal basis between their parties, as `pactgraph.analysis.legal_basis` has them. */
const BASIS = ["trafficking", "organized_crime"];
const basis = treaties.filter((treaty) => BASIS.includes(treaty.known.topic)).map((treaty) => treaty.index);

/** @param {number} one @param {number} other @param {number} day @returns {boolean} */
export function legalBasis(one, other, day) {
  const now = asAt(day);
  return (
    basis.some((treaty) => now.standing(one, treaty) === "party" && now.standing(other, treaty) === "party") ||
    now.agreementsBetween(one, other).count > 0
  );
}

/** @param {number} one @param {number} other @param {number} day whether a treaty could link them without our knowing */
function treatiesUnknown(one, other, day) {
  const now = asAt(day);
  return basis.some((treaty) => {
    const standings = [now.standing(one, treaty), now.standing(other, treaty)];
    return standings.includes("unknown") && !standings.includes("not party") && !standings.includes("signatory only");
  });
}

/** @returns {any[]} rows of the corridor table */
export function corridorGaps() {
  const now = asAt(viewed.day);
  return now.once("corridor gaps", () => {
    const registers = new Set(now.holding("COVERS").filter((fact) => !fact.extra.topic).map((fact) => fact.end));
    return (facts.DETECTED_VICTIMS ?? [])
      .filter((fact) => fact.start !== fact.end && nodes[fact.start].known.un_member && nodes[fact.end].known.un_member)
      .filter((fact) => !legalBasis(fact.start, fact.end, viewed.day))
      .map((fact) => {
        const sure = (registers.has(fact.start) || registers.has(fact.end)) && !treatiesUnknown(fact.start, fact.end, viewed.day);
        const { first_year: first, last_year: last, victims_min: victims } = fact.extra;
        return {
          subject: fact.start,
          other: fact.end,
          years: first === last ? String(first ?? "") : `${first ?? ""}–${last ?? ""}`,
          victims: victims ?? 0,
          answer: sure ? "gap" : "unknown",
          standing: "",
        };
      })
      .sort((a, b) => b.victims - a.victims);
  });
}

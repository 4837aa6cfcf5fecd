/**
 * Corridors on the map: from the State whose citizens they are to the State where they were detected as victims. They
 * are no cooperation, so nothing of them looks like a line of it.
 *
 * @typedef {import("../../shared/js/paint.js").Spot} Spot
 * @typedef {{from: Spot, to: Spot, bend: Spot, width: number}} Shaft
 * @typedef {Shaft & {fact: import("./data.js").Fact}} Arrow
 */
import { along, fillHead, towards, traceCurve } from "../../shared/js/curves.js";
import { nodes } from "./data.js";
import { placeOf } from "./land.js";
import { onMap } from "./mapframe.js";
import { faded, stroked } from "../../shared/js/paint.js";
import { colours } from "../../shared/js/theme.js";

/** More numbers than this hide the arrows; the others are in the tip of each. */
const MOST_NUMBERS = 24;

/** @param {import("./data.js").Fact[]} facts @param {number} gap between the ends and the places, in pixels @returns {Arrow[]} widest last */
export function arrowsFor(facts, gap) {
  const most = Math.max(...facts.map(numberAtMost), 1);
  return facts
    .filter((fact) => placeOf.has(fact.start) && placeOf.has(fact.end))
    .sort((one, other) => numberAtMost(one) - numberAtMost(other))
    .map((fact) => {
      const [start, end] = [fact.start, fact.end].map((index) => onMap(/** @type {any} */ (placeOf.get(index))));
      const [dx, dy] = [end.x - start.x, end.y - start.y];
      // Bent to one side as seen from the start: those out and those back lie apart.
      const bend = { x: (start.x + end.x) / 2 + dy * 0.16, y: (start.y + end.y) / 2 - dx * 0.16 };
      return { fact, from: start, to: towards(end, bend, gap), bend, width: 1 + 5 * Math.sqrt(numberAtMost(fact) / most) };
    });
}

/** @param {import("../../shared/js/paint.js").Pen} pen @param {Shaft[]} arrows */
export function drawArrows(pen, arrows) {
  // Light beneath, so that they are seen on dark land as well.
  faded(pen, 0.7, () => stroked(pen, (path) => arrows.forEach((arrow) => traceCurve(path, arrow)), colours.paper, 3.5));
  faded(pen, 0.85, () => {
    for (const { from, to, bend, width } of arrows) {
      const neck = towards(to, bend, 4 + width * 1.3);
      stroked(pen, (path) => traceCurve(path, { from, bend, to: neck }), colours.corridor, width);
      fillHead(pen, to, neck, 0.55, colours.corridor);
    }
  });
}

/**
 * Numbers on their arrows, the largest first: near the other State, where arrows lie apart.
 * @param {Arrow[]} arrows @param {number | undefined} state whose arrows they are @returns {import("../../shared/js/labels.js").Label[]}
 */
export function arrowLabels(arrows, state) {
  return [...arrows].reverse().slice(0, MOST_NUMBERS).map((arrow) => {
    const places = [0.66, 0.54, 0.78].map((part) => along(arrow, arrow.fact.start === state ? part : 1 - part));
    return { text: numberOf(arrow.fact), places, size: 11, bold: true, colour: colours.corridor };
  });
}

/** @param {Arrow[]} arrows @param {number} x @param {number} y @returns {Arrow | undefined} the one under a pointer */
export function arrowAt(arrows, x, y) {
  return [...arrows].reverse().find((arrow) => {
    for (let part = 0.05; part < 1; part += 0.02) {
      const at = along(arrow, part);
      if (Math.hypot(at.x - x, at.y - y) < arrow.width / 2 + 4) return true;
    }
    return false;
  });
}

/** @param {import("./data.js").Fact} fact @returns {number} */
function numberAtMost(fact) {
  return Number(fact.extra.victims_max ?? 0);
}

/** @param {import("./data.js").Fact} fact @returns {string} victims: `7`, `31–37` */
function numberOf(fact) {
  return [...new Set([fact.extra.victims_min, fact.extra.victims_max])].filter((count) => count !== undefined).map((count) => count.toLocaleString("en")).join("–");
}

/** @param {import("./data.js").Fact} fact @returns {[string, string]} who goes where; how many, when */
export function arrowInWords(fact) {
  const years = [...new Set([fact.extra.first_year, fact.extra.last_year])].join("–");
  return [`${nodes[fact.start].name} → ${nodes[fact.end].name}`, `${numberOf(fact)} victims detected, ${years}: by citizenship, not by route`];
}

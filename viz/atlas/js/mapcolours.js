/**
 * What the colour of a State on the map says: its cluster, where it stands towards a treaty, or its number of gaps.
 * One of three tells how its land is filled, how its dot is drawn, and what both say in words.
 *
 * @typedef {import("../../shared/js/paint.js").Pen} Pen
 * @typedef {{land: (pen: Pen, index: number, unit: number) => string | CanvasPattern, edge: (index: number) => string,
 *   dot: (pen: Pen, index: number, at: {x: number, y: number}, r: number) => void, words: (index: number) => string,
 *   mark: (index: number) => string}} Colouring
 */
import { drawDot, drawMarked } from "../../shared/js/paint.js";
import { clusterOf, nodes } from "./data.js";
import { counted } from "../../shared/js/elements.js";
import { asAt, isMember } from "./holding.js";
import { askedTreaty } from "./question.js";
import { drawStanding, standingEdge, standingFill } from "../../shared/js/signs.js";
import { viewed } from "./state.js";
import { gapCounts, tablesDay } from "./tables.js";
import { clusterColour, colours, mixed } from "../../shared/js/theme.js";
import { standingInWords } from "../../shared/js/wording.js";

/** Steps of the scale of gaps, each of as many numbers. */
const STEPS = 4;
const STEP = Math.max(1, Math.ceil(Math.max(0, ...gapCounts.values()) / STEPS));

/** @param {number} count of gaps @returns {string} */
function gapColour(count) {
  return count ? mixed(colours.paper, colours.gap, (Math.ceil(count / STEP) + 0.3) / (STEPS + 0.3)) : colours.none;
}

/** The scale of gaps: its colours, and the numbers each stands for. */
export function gapSteps() {
  const lasts = Array.from({ length: STEPS }, (_, at) => (at + 1) * STEP);
  const steps = lasts.map((last) => ({ colour: gapColour(last), text: STEP === 1 ? String(last) : `${last - STEP + 1}–${last}` }));
  return [{ colour: gapColour(0), text: "none known" }, ...steps];
}

/** The treaty by which States are coloured. @returns {import("./data.js").GraphNode | undefined} */
export function colouringTreaty() {
  return viewed.colour === "treaty" ? askedTreaty() : undefined;
}

/** @param {number} index @returns {string} */
function ownColour(index) {
  const number = clusterOf.get(index);
  return number ? clusterColour(number) : colours.none;
}

const NOTHING = { edge: () => "", mark: () => "" };

/** @type {Colouring} */
const byCluster = {
  ...NOTHING,
  land: (_, index) => ownColour(index),
  dot(pen, index, at, r) {
    const number = clusterOf.get(index) ?? 0;
    if (number > 6 && r > 5) drawMarked(pen, String(number), at.x, at.y, r + 1, ownColour(index), r * 1.15);
    else drawDot(pen, at, r, ownColour(index), number ? "" : colours.muted);
  },
  words: (index) => `${clusterOf.has(index) ? `cluster ${clusterOf.get(index)}` : "in no cluster"}, as at ${tablesDay}`,
  mark: (index) => String(clusterOf.get(index) || ""),
};

/** @type {Colouring} */
const byGaps = {
  ...NOTHING,
  land: (_, index) => gapColour(gapCounts.get(index) ?? 0),
  dot: (pen, index, at, r) => drawDot(pen, at, r, gapColour(gapCounts.get(index) ?? 0), colours.muted),
  words: (index) => `${counted(gapCounts.get(index) ?? 0, "treaty", "treaties")} most of its peers are party to and it is not, as at ${tablesDay}`,
  mark: (index) => String(gapCounts.get(index) ?? ""),
};

/** @param {number} treaty @returns {Colouring} */
function byTreaty(treaty) {
  const now = asAt(viewed.day);
  return {
    ...NOTHING,
    land: (pen, index, unit) => standingFill(pen, now.answer(index, treaty), unit),
    edge: (index) => standingEdge(now.answer(index, treaty)),
    dot(pen, index, at, r) {
      const answer = now.answer(index, treaty);
      if (answer) drawStanding(pen, answer, at, r);
      else drawDot(pen, at, r * 0.5, colours.dim);
    },
    words: (index) => standingInWords(now.spell(index, treaty), viewed.day),
  };
}

/** Of a State that is no Member of the day and of which no act is known, the colour would say nothing. @type {Colouring} */
const ofNoMember = {
  ...NOTHING,
  land: () => "",
  dot: (pen, _, at, r) => drawDot(pen, at, r * 0.7, colours.none, colours.muted),
  words: () => "not a UN Member State on this day",
};

/** @returns {(index: number) => Colouring} what to paint each State with */
export function colouring() {
  const treaty = colouringTreaty();
  const chosen = treaty ? byTreaty(treaty.index) : viewed.colour === "gaps" ? byGaps : byCluster;
  const acted = new Set(treaty ? ["party", "signatory", "withdrawn", "disputed"] : []);
  const now = asAt(viewed.day);
  return (index) => (isMember(nodes[index], viewed.day) || (treaty && acted.has(now.answer(index, treaty.index))) ? chosen : ofNoMember);
}

/** @param {number} index @returns {string} what the colour of a State says */
export function colourInWords(index) {
  return colouring()(index).words(index);
}

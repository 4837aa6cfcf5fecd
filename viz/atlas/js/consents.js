/** Consents to the treaty of the map over time: what is drawn under it, and in words. */
import { data } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { asAt } from "./holding.js";
import { colouringTreaty } from "./mapcolours.js";
import { circle, filled, polygon, written } from "../../shared/js/paint.js";
import { staleFill, standingFill } from "../../shared/js/signs.js";
import { viewed } from "./state.js";
import { stepOn, stepsOf } from "./steps.js";
import { colours, fontOf } from "../../shared/js/theme.js";
import { knownUntilInWords } from "../../shared/js/wording.js";

/** @typedef {import("../../shared/js/paint.js").Pen} Pen */
/** @typedef {import("./steps.js").Step} Step */
/** @typedef {NonNullable<ReturnType<typeof consentsSpan>>} Span */

export const CONSENTS_HEIGHT = 72;
const [LEFT, RIGHT, TOP, FLOOR] = [34, 14, 8, CONSENTS_HEIGHT - 17];

/** What is drawn, of which treaty, from when to when; `last`: the last day on which its list is known. */
export function consentsSpan() {
  const treaty = colouringTreaty();
  const steps = treaty ? stepsOf(treaty.index).filter((step) => step.day <= data.day) : [];
  if (!treaty || !steps.length) return null;
  return {
    treaty,
    steps,
    first: steps[0].day,
    last: asAt(data.day).knownUntil(treaty.index) || data.day,
    from: timeOf(yearOf(steps[0].day) * 10000),
    to: timeOf((yearOf(data.day) + 1) * 10000),
  };
}

/** @param {number} day */
export function yearOf(day) {
  return Math.floor(day / 10000);
}

/** @param {number} day @returns {number} */
function timeOf(day) {
  return Date.UTC(yearOf(day), Math.max(Math.floor(day / 100) % 100, 1) - 1, Math.max(day % 100, 1));
}

/** @param {Span} span @param {number} x in pixels @param {number} width of the whole @returns {number} the day drawn there */
export function dayAt({ from, to }, x, width) {
  const part = Math.min(Math.max((x - LEFT) / (width - LEFT - RIGHT), 0), 1);
  const date = new Date(from + part * (to - from));
  return date.getUTCFullYear() * 10000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

/** @returns {string} how many are party on the day; empty for no treaty */
export function consentsInWords() {
  const span = consentsSpan();
  if (!span) return "";
  const until = knownUntilInWords(asAt(viewed.day).knownUntil(span.treaty.index));
  return `${span.treaty.name}: ${partiesInWords(span)} on ${readDate(viewed.day)}${until}`;
}

/** @param {Span} span */
export function partiesInWords({ steps }) {
  const { party, open, asked } = stepOn(steps, viewed.day);
  if (!asked) return "not yet adopted";
  return `${party} of ${asked} UN Member States party${open ? `, of ${open} it is not known` : ""}`;
}

/** @param {Pen} pen @param {number} width */
export function drawConsents(pen, width) {
  const span = consentsSpan();
  if (!span) return;
  const { steps, from, to, last } = span;
  const wide = width - RIGHT - LEFT;
  const most = Math.max(...steps.map((step) => step.asked));
  const across = (/** @type {number} */ day) => LEFT + ((Math.min(Math.max(timeOf(day), from), to) - from) / (to - from)) * wide;
  const today = across(data.day);
  const fillBelow = (/** @type {(step: Step) => number} */ count, /** @type {string | CanvasPattern} */ ink) => {
    const tops = steps.flatMap((step, at) => {
      const y = FLOOR - (count(step) / most) * (FLOOR - TOP);
      return [[across(step.day), y], [at + 1 < steps.length ? across(steps[at + 1].day) : today, y]];
    });
    filled(pen, polygon([[across(steps[0].day), FLOOR], ...tops, [today, FLOOR]]), ink);
  };
  fillBelow((step) => step.asked, colours.land);
  fillBelow((step) => step.party + step.open, standingFill(pen, "unknown", 1));
  fillBelow((step) => step.party, colours.party);
  filled(pen, [across(last), TOP, today - across(last), FLOOR - TOP], staleFill(pen));
  drawScale(pen, wide, most, yearOf(steps[0].day), yearOf(data.day) + 1, across);
  const x = across(viewed.day);
  filled(pen, [x - 1, TOP - 4, 2, FLOOR - TOP + 8], colours.ink);
  filled(pen, circle(x, TOP - 3, 4.5), colours.ink);
}

/** @param {Pen} pen @param {number} wide @param {number} most @param {number} from @param {number} to years @param {(day: number) => number} across */
function drawScale(pen, wide, most, from, to, across) {
  const [font, ink] = [fontOf(11), colours.muted];
  filled(pen, [LEFT, FLOOR, wide, 1], colours.line);
  written(pen, String(most), { x: LEFT - 6, y: TOP + 4 }, { font, ink, align: "right" });
  written(pen, "0", { x: LEFT - 6, y: FLOOR - 3 }, { font, ink, align: "right" });
  const every = [1, 2, 5, 10, 20, 50].find((years) => (wide / (to - from)) * years > 44) ?? 100;
  for (let year = Math.ceil(from / every) * every; year < to; year += every) {
    const x = across(year * 10000);
    filled(pen, [x, FLOOR, 1, 4], ink);
    written(pen, String(year), { x: Math.max(x, LEFT + 4), y: FLOOR + 11 }, { font, ink, align: "center" });
  }
}

/** Parties to each treaty over time, at the ends of years; made when the table is opened. */
import { data, treaties } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { byId, element, fill, titledRow } from "../../shared/js/elements.js";
import { nodeLink } from "./links.js";
import { stepOn, stepsOf } from "./steps.js";

const [FIRST_YEAR, EVERY] = [1950, 5];

export function startTimeline() {
  byId("over-time").addEventListener("toggle", paintTimeline, { once: true });
}

function paintTimeline() {
  /** @type {number[]} */
  const days = [];
  for (let year = FIRST_YEAR; year < Math.floor(data.day / 10000); year += EVERY) days.push(year * 10000 + 1231);
  days.push(data.day);
  const years = days.map((day) => element("th", { scope: "col", class: "number" }, Math.floor(day / 10000)));
  fill(
    byId("over-time-table"),
    element("caption", {}, `UN Member States of the day that are party, at the end of every fifth year and on ${readDate(data.day)}; after +, how many it is unknown of or disputed`),
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Treaty"), years)),
    element("tbody", {}, treaties.map(({ index }) => titledRow(nodeLink(index), days.map((day) => partiesOn(day, index)), { class: "number" }))),
  );
}

/** @param {number} day @param {number} treaty @returns {string} */
function partiesOn(day, treaty) {
  const { party, open, asked } = stepOn(stepsOf(treaty), day);
  return asked ? `${party}${open ? ` +${open}` : ""}` : "";
}

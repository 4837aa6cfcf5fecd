/** Parties to each treaty over time: spells counted day by day when the table is opened. */
import { data, treaties } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { byId, element, fill } from "../../shared/js/elements.js";
import { asAt } from "./holding.js";
import { nodeLink } from "./links.js";

const FIRST_YEAR = 1950;
const EVERY = 5;

export function startTimeline() {
  byId("over-time").addEventListener("toggle", paintTimeline, { once: true });
}

function paintTimeline() {
  /** @type {number[]} */
  const days = [];
  for (let year = FIRST_YEAR; year < Math.floor(data.day / 10000); year += EVERY) days.push(year * 10000 + 1231);
  days.push(data.day);
  const parties = days.map((day) => treaties.map((treaty) => partiesOn(day, treaty.index)));
  fill(
    byId("over-time-table"),
    element("caption", {}, `UN Member States of the day that are party, at the end of every fifth year and on ${readDate(data.day)}; after +, how many it is unknown of or disputed`),
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Treaty"), days.map((day) => element("th", { scope: "col", class: "number" }, Math.floor(day / 10000))))),
    element("tbody", {}, treaties.map((treaty, row) => element("tr", {}, element("th", { scope: "row" }, nodeLink(treaty.index)), parties.map((column) => element("td", { class: "number" }, column[row]))))),
  );
}

/** @param {number} day @param {number} treaty @returns {string} */
function partiesOn(day, treaty) {
  const standings = asAt(day).standings(treaty);
  const unknown = (standings.unknown?.length ?? 0) + (standings.disputed?.length ?? 0);
  if (standings[""]?.length === asAt(day).members.length) return "";
  return `${standings.party?.length ?? 0}${unknown ? ` +${unknown}` : ""}`;
}

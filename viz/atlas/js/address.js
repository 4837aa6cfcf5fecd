/** Reads the address after #. What it does not name is as on opening; what it names and there is none of as well, and is said. */
import { nodeAt } from "./data.js";
import { dateNumber, isDay, readDate } from "../../shared/js/dates.js";
import { byId, tell } from "../../shared/js/elements.js";
import { opening, show } from "./state.js";
import { tables } from "./tables.js";
import { views } from "./views.js";

/** @param {string} id of a list of choices @returns {(value: string) => boolean} */
const offered = (id) => (value) => [...byId(id).querySelectorAll("option")].some((option) => option.value === value);
/** @param {...string} names @returns {(value: string) => boolean} */
const oneOf = (...names) => (value) => names.includes(value);
/** @param {string} key */
const recorded = (key) => nodeAt(key) !== undefined;
/** @param {string} key */
const isTreaty = (key) => recorded(key) && key.startsWith("Treaty:");

/** What each part of an address may be; what is not here may be any text. @type {Record<string, [string, (value: string) => boolean]>} */
const READABLE = {
  view: ["view", (value) => views.some(({ name }) => name === value)],
  day: ["day", (value) => isDay(dateNumber(value))],
  select: ["State, treaty or body", recorded],
  with: ["State, treaty or body", recorded],
  treaty: ["treaty", isTreaty],
  about: ["treaty", isTreaty],
  region: ["region", offered("region")],
  links: ["kind of links", offered("links")],
  colour: ["meaning of colours", offered("colour")],
  kind: ["kind of gap", (value) => tables.some(({ name }) => name === value)],
  unknown: ["switch", oneOf("off")],
  outlines: ["switch", oneOf("off")],
  corridors: ["switch", oneOf("on")],
  only: ["switch", oneOf("gaps")],
  order: ["order", oneOf("date")],
  theme: ["theme", oneOf("light", "dark")],
};

/** Reads the address and shows what it names. */
export function readAddress() {
  /** @type {Record<string, any>} */
  const usual = opening;
  /** @type {any} */
  const read = { ...opening };
  const mended = [];
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    const [what, readable] = READABLE[name] ?? ["", () => true];
    if (!(name in opening)) mended.push(`nothing here is called ${name}`);
    else if (value !== usual[name] && !readable(value)) mended.push(`there is no ${what} ${value || "without a name"}`);
    else read[name] = name === "day" ? dateNumber(value) : value;
  }
  // Nothing is compared with nothing.
  if (!read.select) [read.select, read.with] = [read.with, ""];
  show(read, false);
  tell("mended", mended.length > 0 && `The address could not be read in full: ${mended.join("; ")}. Shown is what could, as at ${readDate(read.day)}.`);
}

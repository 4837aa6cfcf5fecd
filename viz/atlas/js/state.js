/**
 * What is being looked at: view, day, selection, filters. It lives in the address after #, so that a link shows the same.
 *
 * @typedef {{view: string, day: number, select: string, with: string, pick: string, open: string, region: string, links: string, colour: string,
 *   treaty: string, about: string, kind: string, find: string, unknown: string, outlines: string, corridors: string,
 *   only: string, order: string, sort: string, theme: string}} Viewed
 */
import { data, keyOf, nodeAt, nodes } from "./data.js";
import { isoDate } from "../../shared/js/dates.js";

/** @type {Viewed} */
export const opening = {
  ...{ view: "network", day: data.day, select: "", with: "", pick: "", open: "", region: "", links: "ties", colour: "cluster" },
  ...{ treaty: "", about: "", kind: "instrument", find: "", unknown: "", outlines: "on", corridors: "", only: "", order: "", sort: "", theme: "" },
};

/** @type {Viewed} */
export const viewed = { ...opening };
/** @type {((now: Viewed, changed: Set<string>) => void)[]} */
const watchers = [];

/** @param {(now: Viewed, changed: Set<string>) => void} watcher called after every change with the names changed */
export function watch(watcher) {
  watchers.push(watcher);
}

/** What Back and Forward step through; the rest changes in place. */
const STEPPED = new Set(["view", "select", "with", "kind", "treaty", "about", "open"]);

/** @param {Partial<Viewed>} change @param {boolean} [step] whether Back returns to what was seen before */
export function show(change, step = true) {
  // Another selection: no group of it is opened yet, nothing is to be picked for it.
  if ("select" in change || "with" in change) change = { pick: "", open: "", ...change };
  const names = /** @type {(keyof Viewed)[]} */ (Object.keys(change));
  const changed = new Set(names.filter((name) => viewed[name] !== change[name]));
  if (!changed.size) return;
  Object.assign(viewed, change);
  try {
    const stepped = step && [...changed].some((name) => STEPPED.has(name));
    history[stepped ? "pushState" : "replaceState"](null, "", address());
  } catch {
    // Some frames have no address of their own; the page works without it.
  }
  for (const watcher of watchers) watcher(viewed, changed);
}

/** Selects a node; compares with it where that is wanted or asked for. @param {number} index @param {boolean} more */
export function take(index, more) {
  const key = keyOf(nodes[index]);
  if ((more || viewed.pick) && viewed.select && viewed.select !== key) show({ with: key });
  else show({ select: key, with: "", pick: more ? "on" : "" });
}

/** The nodes selected: none, one or two. */
export function chosenNodes() {
  return [viewed.select, viewed.with].flatMap((key) => nodeAt(key) ?? []);
}

/** @param {Partial<Viewed>} [change] @returns {string} the address of what is seen, or would be after `change` */
export function address(change = {}) {
  const parts = Object.entries({ ...viewed, ...change }).filter(([name, value]) => value !== opening[/** @type {keyof Viewed} */ (name)]);
  return `#${new URLSearchParams(parts.map(([name, value]) => [name, name === "day" ? isoDate(Number(value)) : String(value)]))}`;
}

/** @param {number} index of a State @returns {boolean} whether it lies in the region chosen */
export function inRegion(index) {
  const { region, subregion } = nodes[index].known;
  return !viewed.region || viewed.region === region || viewed.region === subregion;
}

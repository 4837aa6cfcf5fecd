/** Search by name, code, acronym or former name, of two States at once, too; accents and case are ignored. */
import { keyOf, nodes } from "./data.js";
import { byId, counted, element, fill } from "../../shared/js/elements.js";
import { foldedText } from "./fold.js";
import { show } from "./state.js";
import { kindInWords } from "../../shared/js/wording.js";

const MOST = 12;
/** @type {{index: number, names: string[]}[]} */
let known = [];

/** @returns {{index: number, names: string[]}[]} */
function searched() {
  if (!known.length) {
    known = nodes.map((node) => ({
      index: node.index,
      names: [node.name, node.id, node.known.acronym, node.known.title, node.known.official_name, node.known.iso2, node.known.depositary_ref, ...(node.aliases ?? [])]
        .filter(Boolean)
        .map((name) => foldedText(String(name))),
    }));
  }
  return known;
}

/** How well a name fits what is wanted: 0 the whole, 1 the start, 2 the start of a word, 3 anywhere, 9 not. @param {string} name @param {string} wanted */
function fitOfName(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (` ${name}`.includes(` ${wanted}`)) return 2;
  return name.includes(wanted) ? 3 : 9;
}

const LISTED_FIRST = ["State", "Treaty", "RegionalBody", "UNEntity"];

/** @param {string} wanted folded @returns {{index: number, best: number}[]} nodes found, best first */
function ranked(wanted) {
  if (!wanted) return [];
  const place = (/** @type {number} */ index) => (LISTED_FIRST.indexOf(nodes[index].label) + 1 || LISTED_FIRST.length + 1);
  return searched()
    .map(({ index, names }) => ({ index, best: Math.min(9, ...names.map((name) => fitOfName(name, wanted))) }))
    .filter(({ best }) => best < 9)
    .sort((a, b) => a.best - b.best || place(a.index) - place(b.index) || nodes[a.index].name.localeCompare(nodes[b.index].name, "en"));
}

/** @param {string} text @returns {number[]} nodes found, best first */
export function found(text) {
  return ranked(foldedText(text)).map(({ index }) => index);
}

/** @param {string[]} words @returns {{index: number, best: number} | undefined} the State whose name they are, or begin */
function namedState(words) {
  const wanted = words.join(" ");
  return searched()
    .filter(({ index }) => nodes[index].label === "State")
    .map(({ index, names }) => ({ index, best: Math.min(9, ...names.map((name) => fitOfName(name, wanted))) }))
    .sort((a, b) => a.best - b.best || a.index - b.index)
    .find(({ best }) => wanted && best <= 1);
}

/** @param {string} text @returns {[number, number][]} States that it names one after the other, best first */
export function foundPairs(text) {
  const words = foldedText(text).split(" ");
  const pairs = [];
  for (let at = 1; at < words.length; at += 1) {
    const one = namedState(words.slice(0, at));
    const other = one && namedState(words.slice(words[at] === "and" ? at + 1 : at));
    if (one && other && one.index !== other.index) pairs.push({ pair: /** @type {[number, number]} */ ([one.index, other.index]), best: one.best + other.best });
  }
  return pairs.sort((a, b) => a.best - b.best).map(({ pair }) => pair);
}

/** @typedef {{name: string, extra: string, select: number, with?: number}} Choice what may be chosen, and what it selects */

/** @param {string} text @returns {Choice[]} what a text may mean, best first; pairs of States where it names no single thing */
function choices(text) {
  const single = found(text);
  if (single.length) return single.map((index) => ({ name: nodes[index].name, extra: `${kindInWords(nodes[index].label)} · ${nodes[index].known.acronym ?? nodes[index].id}`, select: index }));
  return foundPairs(text).map(([one, other]) => ({ name: `${nodes[one].name} and ${nodes[other].name}`, extra: "two States", select: one, with: other }));
}

export function startSearch() {
  const field = /** @type {HTMLInputElement} */ (byId("search"));
  const results = byId("search-results");
  /** What is listed, and which of it the keyboard is on, -1 for none. @type {Choice[]} */
  let list = [];
  let active = -1;
  const close = () => {
    results.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    byId("search-said").textContent = "";
  };
  /** @param {Choice} chosen */
  const choose = (chosen) => {
    show({ select: keyOf(nodes[chosen.select]), with: chosen.with === undefined ? "" : keyOf(nodes[chosen.with]) });
    field.value = chosen.name;
    close();
    field.focus();
  };
  /** @param {number} to */
  const move = (to) => {
    active = Math.min(Math.max(to, -1), Math.min(list.length, MOST) - 1);
    for (const [at, option] of results.querySelectorAll("[role=option]").entries()) {
      option.setAttribute("aria-selected", String(at === active));
      if (at === active) option.scrollIntoView({ block: "nearest" });
    }
    if (active < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `found-${active}`);
  };
  field.addEventListener("input", () => {
    list = choices(field.value);
    results.hidden = !field.value.trim();
    field.setAttribute("aria-expanded", String(!results.hidden && list.length > 0));
    fill(
      results,
      list.slice(0, MOST).map((choice, at) =>
        element("li", { role: "option", id: `found-${at}`, "aria-selected": "false", onclick: () => choose(choice) }, choice.name, element("span", { class: "extra" }, choice.extra)),
      ),
      list.length > MOST ? element("li", { class: "hint", role: "presentation" }, `and ${list.length - MOST} more: type on`) : null,
      list.length ? null : element("li", { class: "hint", role: "presentation" }, "Nothing of this name. Try a code (FJI), an acronym (ASEAN), a part of a name, or two States."),
    );
    move(-1);
    byId("search-said").textContent = list.length ? `${counted(list.length, "result")}; arrow down to choose` : "no results";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const chosen = list[Math.max(active, 0)] ?? choices(field.value)[0];
      if (chosen !== undefined) choose(chosen);
    } else if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active - 1);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!(/** @type {Element} */ (event.target).closest("#search-box"))) close();
  });
}

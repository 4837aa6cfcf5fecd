/** Search by name, code, acronym or former name, of two States at once, too; accents and case are ignored. */
import { inOrderOfName, keyOf, nodes } from "./data.js";
import { byId, counted, element, fill, spanOf } from "../../shared/js/elements.js";
import { foldedText } from "./fold.js";
import { show } from "./state.js";
import { kindInWords } from "../../shared/js/wording.js";

/** @typedef {{index: number, best: number}} Fit a node, and how well it fits what is wanted, the less the better */
/** @typedef {{name: string, extra: string, select: number, with?: number}} Choice what may be chosen, and what it selects */

const MOST = 12;
const LISTED_FIRST = ["State", "Treaty", "RegionalBody", "UNEntity"];
/** Names that are searched, by node. @type {string[][]} */
let known = [];

/** @returns {string[][]} */
function searched() {
  if (!known.length) {
    known = nodes.map(({ id, name, aliases, known: { acronym, title, official_name, iso2, depositary_ref } }) =>
      [name, id, acronym, title, official_name, iso2, depositary_ref, ...(aliases ?? [])].filter(Boolean).map((text) => foldedText(String(text))),
    );
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

/** @param {string} wanted folded @returns {Fit[]} nodes found */
function fits(wanted) {
  const all = wanted ? searched().map((names, index) => ({ index, best: Math.min(...names.map((name) => fitOfName(name, wanted))) })) : [];
  return all.filter(({ best }) => best < 9);
}

/** @param {string} text @returns {number[]} nodes found, best first */
export function found(text) {
  const place = (/** @type {number} */ index) => (LISTED_FIRST.indexOf(nodes[index].label) + 1 || LISTED_FIRST.length + 1);
  return fits(foldedText(text))
    .sort((a, b) => a.best - b.best || place(a.index) - place(b.index) || inOrderOfName(nodes[a.index], nodes[b.index]))
    .map(({ index }) => index);
}

/** @param {string[]} words @returns {Fit | undefined} the State whose name they are, or begin */
function namedState(words) {
  const begun = fits(words.join(" ")).filter(({ index, best }) => best <= 1 && nodes[index].label === "State");
  return begun.sort((a, b) => a.best - b.best || a.index - b.index)[0];
}

/** @param {string} text @returns {Choice[]} the States that it names one after the other, best first */
function pairsNamed(text) {
  const words = foldedText(text).split(" ");
  const pairs = words.slice(1).flatMap((word, at) => {
    const one = namedState(words.slice(0, at + 1));
    const other = one && namedState(words.slice(word === "and" ? at + 2 : at + 1));
    return one && other && one.index !== other.index ? { select: one.index, with: other.index, best: one.best + other.best } : [];
  });
  const best = pairs.sort((a, b) => a.best - b.best);
  return best.map((pair) => ({ ...pair, name: `${nodes[pair.select].name} and ${nodes[pair.with].name}`, extra: "two States" }));
}

/** @param {string} text @returns {Choice[]} what it may mean, best first; pairs of States where it names no single thing */
function choices(text) {
  const single = found(text).map((index) => {
    const { name, label, id, known: { acronym } } = nodes[index];
    return { name, extra: `${kindInWords(label)} · ${acronym ?? id}`, select: index };
  });
  return single.length ? single : pairsNamed(text);
}

export function startSearch() {
  const field = /** @type {HTMLInputElement} */ (byId("search"));
  const results = byId("search-results");
  /** What is listed, and which of it the keyboard is on, -1 for none. @type {Choice[]} */
  let list = [];
  let active = -1;
  /** @param {string} [said] to those who do not see it; without it the list is closed */
  const paint = (said = "") => {
    results.hidden = !said || !field.value.trim();
    field.setAttribute("aria-expanded", String(!results.hidden && list.length > 0));
    byId("search-said").textContent = said;
  };
  /** @param {Choice} chosen */
  const choose = (chosen) => {
    show({ select: keyOf(nodes[chosen.select]), with: chosen.with === undefined ? "" : keyOf(nodes[chosen.with]) });
    field.value = chosen.name;
    close();
    field.focus();
  };
  const close = () => {
    field.removeAttribute("aria-activedescendant");
    paint();
  };
  /** @param {number} to */
  const move = (to) => {
    active = Math.min(Math.max(to, -1), Math.min(list.length, MOST) - 1);
    for (const [at, one] of results.querySelectorAll("[role=option]").entries()) one.setAttribute("aria-selected", String(at === active));
    if (active < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", `found-${active}`);
    results.children[active].scrollIntoView({ block: "nearest" });
  };
  field.addEventListener("input", () => {
    list = choices(field.value);
    const options = list.slice(0, MOST).map((choice, at) => {
      const attributes = { role: "option", id: `found-${at}`, "aria-selected": "false", onclick: () => choose(choice) };
      return element("li", attributes, choice.name, spanOf("extra", choice.extra));
    });
    const none = "Nothing of this name. Try a code (FJI), an acronym (ASEAN), a part of a name, or two States.";
    const more = list.length ? list.length > MOST && `and ${list.length - MOST} more: type on` : none;
    fill(results, options, more && element("li", { class: "hint", role: "presentation" }, more));
    move(-1);
    paint(list.length ? `${counted(list.length, "result")}; arrow down to choose` : "no results");
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const chosen = list[Math.max(active, 0)] ?? choices(field.value)[0];
      if (chosen) choose(chosen);
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

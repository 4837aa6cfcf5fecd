/** Search by name, code, acronym or former name; accents and case are ignored. */
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
      names: [node.name, node.id, node.known.acronym, node.known.title, node.known.official_name, node.known.iso2, ...(node.aliases ?? [])]
        .filter(Boolean)
        .map((name) => foldedText(String(name))),
    }));
  }
  return known;
}

/** @param {string} text @returns {number[]} nodes found, best first: whole name, start of a name, start of a word, anywhere */
export function found(text) {
  const wanted = foldedText(text);
  if (!wanted) return [];
  /** @type {[number, number, number][]} */
  const ranked = [];
  for (const { index, names } of searched()) {
    let best = 9;
    for (const name of names) {
      if (name === wanted) best = Math.min(best, 0);
      else if (name.startsWith(wanted)) best = Math.min(best, 1);
      else if (` ${name}`.includes(` ${wanted}`)) best = Math.min(best, 2);
      else if (name.includes(wanted)) best = Math.min(best, 3);
    }
    if (best < 9) ranked.push([best, ["State", "Treaty", "RegionalBody", "UNEntity"].indexOf(nodes[index].label) + (["State", "Treaty", "RegionalBody", "UNEntity"].includes(nodes[index].label) ? 0 : 9), index]);
  }
  return ranked.sort((a, b) => a[0] - b[0] || a[1] - b[1] || nodes[a[2]].name.localeCompare(nodes[b[2]].name, "en")).map(([, , index]) => index);
}

export function startSearch() {
  const field = /** @type {HTMLInputElement} */ (byId("search"));
  const results = byId("search-results");
  /** What is listed, and which of it the keyboard is on, -1 for none. @type {number[]} */
  let list = [];
  let active = -1;
  const close = () => {
    results.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    byId("search-said").textContent = "";
  };
  /** @param {number} index */
  const choose = (index) => {
    show({ select: keyOf(nodes[index]), with: "" });
    field.value = nodes[index].name;
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
    list = found(field.value);
    results.hidden = !field.value.trim();
    field.setAttribute("aria-expanded", String(!results.hidden && list.length > 0));
    fill(
      results,
      list.slice(0, MOST).map((index, at) =>
        element("li", { role: "option", id: `found-${at}`, "aria-selected": "false", onclick: () => choose(index) }, nodes[index].name, element("span", { class: "extra" }, `${kindInWords(nodes[index].label)} · ${nodes[index].known.acronym ?? nodes[index].id}`)),
      ),
      list.length > MOST ? element("li", { class: "hint", role: "presentation" }, `and ${list.length - MOST} more: type on`) : null,
      list.length ? null : element("li", { class: "hint", role: "presentation" }, "Nothing of this name. Try a code (FJI), an acronym (ASEAN) or a part of a name."),
    );
    move(-1);
    byId("search-said").textContent = list.length ? `${counted(list.length, "result")}; arrow down to choose` : "no results";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const chosen = list[Math.max(active, 0)] ?? found(field.value)[0];
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

/** Search by name, code, acronym or former name; accents and case are ignored. */
import { keyOf, nodes } from "./data.js";
import { byId, counted, element, fill } from "./elements.js";
import { foldedText } from "./fold.js";
import { show } from "./state.js";
import { kindInWords } from "./wording.js";

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
  const close = () => {
    results.hidden = true;
    byId("search-said").textContent = "";
  };
  /** @param {number} index */
  const choose = (index) => {
    show({ select: keyOf(nodes[index]), with: "" });
    field.value = nodes[index].name;
    close();
    field.focus();
  };
  field.addEventListener("input", () => {
    const list = found(field.value);
    results.hidden = !field.value.trim();
    fill(
      results,
      list.slice(0, MOST).map((index) =>
        element("li", {}, element("button", { type: "button", onclick: () => choose(index) }, nodes[index].name, element("span", { class: "extra" }, `${kindInWords(nodes[index].label)} · ${nodes[index].known.acronym ?? nodes[index].id}`))),
      ),
      list.length > MOST ? element("li", { class: "hint" }, `and ${list.length - MOST} more: type on`) : null,
      list.length ? null : element("li", { class: "hint" }, "Nothing of this name. Try a code (FJI), an acronym (ASEAN) or a part of a name."),
    );
    byId("search-said").textContent = list.length ? `${counted(list.length, "result")}; arrow down to choose` : "no results";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const [first] = found(field.value);
      if (first !== undefined) choose(first);
    } else if (event.key === "ArrowDown") {
      results.querySelector("button")?.focus();
      event.preventDefault();
    } else if (event.key === "Escape") close();
  });
  results.addEventListener("keydown", (event) => {
    const buttons = [...results.querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    if (event.key === "ArrowDown") buttons[Math.min(at + 1, buttons.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (at > 0 ? buttons[at - 1] : field).focus();
    else if (event.key === "Escape") {
      close();
      field.focus();
    } else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!(/** @type {Element} */ (event.target).closest("#search-box"))) close();
  });
}

/** The legend: each kind of node and of line with its number; an entry hides or shows what it stands for. */
import { byId, element, fill } from "../../shared/js/elements.js";
import { SIZE, swatch } from "../../shared/js/keys.js";
import { drawLink, kindOfFact } from "../../shared/js/linkkinds.js";
import { filled } from "../../shared/js/paint.js";
import { signShape } from "../../shared/js/nodesigns.js";
import { hidden, lines, nodes } from "./answer.js";
import { colourOf } from "./drawing.js";

/** @param {() => void} repaint */
export function paintLegend(repaint) {
  const labels = counts(nodes.map(({ label, count }) => [label, count]));
  const kinds = counts(lines.map((line) => [line.kind, line.count]));
  const example = new Map(lines.map((line) => [line.kind, line]));
  /** @param {string} name @param {number} count @param {HTMLCanvasElement} sign */
  const entry = (name, count, sign) => {
    const button = element("button", { type: "button", "aria-pressed": String(!hidden.has(name)), title: hidden.has(name) ? `Show ${name}` : `Hide ${name}` }, sign, `${name} (${count.toLocaleString("en")})`);
    button.addEventListener("click", () => {
      if (!hidden.delete(name)) hidden.add(name);
      button.setAttribute("aria-pressed", String(!hidden.has(name)));
      button.title = hidden.has(name) ? `Show ${name}` : `Hide ${name}`;
      repaint();
    });
    return element("li", {}, button);
  };
  const signs = labels.map(([label, count]) => entry(label, count, swatch((pen) => filled(pen, signShape(label, SIZE / 2, SIZE / 2, 6), colourOf(label)))));
  const links = kinds.map(([kind, count]) => entry(kind, count, swatch((pen) => drawLink(pen, kindOfFact(/** @type {any} */ (example.get(kind))), 0, 26, SIZE / 2), 26)));
  fill(byId("legend"), element("ul", { class: "keys" }, signs), links.length ? element("ul", { class: "keys" }, links) : null);
}

/** @param {[string, number][]} found @returns {[string, number][]} the most frequent first */
function counts(found) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const [name, count] of found) sums.set(name, (sums.get(name) ?? 0) + count);
  return [...sums].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "en"));
}

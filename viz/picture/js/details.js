/** What is told of the chosen node or line: what is known, each fact with its days and who states it where. */
import { byId, counted, element, fill } from "../../shared/js/elements.js";
import { readDate } from "../../shared/js/dates.js";
import { dated, kindInWords, knownInWords, plain, statements, typeInWords } from "../../shared/js/wording.js";
import { answer, lines, linesAt, nodes } from "./answer.js";
import { choose, chosen } from "./choice.js";

/** @typedef {import("./answer.js").Line} Line */
/** @typedef {import("./answer.js").Drawn} Drawn */

/** How a line reads in one sentence. @param {Line} line @returns {string} */
export function lineInWords(line) {
  if (line.count > 1 || answer.grouped) return `${line.kind}: ${counted(line.count, "fact")}`;
  const by = statements(line).map(({ source, locator }) => `${source}, ${locator}`);
  const days = line.type === "BORDERS" ? "" : `, ${dated(line)}${knownInWords(line, answer.day)}`;
  return `${line.kind}${days}${by.length ? `; source: ${by.join("; ")}` : ""}`;
}

/** @param {Line} line @returns {string} */
export function endsInWords(line) {
  return `${nodes[line.start].name} → ${nodes[line.end].name}`;
}

export function paintDetails() {
  const node = nodes[chosen.node];
  fill(byId("panel"), ...(chosen.line ? lineDetails(chosen.line) : node ? nodeDetails(node) : opening()));
  byId("panel").scrollTop = 0;
  byId("said").textContent = chosen.line ? `${endsInWords(chosen.line)}: ${lineInWords(chosen.line)}` : node ? `${node.name} selected; details stand beside the picture` : "nothing selected";
}

function opening() {
  return [
    element("h2", {}, "Details"),
    element("p", { class: "hint" }, "Choose a node or a line to see what is known of it, since when, and who states it where."),
    element("p", { class: "hint" }, `Drawn are facts as at ${readDate(answer.day)}, or those the answer itself holds. What is not drawn is not denied: see the rows below.`),
    element("p", {}, counted(lines.reduce((sum, { count }) => sum + count, 0), "fact")),
  ];
}

/** @param {Drawn} node */
function nodeDetails(node) {
  const known = Object.entries(node.known).filter(([name]) => !["name", "title", "lat", "lon"].includes(name));
  return [
    element("h2", {}, node.name),
    element("p", { class: "kind" }, [kindInWords(node.label), node.id].filter(Boolean).join(" ")),
    known.length ? element("dl", {}, known.flatMap(([name, value]) => [element("dt", {}, plain(name)), element("dd", {}, Array.isArray(value) ? value.join("; ") : String(value))])) : null,
    element("p", { class: "source" }, node.sources.map((source, at) => `${source}: ${node.locators[at] ?? ""}`).join("; ")),
    element("h3", {}, counted(linesAt[node.index].length, "line")),
    element("ul", {}, linesAt[node.index].map((line) => lineItem(line, node))),
  ];
}

/** @param {Line} line @param {Drawn} from */
function lineItem(line, from) {
  const other = nodes[line.start === from.index ? line.end : line.start];
  return element(
    "li",
    {},
    `${typeInWords(line.type, line.start === from.index)} `,
    element("button", { type: "button", onclick: () => choose(other.index) }, other.name),
    element("span", { class: "source" }, lineInWords(line)),
  );
}

/** @param {Line} line */
function lineDetails(line) {
  const more = Object.entries(line.extra).filter(([name]) => !name.endsWith("_precision"));
  return [
    element("h2", {}, line.kind),
    element("p", {}, ...[line.start, line.end].flatMap((end, at) => [at ? " → " : "", element("button", { type: "button", onclick: () => choose(end) }, nodes[end].name)])),
    line.sources.length ? element("p", { class: "date" }, `${dated(line)}${knownInWords(line, answer.day)}`) : element("p", {}, counted(line.count, "fact")),
    more.length ? element("dl", {}, more.flatMap(([name, value]) => [element("dt", {}, plain(name)), element("dd", {}, String(value))])) : null,
    line.dispute ? element("p", { class: "dispute" }, `Disputed: ${line.dispute}`) : null,
    line.sources.length ? element("h3", {}, "Who states it") : null,
    element("ul", {}, statements(line).map(({ source, locator, since }) => element("li", {}, source, element("span", { class: "source" }, `${locator}${since ? `; since ${readDate(since)}` : ""}`)))),
    ...(line.notes ?? []).map((note) => element("p", { class: "note" }, note)),
  ];
}

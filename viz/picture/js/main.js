/** Starts the page: vis-network keeps the picture in place, and moves and zooms it; what is in it is painted here. */
import { byId } from "../../shared/js/elements.js";
import { readDate } from "../../shared/js/dates.js";
import { moved } from "../../shared/js/paint.js";
import { savePictureAsPng, savePictureAsSvg } from "../../shared/js/pictures.js";
import { Stage } from "../../shared/js/stage.js";
import { setTheme } from "../../shared/js/theme.js";
import { hideTip, showText } from "../../shared/js/tip.js";
import { ledTo, whenKeyed } from "../../shared/js/ways.js";
import { kindInWords } from "../../shared/js/wording.js";
import { answer, arrange, extent, lines, lineShown, nodes, nodeShown } from "./answer.js";
import { choose, chosen, whenChosen } from "./choice.js";
import { endsInWords, lineInWords, paintDetails } from "./details.js";
import { drawSigns, nameSize, writeNames } from "./drawing.js";
import { paintLegend } from "./legend.js";
import { distanceFrom, RADIUS, wayOf } from "./paths.js";

const NEAR = 6;
const byName = [...nodes].sort((one, other) => one.name.localeCompare(other.name, "en"));

const container = byId("network");
arrange(upright());
const stage = new Stage(container, carriedNodes(), answer.network.options, { paint: drawSigns, write, clicked, pointed });
const network = stage.network;

/** Whether the picture is that of a phone held upright. */
function upright() {
  const { width, height } = container.getBoundingClientRect();
  return width < height * 1.05;
}

function carriedNodes() {
  return answer.network.nodes.map((/** @type {any} */ node, /** @type {number} */ at) => ({ ...node, x: nodes[at].x, y: nodes[at].y, takes: 2 * RADIUS + 8 }));
}

function resized() {
  if (arrange(upright())) stage.arrange(carriedNodes());
  else if (stage.moved) return network.redraw();
  fit();
}

/** Shows all, never larger than it is made. */
function fit() {
  const { width, height } = stage.size();
  const [left, top, right, bottom] = extent();
  const scale = Math.min(1.5, (width - 24) / Math.max(right - left, 1), (height - 24) / Math.max(bottom - top, 1));
  stage.show({ x: (left + right) / 2, y: (top + bottom) / 2 }, scale);
}

/** @param {import("../../shared/js/paint.js").Pen} pen */
function write(pen) {
  writeNames(pen, stage.scale, (spot) => stage.onScreen(spot), stage.size());
}

/** @param {{x: number, y: number}} at on the screen @returns {number} the node there, by its sign or name; -1 for none */
function nodeUnder(at) {
  const spot = network.DOMtoCanvas(at);
  return nodes.findIndex((node) => {
    const { width, height } = nameSize(node);
    const across = (spot.x - node.x) * node.side;
    return nodeShown(node) && across >= -RADIUS - 3 && across <= RADIUS + 5 + width && Math.abs(spot.y - node.y) <= Math.max(RADIUS + 3, height / 2);
  });
}

/** @param {{x: number, y: number}} at on the screen */
function lineUnder(at) {
  const spot = network.DOMtoCanvas(at);
  const found = lines.filter(lineShown).map((line) => ({ line, far: distanceFrom(wayOf(line), spot) }));
  const nearest = found.reduce((a, b) => (b.far < a.far ? b : a), { line: lines[0], far: Infinity });
  return nearest.far < NEAR / stage.scale ? nearest.line : null;
}

/** @param {any} event */
function clicked({ pointer }) {
  network.unselectAll();
  const node = nodeUnder(pointer.DOM);
  choose(node, node < 0 ? lineUnder(pointer.DOM) : null);
}

/** @param {MouseEvent} event */
function pointed(event) {
  const at = { x: event.offsetX, y: event.offsetY };
  const node = nodeUnder(at);
  const line = node < 0 && !event.buttons ? lineUnder(at) : null;
  if (node >= 0) showText(event, nodes[node].name, answer.grouped ? "" : `${kindInWords(nodes[node].label)} ${nodes[node].id}`);
  else if (line) showText(event, endsInWords(line), lineInWords(line));
  else hideTip();
  /** @type {HTMLElement} */ (event.target).style.cursor = node >= 0 || line ? "pointer" : "grab";
}

/** @returns {import("./answer.js").Drawn | undefined} the node the keys are on */
function nodeMarked() {
  return [nodes[chosen.marked]].find((node) => node && nodeShown(node));
}

/** @param {string} key @returns {boolean} */
function walk(key) {
  const node = ledTo(key, nodeMarked(), byName.filter(nodeShown));
  if (key === "Escape") choose(-1);
  if (!node) return key === "Escape";
  chosen.marked = node.index;
  const at = stage.approach(node);
  byId("said").textContent = `${node.name}, ${kindInWords(node.label)}`;
  showText(at, node.name, answer.grouped ? "" : `${kindInWords(node.label)} ${node.id}`);
  network.redraw();
  return true;
}

function take() {
  const node = nodeMarked();
  if (node) choose(node.index);
}

/** All of the picture, for a file. @returns {import("../../shared/js/pictures.js").Picture} */
function whole() {
  const [left, top, right, bottom] = extent();
  const margin = 16;
  const [width, height] = [right - left + 2 * margin, bottom - top + 2 * margin];
  return {
    width,
    height,
    draw: (pen) => {
      const shift = { x: margin - left, y: margin - top };
      moved(pen, shift, () => drawSigns(pen));
      writeNames(pen, 1, ({ x, y }) => ({ x: x + shift.x, y: y + shift.y }), { width, height });
    },
  };
}

/** What stands below a picture in a file. */
function saying() {
  const sources = [...new Set(lines.filter(lineShown).flatMap((line) => line.sources))].sort().join(", ");
  return [
    sources ? `Sources: ${sources}; \`pactgraph sources --cite\` has their titles, licences and citations.` : "",
    `${answer.counted}. Cite: pactgraph ${answer.version}, ${answer.title}, as at ${readDate(answer.day)}. Graph ${answer.run}.`,
  ].filter(Boolean);
}

/** @param {string} theme */
function themed(theme) {
  setTheme(theme);
  byId("theme").textContent = document.documentElement.dataset.theme === "dark" ? "Light" : "Dark";
  paintLegend(() => network.redraw());
  network.redraw();
}

const fileName = `pactgraph-${answer.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60)}`;

stage.canvas.setAttribute("aria-label", `${answer.title}: ${nodes.length} nodes, ${lines.length} lines; the table of rows says the same`);
whenKeyed(container, { pan: (x, y) => stage.pan(x, y), walk, take, zoom: (by) => stage.zoom(by > 1 ? 1.3 : 1 / 1.3), fit });
byId("zoom-in").addEventListener("click", () => stage.zoom(1.3));
byId("zoom-out").addEventListener("click", () => stage.zoom(1 / 1.3));
byId("zoom-fit").addEventListener("click", fit);
byId("save-png").addEventListener("click", () => savePictureAsPng(fileName, whole(), saying()));
byId("save-svg").addEventListener("click", () => savePictureAsSvg(fileName, whole(), saying()));
byId("theme").addEventListener("click", () => themed(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => themed(""));
addEventListener("beforeprint", () => {
  document.documentElement.dataset.screen = document.documentElement.dataset.theme;
  themed("light");
});
addEventListener("afterprint", () => themed(document.documentElement.dataset.screen ?? ""));
whenChosen(() => {
  paintDetails();
  network.redraw();
});
themed("");
paintDetails();
fit();
new ResizeObserver(resized).observe(container);
document.documentElement.dataset.ready = "yes";

/** For whoever wants to check the page's answers, in the browser's console. */
/** @type {any} */ (globalThis).pactgraph = { answer, nodes, lines, chosen, choose, network, nameSize };

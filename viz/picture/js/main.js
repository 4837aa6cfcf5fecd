/** Starts the page: vis-network keeps the picture in place, and moves and zooms it; what is in it is painted here. */
import { byId } from "../../shared/js/elements.js";
import { readDate } from "../../shared/js/dates.js";
import { savePictureAsPng, savePictureAsSvg } from "../../shared/js/pictures.js";
import { setTheme } from "../../shared/js/theme.js";
import { hideTip, showText } from "../../shared/js/tip.js";
import { ledTo, WAYS } from "../../shared/js/ways.js";
import { kindInWords } from "../../shared/js/wording.js";
import { answer, arrange, extent, lines, lineShown, nodes, nodeShown } from "./answer.js";
import { choose, chosen, whenChosen } from "./choice.js";
import { endsInWords, lineInWords, paintDetails } from "./details.js";
import { drawLines, drawNode, nameSize, writeNames } from "./drawing.js";
import { paintLegend } from "./legend.js";
import { distanceFrom, RADIUS, wayOf } from "./paths.js";

const vis = /** @type {any} */ (globalThis).vis;
const [NEAR, STEP] = [6, 60];
const byName = [...nodes].sort((one, other) => one.name.localeCompare(other.name, "en"));

const container = byId("network");
arrange(upright());
const carried = new vis.DataSet(carriedNodes());
const network = new vis.Network(container, { nodes: carried, edges: [] }, answer.network.options);
let moved = false;

/** Whether the picture is that of a phone held upright. */
function upright() {
  const { width, height } = container.getBoundingClientRect();
  return width < height * 1.05;
}

function carriedNodes() {
  return answer.network.nodes.map((/** @type {any} */ node, /** @type {number} */ at) => ({ ...node, x: nodes[at].x, y: nodes[at].y, shape: "custom", ctxRenderer: renderer }));
}

function resized() {
  if (arrange(upright())) carried.update(carriedNodes());
  else if (moved) return network.redraw();
  fit();
}

/** @param {{ctx: CanvasRenderingContext2D, id: number}} given */
function renderer({ ctx, id }) {
  return { drawNode: () => drawNode(ctx, id), nodeDimensions: { width: 2 * RADIUS + 8, height: 2 * RADIUS + 8 } };
}

/** Shows all, never larger than it is made. */
function fit() {
  const { width, height } = container.getBoundingClientRect();
  const [left, top, right, bottom] = extent();
  const scale = Math.min(1.5, (width - 24) / Math.max(right - left, 1), (height - 24) / Math.max(bottom - top, 1));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
  moved = false;
}

/** @param {number} by */
function zoom(by) {
  network.moveTo({ scale: network.getScale() * by, animation: false });
  moved = true;
}

/** @param {CanvasRenderingContext2D} pen */
function above(pen) {
  const { width, height } = container.getBoundingClientRect();
  const scale = network.getScale();
  const centre = network.getViewPosition();
  pen.save();
  const ratio = pen.canvas.width / width;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  writeNames(pen, scale, ({ x, y }) => ({ x: (x - centre.x) * scale + width / 2, y: (y - centre.y) * scale + height / 2 }), { width, height });
  pen.restore();
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
  return nearest.far < NEAR / network.getScale() ? nearest.line : null;
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

/** @param {KeyboardEvent} event */
function keyed(event) {
  const way = WAYS[event.key];
  const from = [nodes[chosen.marked]].find((node) => node && nodeShown(node));
  const to = event.shiftKey ? undefined : ledTo(event.key, from, byName.filter(nodeShown));
  if (way && event.shiftKey) {
    const { x, y } = network.getViewPosition();
    network.moveTo({ position: { x: x + (way[0] * STEP) / network.getScale(), y: y + (way[1] * STEP) / network.getScale() }, animation: false });
    moved = true;
  } else if (to) mark(to);
  else if (event.key === "Enter" && from) choose(from.index);
  else if (event.key === "Escape") choose(-1);
  else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

/** @param {import("./answer.js").Drawn} node */
function mark(node) {
  chosen.marked = node.index;
  const { x, y, width, height } = container.getBoundingClientRect();
  let at = network.canvasToDOM(node);
  if (at.x < 20 || at.y < 20 || at.x > width - 20 || at.y > height - 20) {
    network.moveTo({ position: { x: node.x, y: node.y }, animation: false });
    at = network.canvasToDOM(node);
  }
  byId("said").textContent = `${node.name}, ${kindInWords(node.label)}`;
  showText({ clientX: x + at.x, clientY: y + at.y }, node.name, answer.grouped ? "" : `${kindInWords(node.label)} ${node.id}`);
  network.redraw();
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
      pen.save();
      pen.translate(shift.x, shift.y);
      drawLines(pen);
      for (const { index } of nodes) drawNode(pen, index);
      pen.restore();
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

network.on("beforeDrawing", (/** @type {CanvasRenderingContext2D} */ pen) => drawLines(pen));
network.on("afterDrawing", above);
network.on("click", clicked);
for (const event of ["dragStart", "zoom"]) network.on(event, () => (moved = true));
const canvas = /** @type {HTMLCanvasElement} */ (container.querySelector("canvas"));
canvas.setAttribute("role", "img");
canvas.setAttribute("aria-label", `${answer.title}: ${nodes.length} nodes, ${lines.length} lines; the table of rows says the same`);
canvas.addEventListener("mousemove", pointed);
canvas.addEventListener("mouseleave", hideTip);
container.addEventListener("keydown", keyed);
container.addEventListener("blur", hideTip);
byId("zoom-in").addEventListener("click", () => zoom(1.3));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
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

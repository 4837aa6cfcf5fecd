/**
 * The network view: with a selection it shows what stands around that, else all States by cluster. What is pointed at or
 * walked to is a mark: a row of the one picture, a node of the other.
 *
 * @typedef {import("../../shared/js/paint.js").Pen} Pen
 * @typedef {import("../../shared/js/paint.js").Spot} Spot
 */
import { TEXT } from "./around.js";
import { writeCaptions } from "./captions.js";
import { clusters, data, keyOf, nodeAt, nodes } from "./data.js";
import { byId, element, fill } from "../../shared/js/elements.js";
import { linkInWords } from "./linked.js";
import { arrangeOpening, drawOpening, frameOfOpening, layerShown, lineAt, nodesOfOpening, spots, upright, walkedStates } from "./opening.js";
import { nameAndLinks, onOpened, rowAt, surrounding, surroundingInWords, titleOfPicture } from "./selection.js";
import { Stage } from "../../shared/js/stage.js";
import { show, take, viewed } from "./state.js";
import { summary } from "./summary.js";
import { drawSurrounding } from "./surrounding.js";
import { hideTip, showText } from "../../shared/js/tip.js";
import { ledTo, stepped, WAYS, whenKeyed } from "../../shared/js/ways.js";

/** @type {Stage} */
let stage;
/** -1 for none. */
let marked = -1;
/** The selection that is in sight. @type {import("./selection.js").Surrounding | null} */
let around = null;

/** Makes the picture when it is first shown: vis-network needs to know its size. */
export function showNetwork() {
  const room = byId("network");
  const box = room.getBoundingClientRect();
  const tall = box.width < box.height * 1.05;
  const turned = tall !== upright;
  if (turned) arrangeOpening(tall);
  if (!stage) {
    stage = new Stage(room, nodesOfOpening(), data.network.options, { paint: drawNetwork, write: writeNetwork, clicked, pointed });
    whenKeyed(room, { pan: (x, y) => stage.pan(x, y), walk, take: (more) => marked >= 0 && takeMark(marked, more), zoom: zoomNetwork, fit: fitNetwork });
  } else if (turned) stage.arrange(nodesOfOpening());
  if (turned || !stage.moved) fitNetwork();
  paintNetwork();
}

/** @param {Pen} pen @param {boolean} [inFile] where nothing is pointed at */
function drawNetwork(pen, inFile) {
  if (around) drawSurrounding(pen, around, inFile ? -1 : marked);
  else drawOpening(pen, isChosen);
}

/** @param {Pen} pen */
function writeNetwork(pen) {
  if (!around) writeCaptions(pen, stage.size(), stage.scale, (spot) => stage.onScreen(spot), isChosen);
}

/** @param {number} index */
function isChosen(index) {
  return keyOf(nodes[index]) === viewed.select || index === marked;
}

/** @returns {void} */
export function paintNetwork() {
  if (!stage) return;
  const before = around;
  around = surrounding(stage.size());
  if (around !== before) {
    marked = -1;
    fitNetwork();
  }
  const selected = nodeAt(viewed.select);
  const title = byId("network-title");
  title.hidden = !selected;
  for (const part of document.querySelectorAll("#links, [for=links]")) part.toggleAttribute("hidden", !title.hidden);
  const hint = around?.rows.length ? " Point at a line for its date and source; click it to go on." : "";
  fill(title, around ? titleOfPicture() : `Choose the State to compare with ${selected?.name}`, element("span", { class: "hint" }, hint));
  stage.canvas.setAttribute("aria-label", around ? surroundingInWords(around) : `Network of States in ${clusters.length} clusters; the same facts stand in Gaps and in the panel`);
  const keys = around ? "walk its links, Enter goes on to what is linked" : viewed.pick ? "and letters walk the States, Enter compares" : "and letters walk the States, Enter selects, Shift and Enter compares";
  stage.room.setAttribute("aria-label", `Network picture: arrow keys ${keys}; with Shift they move it, plus and minus zoom, 0 shows all`);
  stage.network.redraw();
}

/** Shows the whole picture. */
export function fitNetwork() {
  const { width, height } = byId("network").getBoundingClientRect();
  if (!stage || !width || !height) return;
  if (around) return stage.show({ x: 0, y: 0 }, around.places.scale);
  const [left, top, right, bottom] = frameOfOpening().extent;
  const scale = Math.min(width / (right - left), height / (bottom - top + 20));
  stage.show({ x: (left + right) / 2, y: (top + bottom) / 2 - 4 }, scale);
}

/** @param {number} by */
export function zoomNetwork(by) {
  stage?.zoom(by);
}

/** Where a node is painted, in the picture. @param {number} index @returns {Spot | undefined} */
export function spotOf(index) {
  const mark = around ? around.rows.findIndex(({ linked }) => linked?.node.index === index) : index;
  const spot = spotOfMark(mark);
  return spot && stage?.network.canvasToDOM(spot);
}

/** What stands in the picture of a selection, for checks. */
export function inPicture() {
  return around;
}

/** @param {number} mark @returns {Spot | undefined} */
function spotOfMark(mark) {
  if (!around) return spots.get(mark);
  const row = around.rows[mark];
  return row && { x: row.x + TEXT, y: row.y };
}

/** @param {number} mark @returns {[string, string]} its name, and what there is to say of it */
function markInWords(mark) {
  return around ? nameAndLinks(around.rows[mark]) : [nodes[mark].name, summary(nodes[mark])];
}

/** @param {Spot} canvas in units of the picture @param {Spot} screen the same in pixels @returns {number} */
function markAt(canvas, screen) {
  return around ? rowAt(around, canvas) : (stage.network.getNodeAt(screen) ?? -1);
}

/** Where a key leads: from row to row, or to the State that way. @param {string} key @returns {number | undefined} */
function markAfter(key) {
  if (around) return WAYS[key] && stepped([...around.rows.keys()], marked, WAYS[key][0] + WAYS[key][1]);
  const walked = walkedStates();
  return ledTo(key, walked.find(({ index }) => index === marked), walked)?.index;
}

/** Goes to another State or link, and says what it is. @param {string} key @returns {boolean} */
function walk(key) {
  const next = markAfter(key);
  if (next === undefined) return false;
  marked = next;
  const [title, text] = markInWords(marked);
  const at = stage.approach(spotOfMark(marked) ?? { x: 0, y: 0 });
  byId("said").textContent = `${title}: ${text}`;
  showText(at, title, text);
  stage.network.redraw();
  return true;
}

/** Opens a group, selects a node, or compares with it. @param {number} mark @param {boolean} more */
function takeMark(mark, more) {
  if (!around) return take(mark, more);
  const { group, linked } = around.rows[mark];
  if (linked) return take(linked.node.index, more);
  show({ open: group.title });
  marked = around.rows.findIndex((row) => row.group.title === group.title);
}

/** @param {any} event */
function clicked({ pointer, event }) {
  const cause = event.srcEvent ?? {};
  const mark = markAt(pointer.canvas, pointer.DOM);
  const link = around || viewed.pick ? undefined : lineAt(pointer.canvas, 5 / stage.scale);
  stage.network.unselectAll();
  if (mark >= 0) {
    // A finger cannot hover: its first tap tells of the line, the second goes on.
    const first = event.pointerType === "touch" && mark !== marked && around?.rows[mark].linked;
    if (around) marked = mark;
    if (!first) return takeMark(mark, cause.shiftKey || cause.ctrlKey || cause.metaKey);
    showText({ clientX: event.center.x, clientY: event.center.y }, ...markInWords(mark));
    stage.network.redraw();
  } else if (link) show({ select: keyOf(nodes[link.one]), with: keyOf(nodes[link.other]) });
  else if (around && onOpened(around, pointer.canvas)) show({ open: "" });
  else show({ select: "", with: "" });
}

/** @param {MouseEvent} event */
function pointed(event) {
  const on = { x: event.offsetX, y: event.offsetY };
  const at = stage.network.DOMtoCanvas(on);
  const mark = markAt(at, on);
  const link = around || mark >= 0 || event.buttons ? undefined : lineAt(at, 5 / stage.scale);
  if (mark >= 0) showText(event, ...markInWords(mark));
  else if (link) showText(event, `${nodes[link.one].name} – ${nodes[link.other].name}`, linkInWords(link));
  else hideTip();
  stage.canvas.style.cursor = mark >= 0 || link || (around && onOpened(around, at)) ? "pointer" : "grab";
  if (!around || mark === marked) return;
  marked = mark;
  stage.network.redraw();
}

/** What is in sight, for a file. @returns {import("./views.js").Picture} */
export function networkPicture() {
  return stage.picture();
}

/** How many lines the picture draws, for the legend. */
export function linesDrawn() {
  return layerShown().links.length;
}

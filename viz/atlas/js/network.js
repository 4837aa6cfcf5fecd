/**
 * The network view: vis-network carries places, pan, zoom and clicks; lines, signs and labels are painted here. With a
 * selection it shows what stands around that, else all States by cluster.
 *
 * @typedef {import("./linked.js").Link} Link
 */
import { TEXT } from "./around.js";
import { atBoundary, clusterOf, clusters, data, fewLinked, keyOf, nodeAt, nodes, states } from "./data.js";
import { byId, element, fill } from "../../shared/js/elements.js";
import { linkInWords, linksIn } from "./linked.js";
import { drawBoundary, drawSign, fontOf, measured, SvgPen, wrapped, writeLabels } from "../../shared/js/paint.js";
import { drawSurrounding, onOpened, rowAt, nameAndLinks, surrounding, surroundingInWords, titleOfPicture } from "./selection.js";
import { inRegion, show, take, viewed } from "./state.js";
import { clusterColour, colours, inkOn } from "../../shared/js/theme.js";
import { showTip, summary } from "./summary.js";
import { hideTip, showText } from "../../shared/js/tip.js";

/** @type {any} */
const vis = /** @type {any} */ (globalThis).vis;
/** @type {{id: number, x: number, y: number, tall: [number, number]}[]} */
const carried = data.network.nodes;
const options = data.network.options;

const RADIUS = 13;
const SMALL = 6;
/** @type {any} */
let network = null;
/** @type {any} */
let carriedSet = null;
let upright = false;
let moved = false;
/** What is pointed at or walked to: a row of the surrounding, or a State of the walk; -1 for none. */
let marked = -1;
/** The selection that is in sight. @type {import("./selection.js").Surrounding | null} */
let around = null;
/** @type {Map<number, {x: number, y: number}>} */
let spots;
/** Lines of the opening picture, for the last day and layer. @type {{key: string, links: Link[], strokes: Map<string, {links: Link[], path?: Path2D}>}} */
let layer;
arrange(false);

/** @returns {any} the frame of the picture in use: discs, sections, box, extent */
function frame() {
  return data.pictures[upright ? "tall" : "wide"];
}

function container() {
  return byId("network");
}

/** @param {boolean} tall */
function arrange(tall) {
  upright = tall;
  spots = new Map(carried.map((node) => [node.id, tall ? { x: node.tall[0], y: node.tall[1] } : { x: node.x, y: node.y }]));
  layer = { key: "", links: [], strokes: new Map() };
}

/** Makes the picture when it is first shown: vis-network needs to know its size. */
export function showNetwork() {
  const box = container().getBoundingClientRect();
  const tall = box.width < box.height * 1.05;
  if (!network) {
    arrange(tall);
    carriedSet = new vis.DataSet(carriedNodes());
    network = new vis.Network(container(), { nodes: carriedSet, edges: [] }, options);
    network.on("beforeDrawing", beneath);
    network.on("afterDrawing", above);
    network.on("click", clicked);
    network.on("dragStart", () => (moved = true));
    network.on("zoom", () => (moved = true));
    const canvas = container().querySelector("canvas");
    canvas?.setAttribute("role", "img");
    canvas?.addEventListener("mousemove", pointed);
    canvas?.addEventListener("mouseleave", hideTip);
    container().addEventListener("keydown", keyed);
    container().addEventListener("blur", hideTip);
    fitNetwork();
  } else if (tall !== upright) {
    arrange(tall);
    carriedSet.update(carriedNodes());
    fitNetwork();
  } else if (!moved) fitNetwork();
  paintNetwork();
}

function carriedNodes() {
  return carried.map((node) => ({ ...node, ...spots.get(node.id), shape: "custom", ctxRenderer: renderer }));
}

/** @returns {void} */
export function paintNetwork() {
  if (!network) return;
  const { width, height } = container().getBoundingClientRect();
  const before = around;
  around = surrounding({ width, height });
  if (around !== before) {
    marked = -1;
    fitNetwork();
  }
  const selected = nodeAt(viewed.select);
  const title = byId("network-title");
  title.hidden = !selected;
  for (const part of document.querySelectorAll("#links, [for=links]")) part.toggleAttribute("hidden", !title.hidden);
  fill(title, around ? titleOfPicture() : `Choose the State to compare with ${selected?.name}`, element("span", { class: "hint" }, around?.rows.length ? " Point at a line for its date and source; click it to go on." : ""));
  const canvas = container().querySelector("canvas");
  canvas?.setAttribute("aria-label", around ? surroundingInWords(around) : `Network of States in ${clusters.length} clusters; the same facts stand in Gaps and in the panel`);
  const walk = around ? "walk its links, Enter goes on to what is linked" : viewed.pick ? "walk the States, Enter compares" : "walk the States, Enter selects, Shift and Enter compares";
  container().setAttribute("aria-label", `Network picture: arrow keys ${walk}; with Shift they move it, plus and minus zoom, 0 shows all`);
  network.redraw();
}

/** Shows the whole picture. */
export function fitNetwork() {
  const { width, height } = container().getBoundingClientRect();
  if (!network || !width || !height) return;
  moved = false;
  if (around) {
    network.moveTo({ position: { x: 0, y: 0 }, scale: around.places.scale, animation: false });
    return;
  }
  const [left, top, right, bottom] = frame().extent;
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 - 4 },
    scale: Math.min(width / (right - left), height / (bottom - top + 20)),
    animation: false,
  });
}

/** @param {number} by */
export function zoomNetwork(by) {
  moved = true;
  network?.moveTo({ scale: network.getScale() * by, animation: false });
}

/** Where a node is painted, in the picture. @param {number} index @returns {{x: number, y: number} | undefined} */
export function spotOf(index) {
  const row = around?.rows.find(({ linked }) => linked?.node.index === index);
  const spot = row ? { x: row.x + TEXT, y: row.y } : around ? undefined : spots.get(index);
  return spot && network ? network.canvasToDOM(spot) : undefined;
}

/** What stands in the picture of a selection, for checks. */
export function inPicture() {
  return around;
}

/** States of the picture in the order in which they are walked. @returns {number[]} */
function walkedStates() {
  return states
    .filter(({ index }) => spots.has(index) && inRegion(index))
    .sort((a, b) => a.name.localeCompare(b.name, "en"))
    .map(({ index }) => index);
}

/** @param {KeyboardEvent} event */
function keyed(event) {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  if (step && event.shiftKey) {
    const { x, y } = network.getViewPosition();
    const way = (step * 60) / network.getScale();
    const level = /Left|Right/.test(event.key);
    network.moveTo({ position: { x: x + (level ? way : 0), y: y + (level ? 0 : way) }, animation: false });
    moved = true;
  } else if (step) walk(step);
  else if (event.key === "Enter" && marked >= 0) takeMarked(event.shiftKey);
  else if (event.key === "+" || event.key === "=") zoomNetwork(1.25);
  else if (event.key === "-") zoomNetwork(0.8);
  else if (event.key === "0") fitNetwork();
  else return;
  event.preventDefault();
}

/** Goes to the next or last State or link, and says what it is. @param {number} step */
function walk(step) {
  const { x, y, width, height } = container().getBoundingClientRect();
  const order = around ? [] : walkedStates();
  const count = around ? around.rows.length : order.length;
  if (!count) return;
  const from = around ? marked : order.indexOf(marked);
  const to = from < 0 ? (step > 0 ? 0 : count - 1) : (from + step + count) % count;
  marked = around ? to : order[to];
  const row = around?.rows[to];
  const [title, text] = row ? nameAndLinks(row) : [nodes[marked].name, summary(nodes[marked])];
  const spot = row ? { x: row.x + TEXT, y: row.y } : spots.get(marked) ?? { x: 0, y: 0 };
  let at = network.canvasToDOM(spot);
  if (at.x < 20 || at.y < 20 || at.x > width - 20 || at.y > height - 20) {
    network.moveTo({ position: spot, animation: false });
    at = network.canvasToDOM(spot);
  }
  byId("said").textContent = `${title}: ${text}`;
  showText({ clientX: x + at.x, clientY: y + at.y }, title, text);
  network.redraw();
}

/** Takes what is marked: opens a group, selects a node, or compares with it. @param {boolean} more */
function takeMarked(more) {
  if (!around) return take(marked, more);
  const { group, linked } = around.rows[marked];
  if (linked) return take(linked.node.index, more);
  show({ open: group.title });
  marked = around.rows.findIndex((row) => row.group.title === group.title);
}

/** @param {any} event */
function clicked(event) {
  const { pointer, event: given } = event;
  const cause = given.srcEvent ?? {};
  const more = cause.shiftKey || cause.ctrlKey || cause.metaKey;
  network.unselectAll();
  if (around) {
    const row = rowAt(around, pointer.canvas);
    if (row < 0) return onOpened(around, pointer.canvas) ? show({ open: "" }) : show({ select: "", with: "" });
    // A finger cannot hover: its first tap tells of the line, the second goes on.
    const first = given.pointerType === "touch" && row !== marked && around.rows[row].linked;
    marked = row;
    if (!first) return takeMarked(more);
    showText({ clientX: given.center.x, clientY: given.center.y }, ...nameAndLinks(around.rows[row]));
    network.redraw();
    return;
  }
  const found = network.getNodeAt(pointer.DOM);
  if (found !== undefined) return take(found, more);
  const link = viewed.pick ? undefined : lineAt(pointer.canvas);
  if (link) show({ select: keyOf(nodes[link.one]), with: keyOf(nodes[link.other]) });
  else show({ select: "", with: "" });
}

/** The line nearest to a point, where one is near. @param {{x: number, y: number}} at @returns {Link | undefined} */
function lineAt(at) {
  let nearest = 5 / network.getScale();
  let found;
  for (const link of layerLinks()) {
    const [a, b] = [spots.get(link.one), spots.get(link.other)];
    if (!a || !b) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const t = Math.min(1, Math.max(0, ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy)));
    const off = Math.hypot(at.x - a.x - t * dx, at.y - a.y - t * dy);
    if (off < nearest) [nearest, found] = [off, link];
  }
  return found;
}

/** @param {MouseEvent} event */
function pointed(event) {
  const on = { x: event.offsetX, y: event.offsetY };
  const at = network.DOMtoCanvas(on);
  const target = /** @type {HTMLElement} */ (event.target);
  if (around) {
    const row = rowAt(around, at);
    if (row >= 0) showText(event, ...nameAndLinks(around.rows[row]));
    else hideTip();
    target.style.cursor = row >= 0 || onOpened(around, at) ? "pointer" : "grab";
    if (row !== marked) {
      marked = row;
      network.redraw();
    }
    return;
  }
  const found = network.getNodeAt(on);
  const link = found === undefined && !event.buttons ? lineAt(at) : undefined;
  if (found !== undefined) showTip(event, nodes[found]);
  else if (link) showText(event, `${nodes[link.one].name} – ${nodes[link.other].name}`, linkInWords(link));
  else hideTip();
  target.style.cursor = found === undefined && !link ? "grab" : "pointer";
}

/** @param {number} index */
function shownFaint(index) {
  return nodes[index].label === "State" && !inRegion(index);
}

/** @param {{ctx: CanvasRenderingContext2D, id: number, x: number, y: number}} given */
function renderer({ ctx, id, x, y }) {
  const r = nodes[id].label === "State" ? RADIUS : SMALL + 2;
  return { drawNode: () => around || drawNode(ctx, id, x, y), nodeDimensions: { width: 2 * r, height: 2 * r } };
}

/** @param {import("../../shared/js/paint.js").Pen} pen @param {number} index @param {number} x @param {number} y */
function drawNode(pen, index, x, y) {
  const node = nodes[index];
  const state = node.label === "State";
  pen.globalAlpha = shownFaint(index) ? 0.16 : 1;
  pen.fillStyle = state ? clusterColour(clusterOf.get(index) ?? 0) : node.label === "Treaty" ? colours.ink : colours.muted;
  drawSign(pen, node.label, x, y, state ? RADIUS : SMALL);
  pen.fill();
  if (state && atBoundary(index)) drawBoundary(pen, x, y, RADIUS);
  const chosen = keyOf(node) === viewed.select || index === marked;
  if (chosen || (state && fewLinked.has(index))) {
    pen.lineWidth = chosen ? 3.5 : 2.5;
    pen.strokeStyle = chosen ? colours.ink : colours.gap;
    if (!chosen) pen.setLineDash([4, 3]);
    drawSign(pen, node.label, x, y, (state ? RADIUS : SMALL) + 2.5);
    pen.stroke();
    pen.setLineDash([]);
  }
  pen.globalAlpha = 1;
}

/** @param {import("../../shared/js/paint.js").Pen} pen */
function beneath(pen) {
  if (around) return;
  pen.save();
  const { discs, box } = frame();
  for (const [number, x, y, r] of discs) {
    pen.globalAlpha = 0.09;
    pen.fillStyle = clusterColour(number);
    pen.beginPath();
    pen.arc(x, y, r - 4, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.globalAlpha = 1;
  if (box) {
    pen.strokeStyle = colours.gap;
    pen.lineWidth = 1.5;
    pen.setLineDash([6, 4]);
    pen.strokeRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
    pen.setLineDash([]);
  }
  drawLines(pen);
  pen.restore();
}

/** The links of the layer that is looked at, with both ends in the picture. @returns {Link[]} */
function layerLinks() {
  const key = `${viewed.links}|${viewed.day}|${viewed.region}`;
  if (layer.key !== key) {
    const inSight = (/** @type {Link} */ { one, other }) =>
      spots.has(one) && spots.has(other) && (!viewed.region || [one, other].some((index) => nodes[index].label === "State" && inRegion(index)));
    layer = { key, links: linksIn(viewed.links).filter(inSight), strokes: new Map() };
  }
  return layer.links;
}

/** Lines in one stroke for each colour: thousands of them are painted as often as the picture moves. @param {import("../../shared/js/paint.js").Pen} pen */
function drawLines(pen) {
  const links = layerLinks();
  const ties = viewed.links === "ties";
  for (const link of layer.strokes.size ? [] : links) {
    const [one, other] = [link.one, link.other].map((index) => (fewLinked.has(index) ? -1 : clusterOf.get(index)));
    // Ties within a cluster have its colour; long ones, and those out to the box, would lie over everything: they are faint.
    const stroke = !ties ? "line" : one === other && one !== -1 ? String(one ?? 0) : "far";
    if (!layer.strokes.has(stroke)) layer.strokes.set(stroke, { links: [] });
    layer.strokes.get(stroke)?.links.push(link);
  }
  for (const [stroke, some] of [...layer.strokes].sort(([a]) => (a === "far" ? -1 : 1))) {
    pen.globalAlpha = !ties ? Math.max(0.08, Math.min(0.5, 400 / links.length)) : stroke === "far" ? 0.4 : 0.65;
    pen.strokeStyle = stroke === "far" ? colours.dim : ties ? clusterColour(Number(stroke)) : viewed.links === "borders" ? colours.muted : colours.accent;
    pen.lineWidth = ties ? 1.2 : 1;
    if (pen instanceof SvgPen) {
      pen.beginPath();
      trace(pen, some.links);
      pen.stroke();
    } else {
      if (!some.path) trace((some.path = new Path2D()), some.links);
      pen.stroke(some.path);
    }
  }
  pen.globalAlpha = 1;
}

/** @param {{moveTo(x: number, y: number): void, lineTo(x: number, y: number): void}} path @param {Link[]} links */
function trace(path, links) {
  for (const { one, other } of links) {
    const [a, b] = [spots.get(one), spots.get(other)];
    if (!a || !b) continue;
    path.moveTo(a.x, a.y);
    path.lineTo(b.x, b.y);
  }
}

/** @param {CanvasRenderingContext2D} pen */
function above(pen) {
  if (around) {
    pen.save();
    drawSurrounding(pen, around, marked);
    pen.restore();
    return;
  }
  const { width, height } = container().getBoundingClientRect();
  const scale = network.getScale();
  const centre = network.getViewPosition();
  pen.save();
  const ratio = pen.canvas.width / width;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  writeNetworkLabels(pen, width, height, scale, (spot) => ({
    x: (spot.x - centre.x) * scale + width / 2,
    y: (spot.y - centre.y) * scale + height / 2,
  }));
  pen.restore();
}

/**
 * Codes inside the dots when they are large enough, captions of discs, names of what is chosen and of the few linked,
 * and as many other names as fit.
 * @param {import("../../shared/js/paint.js").Pen} pen @param {number} width @param {number} height @param {number} scale
 * @param {(spot: {x: number, y: number}) => {x: number, y: number}} onScreen
 */
function writeNetworkLabels(pen, width, height, scale, onScreen) {
  const { discs, sections, box } = frame();
  const r = RADIUS * scale;
  /** @type {import("../../shared/js/paint.js").Label[]} */
  const labels = [];
  /** @type {import("../../shared/js/paint.js").Rectangle[]} */
  const taken = [];
  const codes = r >= 7.9;
  const small = r < 7.8;
  const size = Math.min(Math.max(r * 0.74, 7), 13);
  for (const [index, spot] of spots) {
    const node = nodes[index];
    const at = onScreen(spot);
    if (at.x < -20 || at.y < -20 || at.x > width + 20 || at.y > height + 20) continue;
    const state = node.label === "State";
    const radius = (state ? RADIUS : SMALL) * scale;
    const faint = shownFaint(index);
    const chosen = keyOf(node) === viewed.select || index === marked;
    if (state && codes) {
      pen.globalAlpha = faint ? 0.25 : 1;
      pen.font = fontOf(size, true);
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.fillStyle = inkOn(clusterColour(clusterOf.get(index) ?? 0));
      pen.fillText(node.id, at.x, at.y + 0.5);
      pen.globalAlpha = 1;
    }
    if (!faint) taken.push({ x: at.x - radius, y: at.y - radius, width: 2 * radius, height: 2 * radius });
    const beside = fewLinked.has(index);
    if (faint && !beside) continue;
    if (!chosen && !beside && scale < (state ? 1.5 : 1.25)) continue;
    const [right, left, under, over] = [at.x + radius + 5, at.x - radius - 5, at.y + radius + 9, at.y - radius - 9];
    /** @type {{x: number, y: number, align: CanvasTextAlign}[]} */
    const places = [
      { x: at.x, y: under, align: "center" },
      { x: at.x, y: over, align: "center" },
      { x: right, y: at.y, align: "left" },
      { x: left, y: at.y, align: "right" },
    ];
    const [first, ...also] = beside ? [places[2]] : state ? places : [...places.slice(2), ...places.slice(0, 2)];
    const room = beside && box ? roomBeside(spot, box[2]) * scale - radius - 9 : chosen ? 400 : 190;
    const letters = chosen && !beside ? 14 : state && !beside ? 12 : 11;
    labels.push({
      text: wrapped(state ? node.name : (node.known.acronym ?? node.name), room, fontOf(letters, chosen), beside && rowHeight(spot) * scale > 26 ? 2 : 1).join("\n"),
      ...first,
      also,
      size: letters,
      bold: chosen,
      always: chosen || (beside && r > 5),
      colour: faint || !state ? (chosen ? colours.ink : colours.muted) : colours.ink,
    });
  }
  /** @type {import("../../shared/js/paint.js").Label[]} */
  const captions = [];
  for (const [name, x, y, across, down] of sections) {
    const at = onScreen({ x, y });
    const half = measured(name, fontOf(11, true)).width / 2;
    // Outside the ring, further out, or inside, where the edge of the picture or another name leaves no room.
    const [first, ...also] = [1, 1.9, 2.8, -1, -1.9].map((far) => ({
      x: at.x + (across / 100) * (half + 12) * Math.sign(far),
      y: at.y + (down / 100) * 15 * far,
      align: /** @type {CanvasTextAlign} */ ("center"),
    }));
    captions.push({ text: name, ...first, also, size: 11, bold: true, colour: colours.muted });
  }
  for (const [number, x, y, disc] of discs) {
    const cluster = clusters.find((one) => one.number === number);
    const [over, under] = [onScreen({ x, y: y - disc }), onScreen({ x, y: y + disc })];
    // On a small picture only the number has room; the legend below has the names.
    const name = !cluster ? "In no cluster" : small ? String(number) : `${number}  ${cluster.name}`;
    const forms = [300, 235, 175, 2 * disc * scale + 10, 110].map((room) => wrapped(name, Math.max(room, 110), fontOf(12, true), 6));
    const begun = `${name.split(/,| \(/)[0]} …`;
    const [first, ...also] = [...forms, [begun], [String(number)]].flatMap((lines) => {
      const half = 7.2 * lines.length;
      const ys = [3, 9].flatMap((into) => [over.y + into - half, under.y - into + half]);
      const align = /** @type {CanvasTextAlign} */ ("center");
      return [0, -30, 30, -50, 50].flatMap((aside) => ys.map((y) => ({ text: lines.join("\n"), x: over.x + aside, y, align })));
    });
    captions.push({ ...first, also, size: 12, bold: true });
  }
  if (box) {
    const at = onScreen({ x: box[0], y: box[1] });
    captions.push({ text: "Few recorded links", x: at.x, y: at.y - 10, align: "left", size: 12, bold: true, colour: colours.gap, always: true });
  }
  const written = writeLabels(pen, labels.filter((l) => l.always), [], { width, height });
  const captioned = writeLabels(pen, captions, [...written, ...taken], { width, height });
  writeLabels(pen, labels.filter((l) => !l.always).sort((a, b) => b.size - a.size), captioned, { width, height });
}

/** How far it is to the next dot of the row in the box of few links, or to where the box ends. @param {{x: number, y: number}} spot @param {number} end @returns {number} */
function roomBeside(spot, end) {
  const row = [...fewLinked].map((index) => spots.get(index)).filter((other) => other && other.y === spot.y && other.x > spot.x);
  return Math.min(end, ...row.map((other) => (other?.x ?? end) - RADIUS)) - spot.x;
}

/** How far apart the rows of the box of few links are. @param {{x: number, y: number}} spot @returns {number} */
function rowHeight(spot) {
  const column = [...fewLinked].map((index) => spots.get(index)).filter((other) => other && other.y !== spot.y);
  return Math.min(...column.map((other) => Math.abs((other?.y ?? 0) - spot.y)));
}

/** What is in sight, for a file. @returns {import("./views.js").Picture} */
export function networkPicture() {
  const { width, height } = container().getBoundingClientRect();
  return { width, height, draw: (pen) => drawNetwork(pen, width, height) };
}

/** @param {import("../../shared/js/paint.js").Pen} pen @param {number} width @param {number} height */
function drawNetwork(pen, width, height) {
  const scale = network.getScale();
  const centre = network.getViewPosition();
  pen.save();
  pen.translate(width / 2 - centre.x * scale, height / 2 - centre.y * scale);
  pen.scale(scale, scale);
  if (around) drawSurrounding(pen, around, -1);
  else {
    beneath(pen);
    for (const [index, { x, y }] of spots) drawNode(pen, index, x, y);
  }
  pen.restore();
  if (around) return;
  writeNetworkLabels(pen, width, height, scale, (spot) => ({
    x: (spot.x - centre.x) * scale + width / 2,
    y: (spot.y - centre.y) * scale + height / 2,
  }));
}

/** How many lines the picture draws, for the legend. */
export function linesDrawn() {
  return layerLinks().length;
}

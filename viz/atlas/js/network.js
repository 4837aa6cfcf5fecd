/**
 * The network view: vis-network carries places, pan, zoom and clicks; lines, signs and labels are painted here.
 *
 * @typedef {import("./data.js").Fact} Fact
 */
import { atBoundary, clusterOf, clusters, data, factsAbout, fewLinked, keyOf, nodeAt, nodes } from "./data.js";
import { byId } from "./elements.js";
import { asAt, holds } from "./holding.js";
import { drawBoundary, drawSign, fitted, fontOf, measured, SvgPen, writeLabels } from "./paint.js";
import { inRegion, show, viewed } from "./state.js";
import { elsewhen } from "./tables.js";
import { clusterColour, colours, inkOn } from "./theme.js";
import { hideTip, showTip } from "./tip.js";

/** @type {any} */
const vis = /** @type {any} */ (globalThis).vis;
/** @type {{id: number, x: number, y: number, tall: [number, number]}[]} */
const carried = data.network.nodes;
/** @type {{from: number, to: number, z: number}[]} */
const ties = data.network.edges;
const options = data.network.options;

const RADIUS = 13;
const SMALL = 6;
/** What sources cover, and what lies or happens between two States without being cooperation. */
const NO_LINKS = new Set(["COVERS", "BORDERS", "DETECTED_VICTIMS"]);
/** @type {any} */
let network = null;
/** @type {any} */
let carriedSet = null;
let upright = false;
let moved = false;
/** @type {Map<number, {x: number, y: number}>} */
let spots;
/** Path of all recorded links, for the last day and layer. @type {{key: string, path: Path2D | null, lines: number[]}} */
let allLinks;
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
  allLinks = { key: "", path: null, lines: [] };
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
  const canvas = container().querySelector("canvas");
  canvas?.setAttribute("aria-label", described());
  network.redraw();
}

function described() {
  const chosen = nodeAt(viewed.select);
  return (
    `Network of States in ${clusters.length} clusters` +
    (chosen ? `; ${chosen.name} is selected, its links stand in the panel` : "; the same facts stand in Gaps and in the panel")
  );
}

/** Shows the whole picture. */
export function fitNetwork() {
  if (!network) return;
  const { left, top, right, bottom } = extent();
  const { width, height } = container().getBoundingClientRect();
  if (!width || !height) return;
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale: Math.min(width / (right - left), height / (bottom - top)),
    animation: false,
  });
  moved = false;
}

function extent() {
  const [left, top, right, bottom] = frame().extent;
  return { left, top: top - 14, right, bottom: bottom + 6 };
}

/** @param {number} by */
export function zoomNetwork(by) {
  moved = true;
  network?.moveTo({ scale: network.getScale() * by, animation: false });
}

/** Brings a node into sight, nearer when the picture is small. @param {number} index */
export function approach(index) {
  const spot = spots.get(index);
  if (!network || !spot) return;
  const { width, height } = container().getBoundingClientRect();
  const at = network.canvasToDOM(spot);
  if (at.x > 30 && at.y > 30 && at.x < width - 30 && at.y < height - 30) return;
  network.moveTo({ position: spot, animation: false });
  moved = true;
}

/** Where a node is painted, in the picture. @param {number} index @returns {{x: number, y: number} | undefined} */
export function spotOf(index) {
  const spot = spots.get(index);
  return spot && network ? network.canvasToDOM(spot) : undefined;
}

/** @param {KeyboardEvent} event */
function keyed(event) {
  const step = 60 / network.getScale();
  const { x, y } = network.getViewPosition();
  /** @type {Record<string, [number, number]>} */
  const ways = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (ways[event.key]) {
    network.moveTo({ position: { x: x + ways[event.key][0], y: y + ways[event.key][1] }, animation: false });
    moved = true;
  } else if (event.key === "+" || event.key === "=") zoomNetwork(1.25);
  else if (event.key === "-") zoomNetwork(0.8);
  else if (event.key === "0") fitNetwork();
  else return;
  event.preventDefault();
}

/** @param {any} event */
function clicked(event) {
  const at = event.pointer.DOM;
  const found = network.getNodeAt(at);
  const more = event.event.srcEvent?.shiftKey || event.event.srcEvent?.ctrlKey || event.event.srcEvent?.metaKey;
  network.unselectAll();
  if (found !== undefined) {
    const key = keyOf(nodes[found]);
    if (more && viewed.select && viewed.select !== key) show({ with: key });
    else show({ select: key, with: "" });
    return;
  }
  const tie = viewed.links === "ties" && !viewed.select ? tieAt(event.pointer.canvas) : null;
  if (tie) show({ select: keyOf(nodes[tie.from]), with: keyOf(nodes[tie.to]) });
  else show({ select: "", with: "" });
}

/** @param {{x: number, y: number}} at */
function tieAt(at) {
  const near = 5 / network.getScale();
  return ties.find((tie) => {
    const [a, b] = [spots.get(tie.from), spots.get(tie.to)];
    if (!a || !b) return false;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const t = ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy);
    return t > 0 && t < 1 && Math.hypot(at.x - a.x - t * dx, at.y - a.y - t * dy) < near;
  });
}

/** @param {MouseEvent} event */
function pointed(event) {
  const found = network.getNodeAt({ x: event.offsetX, y: event.offsetY });
  if (found === undefined) hideTip();
  else showTip(event, nodes[found]);
  /** @type {HTMLElement} */ (event.target).style.cursor = found === undefined ? "grab" : "pointer";
}

/**
 * What links a node on the day: its standings as party or signatory, memberships and other facts, agreements, and its
 * ties, where the day is theirs. Between two States only cooperation is a link: no border, no detection of victims.
 * @param {number} index @returns {{other: number, dashed: boolean}[]}
 */
export function linksOf(index) {
  /** @type {{other: number, dashed: boolean}[]} */
  const links = [];
  for (const fact of factsAbout[index]) {
    if (!holds(fact, viewed.day) || NO_LINKS.has(fact.type)) continue;
    if (fact.type === "STANDING" && !["party", "signatory"].includes(fact.extra.answer)) continue;
    links.push({ other: fact.start === index ? fact.end : fact.start, dashed: fact.extra.answer === "signatory" });
  }
  for (const { one, other } of asAt(viewed.day).agreements().values()) {
    if (one === index || other === index) links.push({ other: one === index ? other : one, dashed: false });
  }
  if (!elsewhen()) {
    for (const { from, to } of ties) if (from === index || to === index) links.push({ other: from === index ? to : from, dashed: false });
  }
  return links;
}

/** Nodes linked to the selection, or null when nothing is selected. @returns {Set<number> | null} */
function lit() {
  const chosen = [nodeAt(viewed.select), nodeAt(viewed.with)].flatMap((node) => (node ? [node.index] : []));
  return chosen.length ? new Set([...chosen, ...chosen.flatMap((index) => linksOf(index).map((link) => link.other))]) : null;
}

/** @param {number} index @param {Set<number> | null} linked */
function shownFaint(index, linked) {
  if (linked) return !linked.has(index);
  if (viewed.region && nodes[index].label === "State") return !inRegion(index);
  return false;
}

/** @type {{key: string, linked: Set<number> | null}} */
let marks = { key: "", linked: null };

function marked() {
  const key = `${viewed.select}|${viewed.with}|${viewed.day}`;
  if (marks.key !== key) marks = { key, linked: lit() };
  return marks;
}

/** @param {{ctx: CanvasRenderingContext2D, id: number, x: number, y: number}} given */
function renderer({ ctx, id, x, y }) {
  const r = nodes[id].label === "State" ? RADIUS : SMALL + 2;
  return { drawNode: () => drawNode(ctx, id, x, y), nodeDimensions: { width: 2 * r, height: 2 * r } };
}

/** @param {import("./paint.js").Pen} pen @param {number} index @param {number} x @param {number} y */
function drawNode(pen, index, x, y) {
  const node = nodes[index];
  const { linked } = marked();
  const state = node.label === "State";
  pen.globalAlpha = shownFaint(index, linked) ? 0.16 : 1;
  pen.fillStyle = state ? clusterColour(clusterOf.get(index) ?? 0) : node.label === "Treaty" ? colours.ink : colours.muted;
  drawSign(pen, node.label, x, y, state ? RADIUS : SMALL);
  pen.fill();
  if (state && atBoundary(index)) drawBoundary(pen, x, y, RADIUS);
  const key = keyOf(node);
  const chosen = key === viewed.select || key === viewed.with;
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

/** @param {import("./paint.js").Pen} pen */
function beneath(pen) {
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
  if (viewed.select) drawChosen(pen);
  else if (viewed.links === "ties") drawTies(pen);
  else drawAll(pen);
  pen.restore();
}

/** @param {import("./paint.js").Pen} pen */
function drawTies(pen) {
  /** @type {Map<string, [{x: number, y: number}, {x: number, y: number}][]>} */
  const byColour = new Map();
  for (const { from, to } of ties) {
    const [a, b] = [spots.get(from), spots.get(to)];
    if (!a || !b || (viewed.region && !inRegion(from) && !inRegion(to))) continue;
    const same = clusterOf.get(from) === clusterOf.get(to);
    // Long lines out to the box would lie over everything: they are drawn faint.
    const colour = same && !fewLinked.has(from) && !fewLinked.has(to) ? clusterColour(clusterOf.get(from) ?? 0) : colours.dim;
    byColour.set(colour, [...(byColour.get(colour) ?? []), [a, b]]);
  }
  pen.lineWidth = 1.2;
  for (const [colour, lines] of [...byColour].sort(([a]) => (a === colours.dim ? -1 : 1))) {
    pen.globalAlpha = colour === colours.dim ? 0.4 : 0.65;
    pen.strokeStyle = colour;
    pen.beginPath();
    for (const [a, b] of lines) {
      pen.moveTo(a.x, a.y);
      pen.lineTo(b.x, b.y);
    }
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

/** Lines of a layer as x, y, x, y, …. @returns {number[]} */
function layerLines() {
  const now = asAt(viewed.day);
  /** @type {number[]} */
  const lines = [];
  /** @param {number} one @param {number} other */
  const add = (one, other) => {
    const [a, b] = [spots.get(one), spots.get(other)];
    if (a && b && (!viewed.region || inRegion(one))) lines.push(a.x, a.y, b.x, b.y);
  };
  const layers = viewed.links;
  if (layers === "treaties" || layers === "all") {
    for (const spell of now.holding("STANDING")) if (spell.extra.answer === "party") add(spell.start, spell.end);
  }
  if (layers === "bodies" || layers === "all") for (const fact of now.holding("MEMBER_OF")) add(fact.start, fact.end);
  if (layers === "borders") for (const fact of now.landBorders()) add(fact.start, fact.end);
  if (layers === "agreements" || layers === "all") for (const { one, other } of now.agreements().values()) add(one, other);
  return lines;
}

/** @param {import("./paint.js").Pen} pen */
function drawAll(pen) {
  const key = `${viewed.links}|${viewed.day}|${viewed.region}|${upright}`;
  if (allLinks.key !== key) allLinks = { key, path: null, lines: layerLines() };
  const { lines } = allLinks;
  pen.globalAlpha = Math.max(0.08, Math.min(0.5, 400 / (lines.length / 4)));
  pen.strokeStyle = viewed.links === "borders" ? colours.muted : colours.accent;
  pen.lineWidth = 1;
  if (pen instanceof SvgPen) {
    pen.beginPath();
    trace(pen, lines);
    pen.stroke();
  } else {
    if (!allLinks.path) {
      allLinks.path = new Path2D();
      trace(allLinks.path, lines);
    }
    pen.stroke(allLinks.path);
  }
  pen.globalAlpha = 1;
}

/** @param {{moveTo(x: number, y: number): void, lineTo(x: number, y: number): void}} path @param {number[]} lines */
function trace(path, lines) {
  for (let i = 0; i < lines.length; i += 4) {
    path.moveTo(lines[i], lines[i + 1]);
    path.lineTo(lines[i + 2], lines[i + 3]);
  }
}

/** The links of what is selected: solid, dashed where only signed. @param {import("./paint.js").Pen} pen */
function drawChosen(pen) {
  for (const node of [nodeAt(viewed.select), nodeAt(viewed.with)]) {
    const a = node && spots.get(node.index);
    if (!a) continue;
    for (const { other, dashed } of linksOf(node.index)) {
      const b = spots.get(other);
      if (b) line(pen, a, b, dashed);
    }
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/** @param {import("./paint.js").Pen} pen @param {{x: number, y: number}} a @param {{x: number, y: number}} b @param {boolean} dashed */
function line(pen, a, b, dashed) {
  pen.globalAlpha = 0.5;
  pen.strokeStyle = colours.accent;
  pen.lineWidth = 1.4;
  pen.setLineDash(dashed ? [5, 5] : []);
  pen.beginPath();
  pen.moveTo(a.x, a.y);
  pen.lineTo(b.x, b.y);
  pen.stroke();
}

/** @param {CanvasRenderingContext2D} pen */
function above(pen) {
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
 * @param {import("./paint.js").Pen} pen @param {number} width @param {number} height @param {number} scale
 * @param {(spot: {x: number, y: number}) => {x: number, y: number}} onScreen
 */
function writeNetworkLabels(pen, width, height, scale, onScreen) {
  const { linked } = marked();
  const { discs, sections, box } = frame();
  const r = RADIUS * scale;
  /** @type {import("./paint.js").Label[]} */
  const labels = [];
  /** @type {import("./paint.js").Rectangle[]} */
  const taken = [];
  const codes = r >= 8.2;
  const small = r < 7.8;
  const size = Math.min(Math.max(r * 0.74, 7), 13);
  for (const [index, spot] of spots) {
    const node = nodes[index];
    const at = onScreen(spot);
    if (at.x < -20 || at.y < -20 || at.x > width + 20 || at.y > height + 20) continue;
    const state = node.label === "State";
    const radius = (state ? RADIUS : SMALL) * scale;
    const faint = shownFaint(index, linked);
    const key = keyOf(node);
    const chosen = key === viewed.select || key === viewed.with;
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
    if (!chosen && !linked && !beside && scale < (state ? 1.5 : 1.25)) continue;
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
    labels.push({
      text: fitted(state ? node.name : (node.known.acronym ?? node.name), room, fontOf(chosen ? 14 : state ? 12 : 11, chosen)),
      ...first,
      also,
      size: chosen ? 14 : state ? 12 : 11,
      bold: chosen,
      always: chosen || (beside && r > 5),
      colour: faint || !state ? (chosen ? colours.ink : colours.muted) : colours.ink,
    });
  }
  /** @type {import("./paint.js").Label[]} */
  const captions = [];
  if (!linked) {
    for (const [number, x, y, disc] of discs) {
      const cluster = clusters.find((one) => one.number === number);
      const at = onScreen({ x, y: y - disc });
      const low = onScreen({ x, y: y + disc });
      const font = fontOf(12, true);
      // On a small picture only the number has room; the legend below has the names.
      const text = !cluster ? "In no cluster" : small ? String(number) : `${number}  ${cluster.name}`;
      captions.push({ text: fitted(text, Math.max(2 * disc * scale + 16, 142), font), x: at.x, y: at.y - 1, align: "center", size: 12, bold: true, also: [{ x: low.x, y: low.y + 2, align: "center" }] });
    }
    for (const [name, x, y, across, down] of sections) {
      const at = onScreen({ x, y });
      const half = measured(name, fontOf(11, true)).width / 2;
      captions.push({
        text: name,
        x: at.x + (across / 100) * (half + 12),
        y: at.y + (down / 100) * 15,
        align: "center",
        // Where the edge of the picture leaves no room outside the ring, inside it.
        also: small ? [] : [{ x: at.x - (across / 100) * (half + 12), y: at.y - (down / 100) * 15, align: "center" }],
        size: 11,
        bold: true,
        colour: colours.muted,
      });
    }
  }
  if (box) {
    const at = onScreen({ x: box[0], y: box[1] });
    captions.push({ text: "Few recorded links", x: at.x, y: at.y - 10, align: "left", size: 12, bold: true, colour: colours.gap, always: true });
  }
  // Over a dimmed picture names may cross faint dots; what is not faint they keep clear of.
  const written = writeLabels(pen, labels.filter((l) => l.always), [], { width, height });
  const captioned = writeLabels(pen, captions, written, { width, height });
  writeLabels(pen, labels.filter((l) => !l.always).sort((a, b) => b.size - a.size), [...captioned, ...taken], { width, height });
}

/** How far it is to the next dot of the row in the box of few links, or to where the box ends. @param {{x: number, y: number}} spot @param {number} end @returns {number} */
function roomBeside(spot, end) {
  const row = [...fewLinked].map((index) => spots.get(index)).filter((other) => other && other.y === spot.y && other.x > spot.x);
  return Math.min(end, ...row.map((other) => (other?.x ?? end) - RADIUS)) - spot.x;
}

/** What is in sight, for a file. @returns {import("./views.js").Picture} */
export function networkPicture() {
  const { width, height } = container().getBoundingClientRect();
  return { width, height, draw: (pen) => drawNetwork(pen, width, height) };
}

/** @param {import("./paint.js").Pen} pen @param {number} width @param {number} height */
function drawNetwork(pen, width, height) {
  const scale = network.getScale();
  const centre = network.getViewPosition();
  pen.save();
  pen.translate(width / 2 - centre.x * scale, height / 2 - centre.y * scale);
  pen.scale(scale, scale);
  beneath(pen);
  for (const [index, { x, y }] of spots) drawNode(pen, index, x, y);
  pen.restore();
  writeNetworkLabels(pen, width, height, scale, (spot) => ({
    x: (spot.x - centre.x) * scale + width / 2,
    y: (spot.y - centre.y) * scale + height / 2,
  }));
}

/** How many lines the picture draws, for the legend. */
export function linesDrawn() {
  return viewed.links === "ties" ? ties.length : layerLines().length / 4;
}

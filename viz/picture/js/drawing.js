/** The picture: lines beneath, signs, names beside them, and on lines their types where there is room. */
import { along } from "../../shared/js/curves.js";
import { widest, writeLabels } from "../../shared/js/labels.js";
import { faded, filled, stroked } from "../../shared/js/paint.js";
import { signShape } from "../../shared/js/nodesigns.js";
import { colours, fontOf, kindColour } from "../../shared/js/theme.js";
import { answer, lines, lineShown, nodes, nodeShown } from "./answer.js";
import { chosen, linesChosen } from "./choice.js";
import { drawLine, RADIUS, wayOf } from "./paths.js";

/** @typedef {import("../../shared/js/paint.js").Pen} Pen */

const [NAME, TYPE, LEADING] = [12, 10, 14];
/** Below this size of the picture only names that have room are written, in letters that can be read. */
const SMALLEST = 0.75;
/** With more lines than these their types stand in the legend only. */
const MOST_TYPES = 60;

/** Lines, and the signs over them. @param {Pen} pen */
export function drawSigns(pen) {
  const strong = linesChosen();
  const shown = lines.filter(lineShown);
  const usual = Math.max(0.2, Math.min(0.85, 260 / shown.length));
  for (const line of shown) {
    faded(pen, strong.size ? (strong.has(line) ? 1 : 0.15) : usual, () => drawLine(pen, line, strong.has(line)));
  }
  for (const { index, label, x, y } of nodes.filter(nodeShown)) {
    filled(pen, signShape(label, x, y, RADIUS), colourOf(label));
    if (isPicked(index)) stroked(pen, signShape(label, x, y, RADIUS + 3.5), colours.ink, 2.5);
  }
}

/** @param {number} index */
function isPicked(index) {
  return chosen.node === index || chosen.marked === index;
}

/** @param {string} label @returns {string} */
export function colourOf(label) {
  return label === "State" ? colours.accent : kindColour(label);
}

/**
 * Names and types, in pixels of the screen.
 * @param {Pen} pen @param {number} scale @param {(spot: {x: number, y: number}) => {x: number, y: number}} onScreen
 * @param {{width: number, height: number}} within
 */
export function writeNames(pen, scale, onScreen, within) {
  const size = NAME * Math.max(scale, SMALLEST);
  /** @type {import("../../shared/js/labels.js").Rectangle[]} */
  const taken = [];
  /** @type {import("../../shared/js/labels.js").Label[]} */
  const names = [];
  for (const node of nodes) {
    if (!nodeShown(node)) continue;
    const { x, y } = onScreen(node);
    const r = RADIUS * scale;
    taken.push({ x: x - r, y: y - r, width: 2 * r, height: 2 * r });
    /** @param {number} side */
    const place = (side) => ({ x: x + side * (r + Math.max(5 * scale, 4)), y, align: /** @type {CanvasTextAlign} */ (side > 0 ? "left" : "right") });
    const picked = isPicked(node.index);
    const places = scale < SMALLEST ? [place(node.side), place(-node.side)] : [place(node.side)];
    names.push({ text: node.lines.join("\n"), places, size, bold: picked, always: scale >= SMALLEST || picked });
  }
  const written = writeLabels(pen, names, taken, scale < SMALLEST ? within : undefined);
  const drawn = lines.filter(lineShown);
  const strong = linesChosen();
  const several = new Set(drawn.map(({ kind }) => kind)).size > 1;
  const named = answer.grouped || (several && drawn.length <= MOST_TYPES) ? drawn : several && strong.size <= MOST_TYPES ? [...strong] : [];
  const types = named.map((line) => {
    const way = wayOf(line);
    const places = [0.5, 0.42, 0.58, 0.34].map((part) => onScreen(along(way, part)));
    return { text: line.count > 1 ? `${line.kind} (${line.count.toLocaleString("en")})` : line.kind, places, size: TYPE, colour: colours.muted };
  });
  writeLabels(pen, types, written, within);
}

/** How wide and high the name of a node is drawn at full size. @param {import("./answer.js").Drawn} node */
export function nameSize(node) {
  return { width: widest(node.lines, fontOf(NAME)), height: LEADING * node.lines.length };
}

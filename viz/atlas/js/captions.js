/**
 * The texts of the opening picture: codes inside the dots when they are large enough, captions of discs and sections,
 * names of what is chosen and of the few linked, and as many other names as fit.
 *
 * @typedef {import("../../shared/js/labels.js").Label} Label
 * @typedef {import("../../shared/js/labels.js").TextPlace} TextPlace
 * @typedef {import("../../shared/js/labels.js").Rectangle} Rectangle
 * @typedef {import("../../shared/js/paint.js").Spot} Spot
 * @typedef {(spot: Spot) => Spot} OnScreen
 */
import { colourOfNode } from "./clustercolours.js";
import { clusters, fewLinked, nodes } from "./data.js";
import { widthOfText, wrapped, writeLabels } from "../../shared/js/labels.js";
import { frameOfOpening, isState, RADIUS, radiusOf, shownFaint, spots } from "./opening.js";
import { faded, written } from "../../shared/js/paint.js";
import { colours, fontOf, inkOn } from "../../shared/js/theme.js";

/** With smaller dots on the screen there are no codes in them, and no names at discs. */
const [CODED, NAMED] = [7.9, 7.8];

/**
 * @param {import("../../shared/js/paint.js").Pen} pen @param {import("../../shared/js/paint.js").Size} size @param {number} scale
 * @param {OnScreen} onScreen @param {(index: number) => boolean} isChosen
 */
export function writeCaptions(pen, size, scale, onScreen, isChosen) {
  /** @type {Label[]} */
  const names = [];
  /** @type {Rectangle[]} */
  const dots = [];
  for (const [index, spot] of spots) {
    const at = onScreen(spot);
    if (at.x < -20 || at.y < -20 || at.x > size.width + 20 || at.y > size.height + 20) continue;
    const r = radiusOf(index) * scale;
    const faint = shownFaint(index);
    if (isState(index) && r >= CODED) faded(pen, faint ? 0.25 : 1, () => writeCode(pen, index, at, r));
    if (!faint) dots.push({ x: at.x - r, y: at.y - r, width: 2 * r, height: 2 * r });
    const beside = fewLinked.has(index);
    if (beside || (!faint && (isChosen(index) || scale >= (isState(index) ? 1.5 : 1.25)))) names.push(nameOf(index, spot, at, scale, isChosen(index)));
  }
  const captions = [...sectionCaptions(onScreen), ...discCaptions(onScreen, scale), ...boxCaption(onScreen)];
  const kept = writeLabels(pen, names.filter((name) => name.always), [], size);
  const captioned = writeLabels(pen, captions, [...kept, ...dots], size);
  writeLabels(pen, names.filter((name) => !name.always).sort((a, b) => b.size - a.size), captioned, size);
}

/** @param {import("../../shared/js/paint.js").Pen} pen @param {number} index @param {Spot} at @param {number} r */
function writeCode(pen, index, { x, y }, r) {
  const size = Math.min(Math.max(r * 0.74, 7), 13);
  written(pen, nodes[index].id, { x, y: y + 0.5 }, { font: fontOf(size, true), ink: inkOn(colourOfNode(nodes[index])), align: "center" });
}

/** @param {number} index @param {Spot} spot @param {Spot} at the same on the screen @param {number} scale @param {boolean} chosen @returns {Label} */
function nameOf(index, spot, at, scale, chosen) {
  const [node, state, beside] = [nodes[index], isState(index), fewLinked.has(index)];
  const r = radiusOf(index) * scale;
  /** @type {TextPlace[]} */
  const overAndUnder = [{ x: at.x, y: at.y + r + 9 }, { x: at.x, y: at.y - r - 9 }];
  /** @type {TextPlace[]} */
  const sides = [{ x: at.x + r + 5, y: at.y, align: "left" }, { x: at.x - r - 5, y: at.y, align: "right" }];
  const places = beside ? sides.slice(0, 1) : state ? [...overAndUnder, ...sides] : [...sides, ...overAndUnder];
  const { box } = frameOfOpening();
  const room = beside && box ? roomBeside(spot, box[2]) * scale - r - 9 : chosen ? 400 : 190;
  const size = beside ? 11 : chosen ? 14 : state ? 12 : 11;
  const lines = wrapped(state ? node.name : (node.known.acronym ?? node.name), room, fontOf(size, chosen), beside && rowHeight(spot) * scale > 26 ? 2 : 1);
  const colour = !chosen && (shownFaint(index) || !state) ? colours.muted : colours.ink;
  return { text: lines.join("\n"), places, size, bold: chosen, always: chosen || (beside && RADIUS * scale > 5), colour };
}

/** Outside the ring, further out, or inside, where the edge of the picture or another name leaves no room. @param {OnScreen} onScreen @returns {Label[]} */
function sectionCaptions(onScreen) {
  return frameOfOpening().sections.map((/** @type {[string, number, number, number, number]} */ [text, x, y, across, down]) => {
    const at = onScreen({ x, y });
    const half = widthOfText(text, fontOf(11, true)) / 2;
    const places = [1, 1.9, 2.8, -1, -1.9].map((far) => {
      return { x: at.x + (across / 100) * (half + 12) * Math.sign(far), y: at.y + (down / 100) * 15 * far };
    });
    return { text, places, size: 11, bold: true, colour: colours.muted };
  });
}

/** Names of clusters; on a small picture only the number has room: the legend below has the names. @param {OnScreen} onScreen @param {number} scale @returns {Label[]} */
function discCaptions(onScreen, scale) {
  return frameOfOpening().discs.map((/** @type {[number, number, number, number]} */ [number, x, y, disc]) => {
    const cluster = clusters.find((one) => one.number === number);
    const [over, under] = [onScreen({ x, y: y - disc }), onScreen({ x, y: y + disc })];
    const name = !cluster ? "In no cluster" : RADIUS * scale < NAMED ? String(number) : `${number}  ${cluster.name}`;
    const forms = [300, 235, 175, 2 * disc * scale + 10, 110].map((room) => wrapped(name, Math.max(room, 110), fontOf(12, true), 6));
    const begun = `${name.split(/,| \(/)[0]} …`;
    const places = [...forms, [begun], [String(number)]].flatMap((lines) => {
      const half = 7.2 * lines.length;
      const ys = [3, 9].flatMap((into) => [over.y + into - half, under.y - into + half]);
      return [0, -30, 30, -50, 50].flatMap((aside) => ys.map((y) => ({ text: lines.join("\n"), x: over.x + aside, y })));
    });
    return { text: name, places, size: 12, bold: true };
  });
}

/** @param {OnScreen} onScreen @returns {Label[]} */
function boxCaption(onScreen) {
  const { box } = frameOfOpening();
  if (!box) return [];
  const { x, y } = onScreen({ x: box[0], y: box[1] });
  return [{ text: "Few recorded links", places: [{ x, y: y - 10, align: "left" }], size: 12, bold: true, colour: colours.gap, always: true }];
}

/** @returns {Spot[]} places of the few linked, in the box */
function spotsInBox() {
  return [...fewLinked].flatMap((index) => spots.get(index) ?? []);
}

/** How far it is to the next dot of the row in the box, or to where the box ends. @param {Spot} spot @param {number} end @returns {number} */
function roomBeside(spot, end) {
  const row = spotsInBox().filter((other) => other.y === spot.y && other.x > spot.x);
  return Math.min(end, ...row.map((other) => other.x - RADIUS)) - spot.x;
}

/** How far apart the rows of the box are. @param {Spot} spot @returns {number} */
function rowHeight(spot) {
  return Math.min(...spotsInBox().filter((other) => other.y !== spot.y).map((other) => Math.abs(other.y - spot.y)));
}

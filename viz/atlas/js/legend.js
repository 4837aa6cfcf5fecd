/** Legends: one for each picture, always in sight below it, signs painted as the pictures paint them. */
import { drawArrows } from "./arrows.js";
import { atBoundary, clusters, data, nodeAt } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { byId, element, fill } from "../../shared/js/elements.js";
import { asAt } from "./holding.js";
import { key, keyList, signKey, SIGNS, SIZE } from "../../shared/js/keys.js";
import { drawLink, KINDS_OF_LINK } from "../../shared/js/linkkinds.js";
import { colouringTreaty, gapSteps } from "./mapcolours.js";
import { linesDrawn } from "./network.js";
import { drawDot, filled, segments, stroked, written } from "../../shared/js/paint.js";
import { groupsChosen, kindsDrawn } from "./selection.js";
import { drawBoundary } from "../../shared/js/nodesigns.js";
import { ANSWERS, drawCell, drawStanding, staleFill, standingEdge, standingFill } from "../../shared/js/signs.js";
import { viewed } from "./state.js";
import { elsewhen, tablesDay } from "./tables.js";
import { clusterColour, colours, inkOn } from "../../shared/js/theme.js";
import { answerInWords } from "../../shared/js/wording.js";

/** @typedef {CanvasRenderingContext2D} Canvas */

const MIDDLE = { x: 8, y: 8 };
const LAND = [1, 2, 18, 12];

/** @param {Node[]} keys */
export function paintLegend(keys) {
  fill(byId("legend"), keys);
  byId("legend").hidden = !keys.length;
}

/** @param {string} text */
function hint(text) {
  return element("p", { class: "hint" }, text);
}

/** @param {string} text @param {string} colour */
function lineKey(text, colour) {
  return key((pen) => stroked(pen, segments([[0, 8, 24, 8]]), colour, 2), text, 24);
}

function clusterKeys() {
  return clusters.map(({ number, name, states }) =>
    key((pen) => {
      drawDot(pen, MIDDLE, 7.5, clusterColour(number));
      const how = { font: "600 10px sans-serif", ink: inkOn(clusterColour(number)), align: /** @type {const} */ ("center") };
      written(pen, String(number), { x: 8, y: 8.5 }, how);
    }, `${name} (${states.length})`),
  );
}

/** @param {string} answer @param {string} text @param {number[]} frame @param {string} edge @param {number} width */
function cellKey(answer, text, frame, edge, width) {
  return key((pen) => {
    drawCell(pen, answer, 0, 0, SIZE);
    stroked(pen, frame, edge, width);
  }, text);
}

/**
 * Land as the map fills it, and the dot beside it.
 * @param {string} text @param {(pen: Canvas) => string | CanvasPattern} land
 * @param {(pen: Canvas, at: {x: number, y: number}) => void} dot @param {string} [edge]
 */
function landKey(text, land, dot, edge) {
  return key((pen) => {
    filled(pen, LAND, land(pen));
    stroked(pen, LAND, edge || colours.dim, edge ? 1.4 : 0.8);
    dot(pen, { x: 28, y: 8 });
  }, text, 34);
}

/** What stands in the picture of a selection, or all there can be. @param {string[]} labels */
function signKeys(labels) {
  return Object.entries(SIGNS).filter(([label]) => labels.includes(label)).map(([label, text]) => signKey(label, text));
}

export function networkLegend() {
  if (nodeAt(viewed.select) && !viewed.pick) {
    // Whatever else there is stands below the title of its kind.
    const labels = groupsChosen().flatMap(({ rows }) => rows.map(({ node }) => node.label));
    const links = kindsDrawn().map((kind) => key((pen) => drawLink(pen, kind, 0, 26, 8), KINDS_OF_LINK[kind], 26));
    return [keyList(...signKeys(labels), ...links)];
  }
  const lines = linesDrawn().toLocaleString("en");
  const ties = `each State's ${data.rule.strongest} strongest ties (${lines}), ranked against chance, as at ${tablesDay}`;
  /** @type {Record<string, string>} */
  const words = {
    all: `all recorded links (${lines})`,
    treaties: `party to a treaty (${lines})`,
    bodies: `member of a body (${lines})`,
    agreements: `States with bilateral agreements (${lines} pairs)`,
    borders: `land borders (${lines})`,
  };
  const layer = lineKey(words[viewed.links] ?? ties, viewed.links === "ties" ? colours.grey : colours.accent);
  const boundary = clusters.some(({ states }) => states.some(atBoundary)) ? [boundaryKey()] : [];
  return [keyList(...signKeys(Object.keys(SIGNS)), layer), keyList(...clusterKeys(), ...boundary)];
}

function boundaryKey() {
  const words = `boundary State: stays with less than ${Math.round(100 * data.rule.boundary)} % of its cluster when a few links are left out`;
  return key((pen) => {
    drawDot(pen, MIDDLE, 7, colours.grey);
    drawBoundary(pen, 8, 8, 7);
  }, words);
}

export function matrixLegend() {
  const standings = ANSWERS.map((answer) => cellKey(answer, answerInWords(answer), [0.5, 0.5, 15, 15], colours.line, 1));
  const words = elsewhen() ? `gap: outlined on ${tablesDay} only` : "gap: most of its peers are party";
  const gap = cellKey("not party", words, [2, 2, 12, 12], colours.gap, 2);
  return [keyList(...standings, gap), keyList(...clusterKeys()), hint("A cell that is pointed at or selected says since when, and until when it is known.")];
}

export function mapLegend() {
  const treaty = colouringTreaty();
  const now = asAt(viewed.day);
  const standings = treaty ? now.standings(treaty.index) : {};
  const elsewhere = standings[""]?.length;
  if (treaty && elsewhere === now.members.length) return [hint(`${treaty.name}: not yet adopted on ${readDate(viewed.day)}.`)];
  const outside = landKey(
    `not a UN Member State${elsewhere ? `, or not asked: the treaty is of another region (${elsewhere})` : ""}`,
    () => colours.land,
    (pen, at) => drawDot(pen, at, 4, colours.none, colours.muted),
  );
  const chosen = nodeAt(viewed.select)?.label === "State";
  const hints = viewed.corridors && !chosen ? [hint("Corridors: choose a State to see where its citizens were detected as victims, and whose citizens it detected.")] : [];
  const more = chosen ? linkKeys() : [];
  if (treaty) return [keyList(...standingKeys(standings), outside, ...staleKeys(treaty.index), ...more), ...hints];
  if (viewed.colour !== "gaps") {
    const few = key((pen) => drawDot(pen, MIDDLE, 6.5, "", colours.gap, 2, [3, 2]), `few recorded links, as at ${tablesDay}`);
    return [keyList(few, outside, ...more), keyList(...clusterKeys()), ...hints];
  }
  const steps = gapSteps().map(({ text, colour }) => landKey(text, () => colour, (pen, at) => drawDot(pen, at, 5, colour, colours.muted), colours.dim));
  return [keyList(...steps, outside, ...more), hint(`Treaties most of a State's peers are party to and it is not, known gaps only, as at ${tablesDay}.`), ...hints];
}

/** @param {Record<string, import("./data.js").GraphNode[]>} standings */
function standingKeys(standings) {
  return ANSWERS.map((answer) => {
    const words = `${answerInWords(answer)} (${standings[answer]?.length ?? 0})`;
    return landKey(words, (pen) => standingFill(pen, answer, 1), (pen, at) => drawStanding(pen, answer, at, 5), standingEdge(answer));
  });
}

/** Where the treaty's list ends before the page's day. @param {number} treaty */
function staleKeys(treaty) {
  const last = asAt(data.day).knownUntil(treaty);
  const stale = key((pen) => {
    filled(pen, LAND, colours.party);
    filled(pen, LAND, staleFill(pen));
  }, `below, after ${readDate(last)}: as known then`, 20);
  return last ? [stale] : [];
}

/** What links the State chosen to others on the map. */
function linkKeys() {
  const neighbour = landKey("land neighbour", () => colours.land, (pen, at) => drawDot(pen, at, 4.5, "", colours.ink), colours.ink);
  if (!viewed.corridors) return [lineKey("bilateral agreement", colours.accent), neighbour];
  const arrow = { from: { x: 1, y: 8 }, to: { x: 29, y: 8 }, bend: { x: 15, y: 8 }, width: 2.5 };
  const words = "corridor, no cooperation: from the victims' State of citizenship to where they were detected, with their number";
  return [neighbour, key((pen) => drawArrows(pen, [arrow]), words, 30)];
}

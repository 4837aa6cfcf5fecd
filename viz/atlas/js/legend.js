/** Legends: one for each picture, always in sight below it, signs painted as the pictures paint them. */
import { drawArrows } from "./arrows.js";
import { atBoundary, clusters, data, nodeAt } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { byId, element, fill } from "../../shared/js/elements.js";
import { asAt } from "./holding.js";
import { drawSwatchSign, key, keyList, SIGNS, SIZE } from "../../shared/js/keys.js";
import { colouringTreaty, gapSteps } from "./mapcolours.js";
import { linesDrawn } from "./network.js";
import { drawBoundary, drawSign } from "../../shared/js/paint.js";
import { groupsChosen, kindsDrawn } from "./selection.js";
import { ANSWERS, KINDS_OF_LINK, drawCell, drawDot, drawLink, drawStanding, staleFill, standingEdge, standingFill } from "../../shared/js/signs.js";
import { viewed } from "./state.js";
import { elsewhen, tablesDay } from "./tables.js";
import { clusterColour, colours, inkOn } from "../../shared/js/theme.js";
import { answerInWords } from "../../shared/js/wording.js";

/** @param {string} label @param {string} text */
function sign(label, text) {
  return key((pen) => drawSwatchSign(pen, label), text);
}

/** @param {string} text @param {string} colour @param {number[]} dash */
function lineKey(text, colour, dash) {
  return key((pen) => {
    pen.strokeStyle = colour;
    pen.lineWidth = 2;
    pen.setLineDash(dash);
    pen.beginPath();
    pen.moveTo(0, 8);
    pen.lineTo(24, 8);
    pen.stroke();
  }, text, 24);
}

function clusterKeys() {
  return clusters.map((cluster) => {
    const colour = clusterColour(cluster.number);
    return key((pen) => {
      pen.fillStyle = colour;
      drawSign(pen, "State", 8, 8, 7.5);
      pen.fill();
      pen.fillStyle = inkOn(colour);
      pen.font = "600 10px sans-serif";
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.fillText(String(cluster.number), 8, 8.5);
    }, `${cluster.name} (${cluster.states.length})`);
  });
}

function ringKey() {
  return key((pen) => {
    pen.strokeStyle = colours.gap;
    pen.lineWidth = 2;
    pen.setLineDash([3, 2]);
    drawSign(pen, "State", 8, 8, 6.5);
    pen.stroke();
  }, `few recorded links, as at ${tablesDay}`);
}

function boundaryKey() {
  return key((pen) => {
    pen.fillStyle = colours.grey;
    drawSign(pen, "State", 8, 8, 7);
    pen.fill();
    drawBoundary(pen, 8, 8, 7);
  }, `boundary State: stays with less than ${Math.round(100 * data.rule.boundary)} % of its cluster when a few links are left out`);
}

function standingKeys() {
  return ANSWERS.map((answer) =>
    key((pen) => {
      drawCell(pen, answer, 0, 0, SIZE);
      pen.strokeStyle = colours.line;
      pen.strokeRect(0.5, 0.5, 15, 15);
    }, answerInWords(answer)),
  );
}

/** @param {string} text */
function hint(text) {
  return element("p", { class: "hint" }, text);
}

/** @param {Node[]} keys */
export function paintLegend(keys) {
  fill(byId("legend"), keys);
  byId("legend").hidden = !keys.length;
}

export function networkLegend() {
  if (nodeAt(viewed.select) && !viewed.pick) return selectionLegend();
  const lines = linesDrawn().toLocaleString("en");
  /** @type {Record<string, string>} */
  const words = {
    ties: `each State's ${data.rule.strongest} strongest ties (${lines}), ranked against chance, as at ${tablesDay}`,
    all: `all recorded links (${lines})`,
    treaties: `party to a treaty (${lines})`,
    bodies: `member of a body (${lines})`,
    agreements: `States with bilateral agreements (${lines} pairs)`,
    borders: `land borders (${lines})`,
  };
  const layer = lineKey(words[viewed.links] ?? words.ties, viewed.links === "ties" ? colours.grey : colours.accent, []);
  return [
    keyList(...Object.entries(SIGNS).map(([label, text]) => sign(label, text)), layer),
    keyList(...clusterKeys(), ...(clusters.some((cluster) => cluster.states.some(atBoundary)) ? [boundaryKey()] : [])),
  ];
}

/** The legend of a selection: what stands in its picture. */
function selectionLegend() {
  const labels = new Set(groupsChosen().flatMap(({ rows }) => rows.map(({ node }) => node.label)));
  // Whatever else there is stands below the title of its kind.
  const signs = Object.entries(SIGNS).filter(([label]) => labels.has(label)).map(([label, text]) => sign(label, text));
  const links = kindsDrawn().map((kind) => key((pen) => drawLink(pen, kind, 0, 26, 8), KINDS_OF_LINK[kind], 26));
  return [keyList(...signs, ...links)];
}

export function matrixLegend() {
  const gap = key((pen) => {
    drawCell(pen, "not party", 0, 0, SIZE);
    pen.strokeStyle = colours.gap;
    pen.lineWidth = 2;
    pen.strokeRect(2, 2, 12, 12);
  }, elsewhen() ? `gap: outlined on ${tablesDay} only` : "gap: most of its peers are party");
  return [keyList(...standingKeys(), gap), keyList(...clusterKeys()), hint("A cell that is pointed at or selected says since when, and until when it is known.")];
}

export function mapLegend() {
  const treaty = colouringTreaty();
  const chosen = nodeAt(viewed.select)?.label === "State";
  const more = [
    ...(chosen && !viewed.corridors ? [lineKey("bilateral agreement", colours.accent, [])] : []),
    ...(chosen ? [landKey("land neighbour", colours.land, (pen, at) => drawDot(pen, at, 4.5, "", colours.ink), colours.ink)] : []),
    ...(chosen && viewed.corridors ? [arrowKey()] : []),
  ];
  const hints = viewed.corridors && !chosen ? [hint("Corridors: choose a State to see where its citizens were detected as victims, and whose citizens it detected.")] : [];
  const regional = treaty && asAt(viewed.day).standings(treaty.index)[""];
  const outside = landKey(`not a UN Member State${regional ? `, or not asked: the treaty is of another region (${regional.length})` : ""}`, colours.land, (pen, at) => drawDot(pen, at, 4, colours.none, colours.muted));
  if (treaty) {
    const now = asAt(viewed.day);
    const standings = now.standings(treaty.index);
    if (standings[""]?.length === now.members.length) return [hint(`${treaty.name}: not yet adopted on ${readDate(viewed.day)}.`)];
    const keys = ANSWERS.map((answer) =>
      landKey(`${answerInWords(answer)} (${standings[answer]?.length ?? 0})`, (pen) => standingFill(pen, answer, 1), (pen, at) => drawStanding(pen, answer, at, 5), standingEdge(answer)),
    );
    const last = asAt(data.day).knownUntil(treaty.index);
    const stale = key((pen) => {
      for (const fill of [colours.party, staleFill(pen)]) {
        pen.fillStyle = fill;
        pen.fillRect(1, 2, 18, 12);
      }
    }, `after ${readDate(last)}, as known then`, 20);
    return [keyList(...keys, outside, ...(last ? [stale] : []), ...more), ...hints];
  }
  if (viewed.colour !== "gaps") return [keyList(ringKey(), outside, ...more), keyList(...clusterKeys()), ...hints];
  const steps = [{ text: "none known", colour: colours.none }, ...gapSteps()].map(({ text, colour }) => landKey(text, colour, (pen, at) => drawDot(pen, at, 5, colour, colours.muted), colours.dim));
  return [keyList(...steps, outside, ...more), hint(`Treaties most of a State's peers are party to and it is not, known gaps only, as at ${tablesDay}.`), ...hints];
}

/**
 * Land as the map fills it, and the dot beside it.
 * @param {string} text @param {string | ((pen: CanvasRenderingContext2D) => string | CanvasPattern)} fill
 * @param {(pen: CanvasRenderingContext2D, at: {x: number, y: number}) => void} dot @param {string} [edge]
 */
function landKey(text, fill, dot, edge = "") {
  return key((pen) => {
    pen.fillStyle = typeof fill === "string" ? fill : fill(pen);
    pen.fillRect(1, 2, 18, 12);
    pen.strokeStyle = edge || colours.dim;
    pen.lineWidth = edge ? 1.4 : 0.8;
    pen.strokeRect(1, 2, 18, 12);
    dot(pen, { x: 28, y: 8 });
  }, text, 34);
}

function arrowKey() {
  return key((pen) => {
    const [from, to, bend] = [{ x: 1, y: 8 }, { x: 29, y: 8 }, { x: 15, y: 8 }];
    drawArrows(pen, [{ from, to, bend, width: 2.5 }]);
  }, "corridor, no cooperation: from the victims' State of citizenship to where they were detected, with their number", 30);
}

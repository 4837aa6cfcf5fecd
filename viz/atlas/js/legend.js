/** Legends: one for each picture, always in sight below it, signs painted as the pictures paint them. */
import { atBoundary, clusters, data, nodeAt } from "./data.js";
import { readDate } from "./dates.js";
import { byId, element, fill } from "./elements.js";
import { asAt } from "./holding.js";
import { KINDS_OF_LINK } from "./linked.js";
import { linesDrawn } from "./network.js";
import { drawBoundary, drawSign } from "./paint.js";
import { groupsChosen, kindsDrawn } from "./selection.js";
import { ANSWERS, drawCell, drawLink, drawStanding } from "./signs.js";
import { viewed } from "./state.js";
import { elsewhen, tablesDay } from "./tables.js";
import { clusterColour, colours, inkOn } from "./theme.js";
import { answerInWords, knownUntilInWords } from "./wording.js";

const SIZE = 16;

/** @param {(pen: CanvasRenderingContext2D) => void} draw @param {string} text @param {number} [width] */
function key(draw, text, width = SIZE) {
  const canvas = element("canvas", { width: width * 2, height: SIZE * 2, class: "swatch", "aria-hidden": "true" });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${SIZE}px`;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(2, 2);
  draw(pen);
  return element("li", {}, canvas, element("span", {}, text));
}

/** @param {string} label @param {string} text */
function sign(label, text) {
  return key((pen) => {
    pen.fillStyle = label === "Treaty" ? colours.ink : colours.muted;
    drawSign(pen, label, 8, 8, label === "State" ? 6.5 : 5.5);
    pen.fill();
  }, text);
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

/** @param {string} text @param {string} colour @param {number} r */
function dotKey(text, colour, r) {
  return key((pen) => {
    pen.strokeStyle = colour;
    drawSign(pen, "State", 8, 8, r);
    pen.stroke();
  }, text);
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

/** @param {"cell" | "dot"} how @param {(answer: string) => string} [text] */
function standingKeys(how, text = answerInWords) {
  return ANSWERS.map((answer) =>
    key((pen) => {
      if (how === "cell") {
        drawCell(pen, answer, 0, 0, SIZE);
        pen.strokeStyle = colours.line;
        pen.strokeRect(0.5, 0.5, 15, 15);
      } else drawStanding(pen, answer, { x: 8, y: 8 }, 6);
    }, text(answer)),
  );
}

/** @param {...Node} keys */
function keyList(...keys) {
  return element("ul", { class: "keys" }, keys);
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

const SIGNS = { State: "State", Treaty: "treaty", RegionalBody: "body", UNEntity: "UN entity" };

/** The legend of a selection: what stands in its picture. */
function selectionLegend() {
  const labels = groupsChosen().flatMap(({ rows }) => rows.map(({ node }) => node.label));
  const signs = Object.entries(SIGNS).filter(([label]) => labels.includes(label));
  const other = labels.find((label) => !(label in SIGNS));
  const links = kindsDrawn().map((kind) => key((pen) => drawLink(pen, kind, 0, 26, 8), KINDS_OF_LINK[kind], 26));
  return [keyList(...signs.map(([label, text]) => sign(label, text)), ...(other ? [sign(other, "other")] : []), ...links)];
}

export function matrixLegend() {
  const gap = key((pen) => {
    drawCell(pen, "not party", 0, 0, SIZE);
    pen.strokeStyle = colours.gap;
    pen.lineWidth = 2;
    pen.strokeRect(2, 2, 12, 12);
  }, elsewhen() ? `gap: outlined on ${tablesDay} only` : "gap: most of its peers are party");
  return [keyList(...standingKeys("cell"), gap), keyList(...clusterKeys()), hint("A cell that is pointed at or selected says since when, and until when it is known.")];
}

export function mapLegend() {
  const treaty = viewed.colour === "treaty" ? nodeAt(viewed.treaty) : undefined;
  const chosen = nodeAt(viewed.select)?.label === "State";
  const more = [
    ...(chosen ? [lineKey("bilateral agreement", colours.accent, []), dotKey("land neighbour", colours.ink, 6)] : []),
    ...(chosen && viewed.corridors ? [lineKey("citizens of one detected as victims in the other", colours.muted, [6, 4])] : []),
  ];
  const outside = dotKey("not a UN Member State", colours.muted, 4.5);
  if (treaty) {
    const now = asAt(viewed.day);
    const standings = now.standings(treaty.index);
    if (standings[""]?.length === now.members.length) return [hint(`${treaty.name}: not yet adopted on ${readDate(viewed.day)}.`)];
    const keys = standingKeys("dot", (answer) => `${answerInWords(answer)} (${standings[answer]?.length ?? 0})`);
    return [
      keyList(...keys, outside, ...more),
      hint(`${treaty.name}: ${now.asked(treaty.index)} of ${readDate(viewed.day)}${knownUntilInWords(now.knownUntil(treaty.index))}.`),
    ];
  }
  if (viewed.colour !== "gaps") return [keyList(ringKey(), outside, ...more), keyList(...clusterKeys())];
  const gaps = key((pen) => {
    pen.fillStyle = colours.gap;
    drawSign(pen, "State", 8, 8, 6.5);
    pen.fill();
  }, `the larger, the more treaties most of its peers are party to and it is not, as at ${tablesDay}`);
  return [keyList(gaps, dotKey("no such treaty", colours.muted, 4.5), ...more)];
}

/** Legends: one for each picture, always in sight below it, signs painted as the pictures paint them. */
import { clusters, data, nodeAt } from "./data.js";
import { readDate } from "./dates.js";
import { byId, element, fill } from "./elements.js";
import { asAt } from "./holding.js";
import { linesDrawn } from "./network.js";
import { drawSign } from "./paint.js";
import { ANSWERS, drawCell, drawStanding } from "./signs.js";
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

function ringKey() {
  return key((pen) => {
    pen.strokeStyle = colours.gap;
    pen.lineWidth = 2;
    pen.setLineDash([3, 2]);
    drawSign(pen, "State", 8, 8, 6.5);
    pen.stroke();
  }, `few recorded links, as at ${tablesDay}`);
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

export function paintLegend() {
  const where = byId("legend");
  const list = (/** @type {Node[]} */ ...keys) => element("ul", { class: "keys" }, keys);
  if (viewed.view === "network") {
    const lines = linesDrawn().toLocaleString("en");
    const rule = data.rule;
    /** @type {Record<string, string>} */
    const words = {
      ties: `each State's ${rule.strongest} strongest ties (${lines}), ranked against chance, as at ${tablesDay}`,
      all: `all recorded links (${lines})`,
      treaties: `party to a treaty (${lines})`,
      bodies: `member of a body (${lines})`,
      agreements: `States with bilateral agreements (${lines} pairs)`,
      borders: `land borders (${lines})`,
    };
    fill(
      where,
      list(
        sign("State", "State"),
        sign("Treaty", "treaty"),
        sign("RegionalBody", "regional body"),
        sign("UNEntity", "UN entity"),
        viewed.select ? lineKey(`party, member, agreement${elsewhen() ? "" : ", strong tie"}`, colours.accent, []) : lineKey(words[viewed.links] ?? words.ties, viewed.links === "ties" ? colours.grey : colours.accent, []),
        ...(viewed.select ? [lineKey("signatory", colours.accent, [4, 3])] : []),
        ringKey(),
      ),
      list(...clusterKeys()),
    );
  } else if (viewed.view === "matrix") {
    fill(
      where,
      list(
        ...standingKeys("cell"),
        key((pen) => {
          drawCell(pen, "not party", 0, 0, SIZE);
          pen.strokeStyle = colours.gap;
          pen.lineWidth = 2;
          pen.strokeRect(2, 2, 12, 12);
        }, elsewhen() ? `gap: outlined on ${tablesDay} only` : "gap: most of its peers are party"),
      ),
      element("p", { class: "hint" }, "A cell that is pointed at or selected says since when, and until when it is known."),
      list(...clusterKeys()),
    );
  } else if (viewed.view === "map") {
    const treaty = viewed.colour === "treaty" ? nodeAt(viewed.treaty) : undefined;
    const chosen = nodeAt(viewed.select)?.label === "State";
    const more = [
      ...(chosen ? [lineKey("bilateral agreement", colours.accent, []), key((pen) => {
        pen.strokeStyle = colours.ink;
        drawSign(pen, "State", 8, 8, 6);
        pen.stroke();
      }, "land neighbour")] : []),
      ...(chosen && viewed.corridors ? [lineKey("citizens of one detected as victims in the other", colours.muted, [6, 4])] : []),
    ];
    const outside = key((pen) => {
      pen.strokeStyle = colours.muted;
      drawSign(pen, "State", 8, 8, 4.5);
      pen.stroke();
    }, "not a UN Member State");
    if (treaty) {
      const now = asAt(viewed.day);
      const standings = now.standings(treaty.index);
      if (standings[""]?.length === now.members.length) fill(where, element("p", { class: "hint" }, `${treaty.name}: not yet adopted on ${readDate(viewed.day)}.`));
      else {
        const keys = standingKeys("dot", (answer) => `${answerInWords(answer)} (${standings[answer]?.length ?? 0})`);
        fill(where, list(...keys, outside, ...more), element("p", { class: "hint" }, `${treaty.name}: ${now.members.length} UN Member States of ${readDate(viewed.day)}${knownUntilInWords(now.knownUntil(treaty.index))}.`));
      }
    } else if (viewed.colour === "gaps") {
      fill(where, list(key((pen) => {
        pen.fillStyle = colours.gap;
        drawSign(pen, "State", 8, 8, 6.5);
        pen.fill();
      }, `the larger, the more treaties most of its peers are party to and it is not, as at ${tablesDay}`), key((pen) => {
        pen.strokeStyle = colours.muted;
        drawSign(pen, "State", 8, 8, 4.5);
        pen.stroke();
      }, "no such treaty"), ...more));
    } else fill(where, list(ringKey(), outside, ...more), list(...clusterKeys()));
  } else fill(where);
  where.hidden = !["network", "matrix", "map"].includes(viewed.view);
}

/** Legends: one for each picture, always in sight below it, signs painted as the pictures paint them. */
import { clusters, data, keyOf, nodeAt } from "./data.js";
import { byId, counted, element, fill } from "./elements.js";
import { asAt } from "./model.js";
import { drawStanding } from "./map.js";
import { drawCell } from "./matrix.js";
import { linesDrawn } from "./network.js";
import { drawSign } from "./paint.js";
import { viewed } from "./state.js";
import { clusterColour, colours, inkOn } from "./theme.js";

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
  }, "few recorded links");
}

/** @param {"cell" | "dot"} how */
function standingKeys(how) {
  return [
    ["party", "party"],
    ["signatory only", "signed only"],
    ["not party", "not party"],
    ["unknown", "unknown: no source covers this day"],
  ].map(([standing, text]) =>
    key((pen) => {
      if (how === "cell") {
        drawCell(pen, standing, 0, 0, SIZE);
        pen.strokeStyle = colours.line;
        pen.strokeRect(0.5, 0.5, 15, 15);
      } else drawStanding(pen, standing, { x: 8, y: 8 }, 6);
    }, text),
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
      ties: `each State's ${rule.strongest} strongest ties (${lines}), ranked against chance`,
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
        viewed.select ? lineKey("link of the selection", colours.accent, []) : lineKey(words[viewed.links] ?? words.ties, viewed.links === "ties" ? colours.grey : colours.accent, []),
        ...(viewed.select ? [lineKey("signed only", colours.accent, [4, 3])] : []),
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
        }, "gap: most peers are party"),
      ),
      list(...clusterKeys()),
    );
  } else if (viewed.view === "map") {
    const treaty = viewed.colour === "treaty" ? nodeAt(viewed.treaty) : undefined;
    const more = viewed.select
      ? [lineKey("land neighbour", colours.ink, []), ...(viewed.corridors ? [lineKey("corridor of detected victims", colours.gap, [6, 4])] : [])]
      : [];
    const outside = key((pen) => {
      pen.strokeStyle = colours.muted;
      drawSign(pen, "State", 8, 8, 4.5);
      pen.stroke();
    }, "not a UN Member State");
    if (treaty) {
      const counts = asAt(viewed.day).counts(treaty.index);
      fill(where, list(...standingKeys("dot"), outside, ...more), element("p", { class: "hint" }, `${treaty.name}: ${counted(counts.party, "UN Member State")} party, ${counts["signatory only"]} signed only, ${counts["not party"]} not party, ${counts.unknown} unknown.`));
    } else if (viewed.colour === "gaps") {
      fill(where, list(key((pen) => {
        pen.fillStyle = colours.gap;
        drawSign(pen, "State", 8, 8, 6.5);
        pen.fill();
      }, "the larger, the more treaties most of its peers are party to and it is not"), key((pen) => {
        pen.strokeStyle = colours.muted;
        drawSign(pen, "State", 8, 8, 4.5);
        pen.stroke();
      }, "no such treaty, or not a UN Member State"), ...more));
    } else fill(where, list(ringKey(), outside, ...more), list(...clusterKeys()));
  } else fill(where);
  where.hidden = !["network", "matrix", "map"].includes(viewed.view);
}

/** @param {string} text */
export function treatyKey(text) {
  const node = nodeAt(text);
  return node ? keyOf(node) : "";
}

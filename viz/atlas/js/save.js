/** Pictures for the reader as PNG and SVG, each with its legend, the day, whose facts it shows, and how to cite it. */
import { data, factsAbout, nodeAt } from "./data.js";
import { isoDate, readDate } from "./dates.js";
import { byId } from "./elements.js";
import { saveBlob, saveText } from "./files.js";
import { asAt, holds } from "./holding.js";
import { colouringTreaty } from "./mapcolours.js";
import { fontOf, measured, SvgPen } from "./paint.js";
import { viewed } from "./state.js";
import { elsewhen, tablesDay } from "./tables.js";
import { colours } from "./theme.js";
import { chosenView } from "./views.js";

const [EDGE, FOOT_LINE, FOOT_FONT] = [10, 19, 11.5];

/** @typedef {import("./paint.js").Pen} Pen */
/** @typedef {{x: number, y: number, text: string, swatch?: HTMLCanvasElement}} Placed a piece of the foot */

/** @param {string} ending */
function fileName(ending) {
  const chosen = [viewed.select, viewed.with].flatMap((key) => nodeAt(key)?.id ?? []);
  return `pactgraph-${[viewed.view, ...chosen].join("-")}-${isoDate(viewed.day)}.${ending}`;
}

/** Whose facts the picture shows. @returns {string} */
function sourcesShown() {
  const now = asAt(viewed.day);
  const chosen = [viewed.select, viewed.with].flatMap((key) => nodeAt(key) ?? []);
  const treaty = viewed.view === "map" ? colouringTreaty() : undefined;
  const shown = treaty
    ? now.holding("STANDING").filter((spell) => spell.end === treaty.index)
    : chosen.length && viewed.view !== "matrix"
      ? chosen.flatMap(({ index }) => factsAbout[index]).filter((fact) => holds(fact, viewed.day))
      : viewed.view === "matrix" ? now.holding("STANDING") : ["STANDING", "MEMBER_OF", "CONCLUDED"].flatMap((type) => now.holding(type));
  return [...new Set(shown.flatMap((fact) => fact.sources))].sort().join(", ");
}

/** What is said below a picture, a paragraph each. */
function saying() {
  const chosen = [viewed.select, viewed.with].flatMap((key) => nodeAt(key)?.name ?? []);
  const tables = elsewhen() ? `; ties, clusters and gaps as at ${tablesDay}` : "";
  return [
    ...(viewed.view === "map" ? [byId("map-note").textContent ?? ""] : []),
    `Sources: ${sourcesShown()}; their titles, licences and citations stand in the atlas under About.`,
    `Cite: pactgraph ${data.version}, ${document.title.split(" · ")[0]}: ${[viewed.view, ...chosen].join(", ")}, as at ${readDate(viewed.day)}${tables}. ${byId("digest").textContent}.`,
  ];
}

/**
 * The legend in sight and what is said, set in lines of a width.
 * @param {number} width @returns {{placed: Placed[], height: number}}
 */
function foot(width) {
  /** @type {Placed[]} */
  const placed = [];
  let [x, y] = [EDGE, FOOT_LINE];
  const next = () => ([x, y] = [EDGE, y + FOOT_LINE]);
  for (const part of byId("legend").children) {
    const keys = part.matches("ul") ? [...part.children] : [part];
    for (const key of keys) {
      const swatch = key.querySelector("canvas") ?? undefined;
      const text = key.textContent?.trim() ?? "";
      const room = (swatch ? swatch.width / 2 + 6 : 0) + measured(text, fontOf(FOOT_FONT)).width + 14;
      if (x > EDGE && x + room > width - EDGE) next();
      placed.push({ x, y, text, swatch });
      x += room;
    }
    next();
  }
  for (const paragraph of saying()) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line && measured(`${line} ${word}`, fontOf(FOOT_FONT)).width > width - 2 * EDGE) {
        placed.push({ x, y, text: line });
        next();
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    placed.push({ x, y, text: line });
    next();
  }
  return { placed, height: y - FOOT_LINE + 10 };
}

export function saveSvg() {
  const picture = chosenView().picture?.();
  if (!picture) return;
  const below = foot(picture.width);
  const pen = new SvgPen(Math.round(picture.width), Math.round(picture.height + below.height));
  drawWhole(pen, picture, below);
  saveText(fileName("svg"), pen.text(), "image/svg+xml");
}

export function savePng() {
  const picture = chosenView().picture?.();
  if (!picture) return;
  const below = foot(picture.width);
  const ratio = Math.max(2, devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * ratio);
  canvas.height = Math.round((picture.height + below.height) * ratio);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(ratio, ratio);
  drawWhole(pen, picture, below);
  canvas.toBlob((blob) => blob && saveBlob(fileName("png"), blob), "image/png");
}

/** @param {Pen} pen @param {import("./views.js").Picture} picture @param {{placed: Placed[], height: number}} below */
function drawWhole(pen, { width, height, draw }, below) {
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, Math.ceil(width), Math.ceil(height + below.height));
  draw(pen);
  pen.fillStyle = colours.paper;
  pen.fillRect(0, height, Math.ceil(width), Math.ceil(below.height));
  pen.font = fontOf(FOOT_FONT);
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  for (const { x, y, text, swatch } of below.placed) {
    if (swatch) pen.drawImage(swatch, x, height + y - 12, swatch.width / 2, swatch.height / 2);
    pen.fillStyle = swatch ? colours.ink : colours.muted;
    pen.fillText(text, x + (swatch ? swatch.width / 2 + 6 : 0), height + y);
  }
}

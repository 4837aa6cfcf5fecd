/** What the view shows, for the reader: a picture (PNG, SVG) with legend, day, sources and how to cite it, or rows (CSV). */
import { data, factsAbout, nodeAt } from "./data.js";
import { isoDate, readDate } from "../../shared/js/dates.js";
import { byId } from "../../shared/js/elements.js";
import { csv, saveText } from "../../shared/js/files.js";
import { savePictureAsPng, savePictureAsSvg } from "../../shared/js/pictures.js";
import { chosenTable } from "./gaps.js";
import { asAt, holds } from "./holding.js";
import { colouringTreaty } from "./mapcolours.js";
import { viewed } from "./state.js";
import { elsewhen, tablesDay } from "./tables.js";
import { chosenView } from "./views.js";

function fileName() {
  const chosen = [viewed.select, viewed.with].flatMap((key) => nodeAt(key)?.id ?? []);
  return `pactgraph-${[viewed.view, ...chosen].join("-")}-${isoDate(viewed.day)}`;
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

/** @param {(name: string, picture: import("./views.js").Picture, said: string[]) => void} save */
function saveAs(save) {
  const picture = chosenView().picture?.();
  if (picture) save(fileName(), picture, saying());
}

export function saveSvg() {
  saveAs(savePictureAsSvg);
}

export function savePng() {
  saveAs(savePictureAsPng);
}

/** Saves what the view shows as a spreadsheet reads it. */
export function saveRows() {
  const rows = chosenView().rows?.();
  if (!rows) return;
  const about = viewed.view === "gaps" ? `gaps-${chosenTable().name}` : [viewed.view, ...[viewed.select, viewed.with].flatMap((key) => nodeAt(key)?.id ?? [])].join("-");
  saveText(`pactgraph-${about}-${isoDate(viewed.view === "gaps" ? data.day : viewed.day)}.csv`, csv(rows.map((row, at) => [...row, at ? data.run ?? "" : "Graph"])), "text/csv");
}

/** What the view shows, for the reader: a picture (PNG, SVG) with legend, day, sources and how to cite it, or rows (CSV). */
import { data, nodeAt } from "./data.js";
import { isoDate, readDate } from "../../shared/js/dates.js";
import { byId } from "../../shared/js/elements.js";
import { csv, saveText } from "../../shared/js/files.js";
import { savePictureAsPng, savePictureAsSvg } from "../../shared/js/pictures.js";
import { foldedText } from "./fold.js";
import { chosenTable } from "./gaps.js";
import { factsChosen, today } from "./holding.js";
import { colouringTreaty } from "./mapcolours.js";
import { chosenNodes, viewed } from "./state.js";
import { elsewhen, tablesDay } from "./tables.js";
import { chosenView } from "./views.js";

function fileName() {
  const gaps = viewed.view === "gaps";
  const about = gaps ? [chosenTable().name, nodeAt(viewed.about)?.id] : [...treatyOfMap().map(({ id }) => id), ...chosenNodes().map(({ id }) => id)];
  const parts = [viewed.view, ...about, foldedText(viewed.region).replaceAll(" ", "-")].filter((part) => part);
  return `pactgraph-${parts.join("-")}-${isoDate(gaps ? data.day : viewed.day)}`;
}

/** The treaty the map is coloured by, where that is in sight. @returns {import("./data.js").GraphNode[]} */
function treatyOfMap() {
  const treaty = viewed.view === "map" && colouringTreaty();
  return treaty ? [treaty] : [];
}

/** @returns {import("./data.js").Fact[]} */
function factsShown() {
  const [treaty] = treatyOfMap();
  if (treaty) return [...(today().spells.get(treaty.index)?.values() ?? [])];
  if (viewed.view === "matrix") return today().holding("STANDING");
  return chosenNodes().length ? factsChosen() : ["STANDING", "MEMBER_OF", "CONCLUDED"].flatMap((type) => today().holding(type));
}

/** What is said below a picture, a paragraph each. */
function saying() {
  const about = [viewed.view, ...[...treatyOfMap(), ...chosenNodes()].map(({ name }) => name), viewed.region].filter(Boolean).join(", ");
  const sources = [...new Set(factsShown().flatMap((fact) => fact.sources))].sort().join(", ");
  const days = `as at ${readDate(viewed.day)}${elsewhen() ? `; ties, clusters and gaps as at ${tablesDay}` : ""}`;
  return [
    ...(viewed.view === "map" ? [byId("map-note").textContent ?? ""] : []),
    `Sources: ${sources}; their titles, licences and citations stand in the atlas under About.`,
    `Cite: pactgraph ${data.version}, ${document.title.split(" · ")[0]}: ${about}, ${days}. ${byId("digest").textContent}.`,
  ];
}

/** @param {(name: string, picture: import("./views.js").Picture, said: string[]) => void} save */
function savePicture(save) {
  const picture = chosenView().picture?.();
  if (picture) save(fileName(), picture, saying());
}

/** As a spreadsheet reads it, each row with the graph it comes from. */
function saveRows() {
  const rows = chosenView().rows?.() ?? [];
  saveText(`${fileName()}.csv`, csv(rows.map((row, at) => [...row, at ? data.run ?? "" : "Graph"])), "text/csv");
}

/** By the kind of file a button names. @type {Record<string, () => void>} */
export const SAVES = { csv: saveRows, png: () => savePicture(savePictureAsPng), svg: () => savePicture(savePictureAsSvg) };

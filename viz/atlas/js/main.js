/** Starts the page: wires controls to what is viewed, and paints the view that is shown. */
import { startConsents } from "./consentsline.js";
import { data, keyOf, nodeAt, nodes, states, treaties, topicName } from "./data.js";
import { dateNumber, isoDate, readDate, yearsLater } from "../../shared/js/dates.js";
import { byId, element, fill } from "../../shared/js/elements.js";
import { readAddress } from "./address.js";
import { csv } from "../../shared/js/files.js";
import { asAt } from "./holding.js";
import { paintLegend } from "./legend.js";
import { fitMap, hasCorridors, startMap, zoomMap } from "./map.js";
import { linksOf } from "./linked.js";
import { colourInWords } from "./mapcolours.js";
import { approachInMatrix, startMatrix } from "./matrix.js";
import { drawMatrix, matrixParts } from "./matrixdrawn.js";
import { fitNetwork, inPicture, showNetwork, spotOf, zoomNetwork } from "./network.js";
import { paintPanel } from "./panel.js";
import { paintQuestion, startQuestion } from "./question.js";
import { savePng, saveRows, saveSvg } from "./save.js";
import { found, startSearch } from "./search.js";
import { show, viewed, watch } from "./state.js";
import { setTheme } from "../../shared/js/theme.js";
import { startTimeline } from "./timeline.js";
import { elsewhen } from "./tables.js";
import { hideTip } from "../../shared/js/tip.js";
import { chosenView, views } from "./views.js";

/** @param {string} id @returns {HTMLSelectElement & HTMLInputElement} */
function control(id) {
  return /** @type {any} */ (byId(id));
}

/** @param {Set<string>} [changed] */
function paint(changed = new Set(["view"])) {
  viewed.view = chosenView().name;
  if (changed.has("theme")) setTheme(viewed.theme);
  for (const { name } of views) {
    const tab = byId(`tab-${name}`);
    const chosen = name === viewed.view;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    byId(`view-${name}`).hidden = !chosen;
  }
  document.body.dataset.view = viewed.view;
  control("day").value = isoDate(viewed.day);
  byId("day-read").textContent = readDate(viewed.day);
  byId("day-back").hidden = viewed.day === data.day;
  byId("day-note").hidden = viewed.day === data.day;
  control("region").value = viewed.region;
  control("links").value = viewed.links;
  control("colour").value = viewed.colour;
  control("gaps-treaty-choice").value = viewed.treaty;
  control("outlines").checked = viewed.outlines === "on";
  control("corridors").checked = viewed.corridors === "on";
  control("unknown").checked = viewed.unknown !== "off";
  control("only").checked = viewed.only === "gaps";
  byId("only-box").hidden = elsewhen();
  byId("mended").hidden = true;
  if (control("find").value !== viewed.find) control("find").value = viewed.find;
  byId("theme").textContent = document.documentElement.dataset.theme === "dark" ? "Light" : "Dark";
  hideTip();
  if (viewed.view === "network" && changed.has("view")) showNetwork();
  if (["select", "with", "treaty", "day", "region"].some((name) => changed.has(name))) paintQuestion();
  repaint();
  if (viewed.view === "matrix" && (changed.has("select") || changed.has("with") || changed.has("view"))) approachInMatrix();
  if (["select", "with", "pick", "day", "view", "region", "treaty", "order"].some((name) => changed.has(name))) paintPanel();
  if (["select", "with", "pick", "day"].some((name) => changed.has(name))) say();
}

/** Tells those who cannot see the picture what changed. */
function say() {
  const chosen = nodeAt(viewed.select);
  const other = nodeAt(viewed.with);
  const colour = viewed.view === "map" && chosen?.label === "State" ? ` (${colourInWords(chosen.index)})` : "";
  byId("said").textContent = viewed.pick && chosen ? `choose the State to compare with ${chosen.name}` : chosen
    ? `${chosen.name}${colour}${other ? ` and ${other.name}` : ""} selected, as at ${readDate(viewed.day)}; details stand in the panel`
    : `nothing selected, as at ${readDate(viewed.day)}`;
}

function startControls() {
  for (const [at, { name }] of views.entries()) {
    const tab = byId(`tab-${name}`);
    tab.addEventListener("click", () => show({ view: name }));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = views[(at + step + views.length) % views.length].name;
      show({ view: next });
      byId(`tab-${next}`).focus();
      event.preventDefault();
    });
  }
  control("day").addEventListener("change", () => {
    const day = dateNumber(control("day").value);
    if (day % 100) show({ day });
  });
  byId("day-earlier").addEventListener("click", () => show({ day: yearsLater(viewed.day, -1) }));
  byId("day-later").addEventListener("click", () => show({ day: yearsLater(viewed.day, 1) }));
  byId("day-back").addEventListener("click", () => show({ day: data.day }));
  /** @param {string} id @param {string} name */
  const choice = (id, name) => control(id).addEventListener("change", () => show({ [name]: control(id).value }));
  choice("region", "region");
  choice("links", "links");
  choice("colour", "colour");
  choice("gaps-treaty-choice", "treaty");
  control("outlines").addEventListener("change", () => show({ outlines: control("outlines").checked ? "on" : "off" }));
  control("corridors").addEventListener("change", () => show({ corridors: control("corridors").checked ? "on" : "" }));
  control("unknown").addEventListener("change", () => show({ unknown: control("unknown").checked ? "" : "off" }));
  control("only").addEventListener("change", () => show({ only: control("only").checked ? "gaps" : "" }));
  control("find").addEventListener("input", () => show({ find: control("find").value }));
  byId("theme").addEventListener("click", () => show({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }));
  byId("zoom-in").addEventListener("click", () => zoomNetwork(1.3));
  byId("zoom-out").addEventListener("click", () => zoomNetwork(1 / 1.3));
  byId("zoom-fit").addEventListener("click", fitNetwork);
  byId("map-in").addEventListener("click", () => zoomMap(1.4));
  byId("map-out").addEventListener("click", () => zoomMap(1 / 1.4));
  byId("map-fit").addEventListener("click", fitMap);
  for (const button of document.querySelectorAll("[data-save]")) {
    const kind = /** @type {"png" | "svg" | "csv"} */ (/** @type {HTMLElement} */ (button).dataset.save);
    button.addEventListener("click", { png: savePng, svg: saveSvg, csv: saveRows }[kind]);
  }
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
  });
  byId("panel-jump").addEventListener("click", () => byId("panel").scrollIntoView({ block: "start" }));
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("a[data-select]"));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show({ select: link.dataset.select ?? "", with: link.dataset.with ?? "" });
    if (byId("panel").contains(link)) {
      byId("panel-content").scrollTop = 0;
      byId("panel").focus({ preventScroll: true });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && viewed.select && !/INPUT|SELECT/.test(document.activeElement?.tagName ?? "")) show({ select: "", with: "" });
  });
}

function startChoices() {
  /** @type {Map<string, Set<string>>} */
  const places = new Map();
  for (const { known, member } of states) {
    if (member && known.region) places.set(known.region, (places.get(known.region) ?? new Set()).add(known.subregion ?? known.region));
  }
  fill(
    byId("region"),
    element("option", { value: "" }, "All regions"),
    [...places].sort().map(([region, parts]) =>
      element("optgroup", { label: region }, element("option", { value: region }, region), [...parts].sort().filter((part) => part !== region).map((part) => element("option", { value: part }, part))),
    ),
  );
  for (const [id, first] of /** @type {[string, string | null][]} */ ([["asked-treaty", null], ["gaps-treaty-choice", "All treaties"]])) {
    const topics = [...new Set(treaties.map((treaty) => treaty.known.topic))];
    fill(
      byId(id),
      first && element("option", { value: "" }, first),
      topics.map((topic) => element("optgroup", { label: topicName(topic) }, treaties.filter((treaty) => treaty.known.topic === topic).map((treaty) => element("option", { value: keyOf(treaty) }, treaty.name)))),
    );
  }
  byId("corridors-box").hidden = !hasCorridors;
}

/** The matrix on paper: in parts of a page each, headers repeated. */
function beforePrint() {
  document.documentElement.dataset.screen = document.documentElement.dataset.theme;
  setTheme("light");
  const parts = viewed.view === "matrix" ? matrixParts(52) : [];
  fill(
    byId("matrix-print"),
    parts.map((part) => {
      const canvas = element("canvas", { width: part.width * 2, height: part.height * 2, role: "img", "aria-label": "Matrix, continued" });
      const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      pen.scale(2, 2);
      drawMatrix(pen, part);
      return canvas;
    }),
  );
  for (const details of document.querySelectorAll("#panel details")) details.toggleAttribute("open", true);
  repaint();
}

function afterPrint() {
  setTheme(document.documentElement.dataset.screen ?? "");
  fill(byId("matrix-print"));
  repaint();
}

/** The legend first: the picture gets the room it leaves. */
function repaint() {
  paintLegend(chosenView().legend?.() ?? []);
  chosenView().paint();
}

function resized() {
  if (viewed.view === "network") showNetwork();
  else repaint();
}

setTheme("");
startChoices();
startQuestion();
startMatrix();
startMap();
startConsents();
startSearch();
startTimeline();
startControls();
watch((_, changed) => paint(changed));
addEventListener("hashchange", readAddress);
addEventListener("beforeprint", beforePrint);
addEventListener("afterprint", afterPrint);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  setTheme(viewed.theme);
  paint(new Set(["theme"]));
});
// The way to the details on a phone is of no use once they are in sight.
new IntersectionObserver(([seen]) => byId("panel-jump").classList.toggle("there", seen.isIntersecting)).observe(byId("panel-content"));
const sizes = new ResizeObserver(resized);
for (const room of document.querySelectorAll("main .picture")) sizes.observe(room);
readAddress();
const unread = byId("mended").textContent;
paint(new Set(["view", "theme", "day"]));
byId("mended").hidden = !unread;
document.documentElement.dataset.ready = "yes";

/** For whoever wants to check the page's answers, in the browser's console. */
/** @type {any} */ (globalThis).pactgraph = { data, nodes, found, csv, show, viewed, asAt, linksOf, spotOf, inPicture };

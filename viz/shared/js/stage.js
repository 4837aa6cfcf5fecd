/**
 * A picture that vis-network keeps in place, moves and zooms. What is in it the page paints, on the screen and for a
 * file alike: signs and lines in the picture's own units, texts in pixels of the screen.
 *
 * @typedef {import("./paint.js").Pen} Pen
 * @typedef {import("./paint.js").Spot} Spot
 * @typedef {{paint: (pen: Pen, inFile?: boolean) => void, write: (pen: Pen) => void, clicked: (event: any) => void,
 *   pointed: (event: MouseEvent) => void}} Acts `paint` draws in units of the picture, `write` in pixels
 */
import { moved } from "./paint.js";
import { hideTip } from "./tip.js";

/** @type {any} */
const vis = /** @type {any} */ (globalThis).vis;

export class Stage {
  /** Whether the reader has moved the picture. */
  moved = false;

  /** @param {HTMLElement} room @param {any[]} nodes as vis-network takes them, with the room each `takes` @param {any} options @param {Acts} acts */
  constructor(room, nodes, options, acts) {
    this.room = room;
    this.acts = acts;
    this.nodes = new vis.DataSet(nodes.map(unpainted));
    this.network = new vis.Network(room, { nodes: this.nodes, edges: [] }, options);
    this.network.on("afterDrawing", (/** @type {CanvasRenderingContext2D} */ pen) => {
      acts.paint(pen);
      pen.save();
      const ratio = pen.canvas.width / this.size().width;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      acts.write(pen);
      pen.restore();
    });
    this.network.on("click", acts.clicked);
    for (const name of ["dragStart", "zoom"]) this.network.on(name, () => (this.moved = true));
    this.canvas = /** @type {HTMLCanvasElement} */ (room.querySelector("canvas"));
    this.canvas.setAttribute("role", "img");
    this.canvas.addEventListener("mousemove", acts.pointed);
    this.canvas.addEventListener("mouseleave", hideTip);
    room.addEventListener("blur", hideTip);
  }

  /** Puts the nodes elsewhere. @param {any[]} nodes */
  arrange(nodes) {
    this.nodes.update(nodes.map(unpainted));
  }

  size() {
    const { width, height } = this.room.getBoundingClientRect();
    return { width, height };
  }

  /** @returns {number} pixels for a unit of the picture */
  get scale() {
    return this.network.getScale();
  }

  /** @param {Spot} spot of the picture @returns {Spot} in pixels */
  onScreen({ x, y }) {
    const [{ width, height }, scale, centre] = [this.size(), this.scale, this.network.getViewPosition()];
    return { x: (x - centre.x) * scale + width / 2, y: (y - centre.y) * scale + height / 2 };
  }

  /** What is in sight, for a file. @returns {import("./pictures.js").Picture} */
  picture() {
    const draw = (/** @type {Pen} */ pen) => {
      moved(pen, { ...this.onScreen({ x: 0, y: 0 }), scale: this.scale }, () => this.acts.paint(pen, true));
      this.acts.write(pen);
    };
    return { ...this.size(), draw };
  }

  /** Shows what is around a spot, as the page wants it. @param {Spot} position @param {number} scale */
  show(position, scale) {
    this.moved = false;
    this.network.moveTo({ position, scale, animation: false });
  }

  /** @param {number} x @param {number} y pixels */
  pan(x, y) {
    const centre = this.network.getViewPosition();
    this.moved = true;
    this.network.moveTo({ position: { x: centre.x + x / this.scale, y: centre.y + y / this.scale }, animation: false });
  }

  /** @param {number} by */
  zoom(by) {
    this.moved = true;
    this.network.moveTo({ scale: this.scale * by, animation: false });
  }

  /** Brings a spot into sight. @param {Spot} spot @returns {{clientX: number, clientY: number}} where it is then */
  approach(spot) {
    const { x, y, width, height } = this.room.getBoundingClientRect();
    const before = this.network.canvasToDOM(spot);
    const outside = before.x < 20 || before.y < 20 || before.x > width - 20 || before.y > height - 20;
    if (outside) this.network.moveTo({ position: { x: spot.x, y: spot.y }, animation: false });
    const at = this.network.canvasToDOM(spot);
    return { clientX: x + at.x, clientY: y + at.y };
  }
}

/** vis-network only knows where a node is and how large; it paints none. @param {any} node */
function unpainted({ takes, ...node }) {
  const nothing = { drawNode: () => {}, nodeDimensions: { width: takes, height: takes } };
  return { ...node, shape: "custom", ctxRenderer: () => nothing };
}

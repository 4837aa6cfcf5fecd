/**
 * Drawing on a canvas and into SVG alike. Each call sets all of the pen that it uses, so none depends on another.
 *
 * @typedef {CanvasRenderingContext2D | SvgPen} Pen
 * @typedef {{x: number, y: number}} Spot
 * @typedef {{width: number, height: number}} Size
 * @typedef {{text: string, path?: Path2D}} Outline as SVG writes it; a canvas makes a path of it once
 * @typedef {(pen: Pen) => void} Traced
 * @typedef {Traced | number[] | Outline} Shape what traces it; x, y, width and height of a box; or an outline
 */
import { SvgPen } from "./svg.js";
import { fontOf, inkOn } from "./theme.js";

/** @param {Pen} pen @param {Shape} shape @param {"fill" | "stroke"} how */
function traced(pen, shape, how) {
  if (typeof shape === "function") {
    pen.beginPath();
    shape(pen);
    pen[how]();
  } else if (Array.isArray(shape)) {
    const [x, y, width, height] = shape;
    pen[how === "fill" ? "fillRect" : "strokeRect"](x, y, width, height);
  } else if (pen instanceof SvgPen) {
    pen.path = shape.text;
    pen[how]();
  } else pen[how]((shape.path ??= new Path2D(shape.text)));
}

/** @param {Pen} pen @param {Shape} shape @param {string | CanvasPattern} ink */
export function filled(pen, shape, ink) {
  pen.fillStyle = ink;
  traced(pen, shape, "fill");
}

/** @param {Pen} pen @param {Shape} shape @param {string} ink @param {number} [width] @param {number[]} [dash] */
export function stroked(pen, shape, ink, width = 1, dash = []) {
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.lineJoin = "text" in shape ? "round" : "miter";
  pen.setLineDash(dash);
  traced(pen, shape, "stroke");
}

/** @param {number} x @param {number} y @param {number} r @returns {Traced} */
export function circle(x, y, r) {
  return (pen) => pen.arc(x, y, r, 0, 2 * Math.PI);
}

/** @param {number[][]} lines each as x, y, x, y @returns {Traced} */
export function segments(lines) {
  return (pen) => {
    for (const [x, y, toX, toY] of lines) {
      pen.moveTo(x, y);
      pen.lineTo(toX, toY);
    }
  };
}

/** @param {number[][]} corners @returns {Traced} */
export function polygon([[x, y], ...corners]) {
  return (pen) => {
    pen.moveTo(x, y);
    for (const [nextX, nextY] of corners) pen.lineTo(nextX, nextY);
    pen.closePath();
  };
}

/**
 * @param {Pen} pen @param {string} text @param {Spot} at
 * @param {{font: string, ink: string, align?: CanvasTextAlign, baseline?: CanvasTextBaseline, halo?: string}} how
 */
export function written(pen, text, { x, y }, { font, ink, align = "left", baseline = "middle", halo }) {
  pen.font = font;
  pen.textAlign = align;
  pen.textBaseline = baseline;
  if (halo) {
    pen.strokeStyle = halo;
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.setLineDash([]);
    pen.strokeText(text, x, y);
  }
  pen.fillStyle = ink;
  pen.fillText(text, x, y);
}

/** @param {Pen} pen @param {{x: number, y: number}} at @param {number} r @param {string} fill @param {string} [edge] @param {number} [width] @param {number[]} [dash] */
export function drawDot(pen, at, r, fill, edge, width, dash) {
  if (fill) filled(pen, circle(at.x, at.y, r), fill);
  if (edge) stroked(pen, circle(at.x, at.y, r), edge, width, dash);
}

/** A dot with a text in it. @param {Pen} pen @param {string} text @param {number} x @param {number} y @param {number} r @param {string} fill @param {number} size */
export function drawMarked(pen, text, x, y, r, fill, size) {
  drawDot(pen, { x, y }, r, fill);
  written(pen, text, { x, y: y + 0.5 }, { font: fontOf(size, true), ink: inkOn(fill), align: "center" });
}

/** @param {Pen} pen @param {number} alpha @param {() => void} draw */
export function faded(pen, alpha, draw) {
  pen.globalAlpha = alpha;
  draw();
  pen.globalAlpha = 1;
}

/** @param {Pen} pen @param {Spot & {scale?: number, turn?: number}} by turned in radians @param {() => void} draw */
export function moved(pen, { x, y, scale = 1, turn = 0 }, draw) {
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  pen.save();
  pen.transform(cos, sin, -sin, cos, x, y);
  draw();
  pen.restore();
}

/**
 * A canvas of a size, empty, and sharp on this screen.
 * @param {HTMLCanvasElement} canvas @param {number} width @param {number} height
 * @param {number} [ratio] its pixels for one of the page @returns {CanvasRenderingContext2D}
 */
export function penOn(canvas, width, height, ratio = devicePixelRatio || 1) {
  const size = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
  if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

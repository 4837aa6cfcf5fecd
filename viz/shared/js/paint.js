/**
 * Drawing on a canvas and into SVG alike. Each call sets all of the pen that it uses, so none depends on another.
 *
 * @typedef {CanvasRenderingContext2D | SvgPen} Pen
 * @typedef {{x: number, y: number}} Spot
 * @typedef {{width: number, height: number}} Size
 * @typedef {Pick<Path2D, "moveTo" | "lineTo" | "quadraticCurveTo" | "arc" | "closePath">} Path
 * @typedef {(path: Path) => void} Traced
 * @typedef {{text: string, path?: Path2D}} Outline as SVG writes it; a canvas makes a path of it once
 * @typedef {Traced | number[] | Outline} Shape what traces it; x, y, width and height of a box; or an outline
 * @typedef {{font: string, ink: string, align?: CanvasTextAlign, baseline?: CanvasTextBaseline, halo?: string}} Writing around
 *   the middle of the letters, where no baseline is given
 */
import { filledWith, strokedWith, SvgPen } from "./svg.js";
import { fontOf, inkOn } from "./theme.js";

/** @param {CanvasRenderingContext2D} pen @param {Traced | Outline} shape @param {"fill" | "stroke"} how */
function traced(pen, shape, how) {
  if (typeof shape !== "function") return pen[how]((shape.path ??= new Path2D(shape.text)));
  pen.beginPath();
  shape(pen);
  pen[how]();
}

/** @param {Pen} pen @param {Shape} shape @param {string | CanvasPattern} ink */
export function filled(pen, shape, ink) {
  if (pen instanceof SvgPen) return pen.draw(shape, filledWith(ink));
  pen.fillStyle = ink;
  if (Array.isArray(shape)) pen.fillRect(shape[0], shape[1], shape[2], shape[3]);
  else traced(pen, shape, "fill");
}

/** @param {Pen} pen @param {Shape} shape @param {string} ink @param {number} [width] @param {number[]} [dash] */
export function stroked(pen, shape, ink, width = 1, dash = []) {
  if (pen instanceof SvgPen) return pen.draw(shape, strokedWith(ink, width, dash));
  Object.assign(pen, { strokeStyle: ink, lineWidth: width, lineJoin: "text" in shape ? "round" : "miter" });
  pen.setLineDash(dash);
  if (Array.isArray(shape)) pen.strokeRect(shape[0], shape[1], shape[2], shape[3]);
  else traced(pen, shape, "stroke");
}

/** @param {Pen} pen @param {string} text @param {Spot} at @param {Writing} how */
export function written(pen, text, { x, y }, how) {
  const { font, ink, halo, align = "left", baseline = "middle" } = how;
  if (pen instanceof SvgPen) {
    if (halo) pen.write(text, x, y, how, strokedWith(halo, 3));
    return pen.write(text, x, y, how, filledWith(ink));
  }
  Object.assign(pen, { font, textAlign: align, textBaseline: baseline, fillStyle: ink });
  if (halo) {
    Object.assign(pen, { strokeStyle: halo, lineWidth: 3, lineJoin: "round" });
    pen.setLineDash([]);
    pen.strokeText(text, x, y);
  }
  pen.fillText(text, x, y);
}

/** @param {number} x @param {number} y @param {number} r @returns {Traced} */
export function circle(x, y, r) {
  return (path) => path.arc(x, y, r, 0, 2 * Math.PI);
}

/** @param {number[][]} lines each as x, y, x, y @returns {Traced} */
export function segments(lines) {
  return (path) => {
    for (const [x, y, toX, toY] of lines) {
      path.moveTo(x, y);
      path.lineTo(toX, toY);
    }
  };
}

/** @param {number[][]} corners @returns {Traced} */
export function polygon([[x, y], ...corners]) {
  return (path) => {
    path.moveTo(x, y);
    for (const [nextX, nextY] of corners) path.lineTo(nextX, nextY);
    path.closePath();
  };
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
  if (pen instanceof SvgPen) return pen.within([cos, sin, -sin, cos, x, y], draw);
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

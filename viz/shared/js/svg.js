/**
 * Writes SVG: shapes, texts and pictures, one element each.
 *
 * @typedef {import("./paint.js").Shape} Shape
 */

/** Path text, written with the calls that trace a path on a canvas. */
class SvgPath {
  text = "";

  closePath() {
    this.text += "Z";
  }
  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.text += `M${rounded(x, y)}`;
  }
  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.text += `L${rounded(x, y)}`;
  }
  /** @param {...number} ends the bend, and where it leads */
  quadraticCurveTo(...ends) {
    this.text += `Q${rounded(...ends)}`;
  }
  /** Whole circles only. @param {number} x @param {number} y @param {number} r */
  arc(x, y, r) {
    this.text += `M${rounded(x - r, y)}a${rounded(r, r)} 0 1 0 ${rounded(2 * r)} 0a${rounded(r, r)} 0 1 0 ${rounded(-2 * r)} 0Z`;
  }
}

export class SvgPen {
  /** @type {string[]} */
  parts = [];
  /** Patterns by what they are drawn with. @type {Map<string, string>} */
  patterns = new Map();
  globalAlpha = 1;

  /** @param {number} width @param {number} height */
  constructor(width, height) {
    this.frame = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  }

  /** @param {string} drawn an element but for its end @param {string} [end] */
  add(drawn, end = "/>") {
    this.parts.push(`<${drawn}${this.globalAlpha < 1 ? ` opacity="${rounded(this.globalAlpha)}"` : ""}${end}`);
  }

  /** @param {Shape} shape @param {string} ink */
  draw(shape, ink) {
    if (Array.isArray(shape)) return this.add(`rect ${boxed(shape)}${ink}`);
    const path = new SvgPath();
    if (typeof shape === "function") shape(path);
    const text = typeof shape === "function" ? path.text : shape.text;
    if (text) this.add(`path d="${text}"${ink}`);
  }

  /** @param {string} text @param {number} x @param {number} y @param {import("./paint.js").Writing} how @param {string} ink */
  write(text, x, y, { font, align, baseline }, ink) {
    const anchor = { center: "middle", right: "end" }[String(align)] ?? "start";
    const middle = baseline ? "" : ' dominant-baseline="central"';
    this.add(`text x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}"${middle} style="font:${escaped(font)}"${ink}`, `>${escaped(text)}</text>`);
  }

  /** @param {HTMLCanvasElement} canvas @param {number} x @param {number} y @param {number} width @param {number} height */
  drawImage(canvas, x, y, width, height) {
    this.add(`image href="${canvas.toDataURL()}" ${boxed([x, y, width, height])}`);
  }

  /** @param {number[]} matrix by which it is moved @param {() => void} draw */
  within(matrix, draw) {
    this.parts.push(`<g transform="matrix(${matrix.map((part) => Number(part.toPrecision(6))).join(" ")})">`);
    draw();
    this.parts.push("</g>");
  }

  /** @param {import("./signs.js").Tile} tile @param {number} side @param {number} unit @returns {string} */
  pattern({ ground, ink, lines }, side, unit) {
    const drawn =
      `width="${side}" height="${side}" patternUnits="userSpaceOnUse" patternTransform="scale(${rounded(unit)})">` +
      `<path d="M0 0h${side}v${side}h-${side}Z"${filledWith(ground)}/>` +
      `<path d="${lines.map(([x, y, toX, toY]) => `M${x} ${y}L${toX} ${toY}`).join("")}" stroke="${escaped(ink)}" stroke-width="1.2"/>`;
    if (!this.patterns.has(drawn)) this.patterns.set(drawn, `pattern-${this.patterns.size + 1}`);
    return `url(#${this.patterns.get(drawn)})`;
  }

  /** @returns {string} */
  text() {
    const patterns = [...this.patterns].map(([drawn, id]) => `<pattern id="${id}" ${drawn}</pattern>`).join("");
    const defined = patterns && `<defs>${patterns}</defs>`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${this.frame}>${defined}${this.parts.join("")}</svg>\n`;
  }
}

/** @param {any} ink @returns {string} */
export function filledWith(ink) {
  return ` fill="${escaped(ink)}"`;
}

/** @param {string} ink @param {number} width @param {number[]} [dash] @returns {string} */
export function strokedWith(ink, width, dash = []) {
  const dashes = dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : "";
  return ` fill="none" stroke="${escaped(ink)}" stroke-width="${rounded(width)}" stroke-linejoin="round"${dashes}`;
}

/** @param {number[]} box */
function boxed([x, y, width, height]) {
  return `x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${rounded(height)}"`;
}

/** @param {...number} values */
function rounded(...values) {
  return values.map((value) => Math.round(value * 100) / 100).join(" ");
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

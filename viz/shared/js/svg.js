/** Writes SVG with the calls of a canvas that pictures use. */
export class SvgPen {
  /** @type {string[]} */
  parts = [];
  /** Patterns by what they are drawn with. @type {Map<string, string>} */
  patterns = new Map();
  path = "";
  /** @type {any} */
  fillStyle = "";
  strokeStyle = "";
  lineWidth = 1;
  lineJoin = "round";
  globalAlpha = 1;
  font = "";
  textAlign = "left";
  textBaseline = "middle";
  /** @type {number[]} */
  dash = [];

  /** @param {number} width @param {number} height */
  constructor(width, height) {
    this.size = `width="${width}" height="${height}"`;
    this.box = `0 0 ${width} ${height}`;
  }
  beginPath() {
    this.path = "";
  }
  closePath() {
    this.path += "Z";
  }
  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.path += `M${rounded(x, y)}`;
  }
  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.path += `L${rounded(x, y)}`;
  }
  /** @param {...number} ends the bend, and where it leads */
  quadraticCurveTo(...ends) {
    this.path += `Q${rounded(...ends)}`;
  }
  /** Whole circles only. @param {number} x @param {number} y @param {number} r */
  arc(x, y, r) {
    this.path += `M${rounded(x - r, y)}a${rounded(r, r)} 0 1 0 ${rounded(2 * r)} 0a${rounded(r, r)} 0 1 0 ${rounded(-2 * r)} 0Z`;
  }
  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = dash;
  }
  /** @param {string} drawn an element but for its end @param {string} [text] in it */
  add(drawn, text) {
    const seen = this.globalAlpha < 1 ? `${drawn} opacity="${rounded(this.globalAlpha)}"` : drawn;
    this.parts.push(text === undefined ? `${seen}/>` : `${seen}>${escaped(text)}</text>`);
  }
  fill() {
    if (this.path) this.add(`<path d="${this.path}" fill="${escaped(this.fillStyle)}"`);
  }
  stroke() {
    if (this.path) this.add(`<path d="${this.path}"${this.line()}`);
  }
  /** @param {number} x @param {number} y @param {number} width @param {number} height @param {string} [ink] */
  fillRect(x, y, width, height, ink = ` fill="${escaped(this.fillStyle)}"`) {
    this.add(`<rect x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${rounded(height)}"${ink}`);
  }
  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  strokeRect(x, y, width, height) {
    this.fillRect(x, y, width, height, this.line());
  }
  line() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    return ` fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${rounded(this.lineWidth)}" stroke-linejoin="round"${dash}`;
  }
  /** @param {string} text @param {number} x @param {number} y @param {string} [ink] */
  fillText(text, x, y, ink = ` fill="${escaped(this.fillStyle)}"`) {
    const anchor = { center: "middle", right: "end" }[this.textAlign] ?? "start";
    const middle = this.textBaseline === "middle" ? ' dominant-baseline="central"' : "";
    this.add(`<text x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}"${middle} style="font:${escaped(this.font)}"${ink}`, text);
  }
  /** @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) {
    this.fillText(text, x, y, this.line());
  }
  /** @param {HTMLCanvasElement} canvas @param {number} x @param {number} y @param {number} width @param {number} height */
  drawImage(canvas, x, y, width, height) {
    this.add(`<image href="${canvas.toDataURL()}" x="${rounded(x)}" y="${rounded(y)}" width="${width}" height="${height}"`);
  }
  save() {}
  /** What is drawn until `restore` stands in a group. @param {...number} matrix */
  transform(...matrix) {
    this.parts.push(`<g transform="matrix(${matrix.map((part) => Number(part.toPrecision(6))).join(" ")})">`);
  }
  restore() {
    this.parts.push("</g>");
  }
  /** @param {import("./signs.js").Tile} tile @param {number} side @param {number} unit @returns {string} */
  pattern({ ground, ink, lines }, side, unit) {
    const drawn =
      `width="${side}" height="${side}" patternUnits="userSpaceOnUse" patternTransform="scale(${rounded(unit)})">` +
      `<path d="M0 0h${side}v${side}h-${side}Z" fill="${escaped(ground)}"/>` +
      `<path d="${lines.map(([x, y, toX, toY]) => `M${x} ${y}L${toX} ${toY}`).join("")}" stroke="${escaped(ink)}" stroke-width="1.2"/>`;
    if (!this.patterns.has(drawn)) this.patterns.set(drawn, `pattern-${this.patterns.size + 1}`);
    return `url(#${this.patterns.get(drawn)})`;
  }
  /** @returns {string} */
  text() {
    const patterns = [...this.patterns].map(([drawn, id]) => `<pattern id="${id}" ${drawn}</pattern>`).join("");
    const defined = patterns && `<defs>${patterns}</defs>`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${this.size} viewBox="${this.box}">${defined}${this.parts.join("")}</svg>\n`;
  }
}

/** @param {...number} values */
function rounded(...values) {
  return values.map((value) => Math.round(value * 100) / 100).join(" ");
}

/** @param {string} text */
export function escaped(text) {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

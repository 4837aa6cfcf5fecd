/** What the page carries: JSON, gzipped, in base64. Where the browser cannot open it, the page says so and stays as it is. */
async function unpacked() {
  if (!("DecompressionStream" in globalThis)) {
    const said = /** @type {HTMLElement} */ (document.getElementById("unread"));
    said.textContent = "This browser cannot open the data of this page: it takes Chrome or Edge 80, Firefox 113, Safari 16.4, or a later one.";
    said.hidden = false;
    return new Promise(() => {});
  }
  const packed = Uint8Array.from(atob(document.getElementById("data")?.textContent ?? ""), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

/** @type {any} */
export const pageData = await unpacked();

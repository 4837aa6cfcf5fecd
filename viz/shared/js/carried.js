/** What the page carries: JSON, gzipped, in base64. Where the browser cannot open it, the page says so and stays as it is. */
import { byId, tell } from "./elements.js";

async function unpacked() {
  if (!("DecompressionStream" in globalThis)) {
    tell("unread", "This browser cannot open the data of this page: it takes Chrome or Edge 80, Firefox 113, Safari 16.4, or a later one.");
    return new Promise(() => {});
  }
  const packed = Uint8Array.from(atob(byId("data").textContent ?? ""), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

/** @type {any} */
export const pageData = await unpacked();

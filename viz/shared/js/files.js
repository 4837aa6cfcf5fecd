/** Files for the reader. */

/** @param {string} name @param {Blob} blob */
export function saveBlob(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @param {string} name @param {string} text @param {string} type */
export function saveText(name, text, type) {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/**
 * UTF-8 with a byte order mark, so that spreadsheets read accents; text a spreadsheet would run gets an apostrophe.
 * @param {(string | number)[][]} rows @returns {string}
 */
export function csv(rows) {
  const lines = rows.map((row) =>
    row
      .map((value) => {
        let text = String(value);
        if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
        return /[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      })
      .join(","),
  );
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

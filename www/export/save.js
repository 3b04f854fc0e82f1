/** Hands a file to the reader. The only place where an address is made, and it is one of this tab's own memory. */

/**
 * @param {string} name
 * @param {BlobPart[]} parts
 * @param {string} type
 */
export function saveFile(name, parts, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  // The browser reads the file after the click; a minute is long enough for any.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Names for the files that are taken away. Pure. */

/** Characters that a title may show in a file's name; no system takes offence at these. */
const LIMIT = 80;
/** Names that Windows keeps for devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A name that every system takes and that reads as it is: characters that cannot be seen or that turn the direction of
 * writing are gone, so no title can pass for another kind of file.
 * @param {string | null} title null where nothing of the text may be told
 * @param {string} ending such as `csv`
 */
export function fileName(title, ending) {
  const plain = (title ?? "")
    .normalize("NFC")
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/[<>:"/\\|?*.%~`$&;#{}]/g, " ")
    .replace(/\s+/g, " ");
  const cut = [...plain.trim()]
    .slice(0, LIMIT)
    .join("")
    .replace(/^[\s-]+|\s+$/g, "");
  return `${cut === "" || DEVICE.test(cut) ? "article" : cut}.${ending}`;
}

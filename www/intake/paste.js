/** What was pasted, dropped or opened: text, or a sentence that says why not. Markup is parsed inert and rebuilt as text. */

import { breathe } from "../dom.js";
import { isBackup } from "../keeping/kept.js";

/** @typedef {import('../report.d.ts').Hint} Hint */
/** @typedef {{text: string, hints: Hint[], note?: string}} Pasted */
/** @typedef {{refused: string}} Refused */
/** What a file or a paste turned out to be; `backup` is the content of a file that this page wrote. @typedef {Pasted | Refused | {backup: string}} Taken */

const LINK =
  "That is a link. Marginalia never goes online, so it cannot fetch the page. Open it, select all (Ctrl A), " +
  "copy (Ctrl C), paste here.";
const DOCUMENT = "Open it, select all, copy, paste here.";
const PDF = `That is a PDF, which cannot be read here. ${DOCUMENT}`;
const PICTURE = "That is a picture; there is no text in it to read.";
const EMPTY = "There is no text in that.";
const BINARY = "That is not a text; it looks like a program’s own file.";

/**
 * Characters that can be read at once: more than a million and a half words. A browser gives a tab a few gigabytes, and
 * a text, its marks and the engine's memory take some hundred bytes a character.
 */
export const MOST = 10_000_000;
/** Markup takes more characters than the words in it. */
const MARKUP = 4;

/** Elements whose words are not the page's prose. */
const SILENT = new Set(
  (
    "script style noscript template iframe object embed svg math canvas audio video picture map select " +
    "textarea input button head title dialog datalist"
  ).split(" "),
);
/** What stands between words: nothing, or ever more. */
const GAPS = ["", " ", "\t", "\n", "\n\n"];
/** The gap before an element, and after it but for cells and `br`. */
const GAP_OF = gapsOf({
  "\n\n":
    "p h1 h2 h3 h4 h5 h6 blockquote pre figure ul ol dl table section article main aside nav header footer div hr " +
    "address details center form fieldset",
  "\n": "li dt dd tr caption figcaption summary br thead tbody tfoot",
  "\t": "td th",
});
/** Elements whose name says something of their words. */
const HINTED = new Set(
  (
    "p h1 h2 h3 h4 h5 h6 li ul ol dt dd blockquote pre figure figcaption table tr td th caption article " +
    "main aside nav header footer address details summary time"
  ).split(" "),
);
/** Elements that only hold others or words of their own; told of, unless what they hold says as much. */
const PLAIN = new Set(["div", "section", "form", "fieldset", "center"]);
/** Characters of an element's tag and names that are told. */
const NAMED = 80;

/** @param {Record<string, string>} tags @returns {Record<string, string | undefined>} */
function gapsOf(tags) {
  const pairs = Object.entries(tags).flatMap(([gap, names]) => names.split(" ").map((name) => [name, gap]));
  return Object.assign(Object.create(null), Object.fromEntries(pairs));
}

/** @type {{createHTML(html: string): string} | null} */
let policy = null;

/** @param {string} html @returns {Document} */
function inert(html) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  policy ??= types ? types.createPolicy("inert-html", { createHTML: (/** @type {string} */ s) => s }) : null;
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
}

/**
 * Takes what the clipboard or a drop holds. Files come first, then HTML, then plain text.
 * @param {DataTransfer} data read before the first await: the browser empties it when the event is over
 * @returns {Promise<Taken>}
 */
export async function fromTransfer(data) {
  const file = data.files[0];
  const html = data.getData("text/html");
  const plain = data.getData("text/plain");
  if (plain.length > MOST) return { refused: tooLong(plain.length) };
  if (html && html.length <= MOST * MARKUP) {
    const pasted = await fromHtml(html);
    if (pasted.text.trim() !== "") return checked(pasted);
  }
  if (plain !== "" || !file) return fromText(plain);
  return fromFile(file);
}

/** @param {string} text @returns {Pasted | Refused} */
export function fromText(text) {
  return checked({ text: text.replace(/\r\n?/g, "\n"), hints: [] });
}

/** @param {Pasted} pasted @returns {Pasted | Refused} */
function checked(pasted) {
  const refusal = refusalOf(pasted.text);
  return refusal ? { refused: refusal } : pasted;
}

/**
 * Why a text cannot be read as an article; null when it can.
 * @param {string} text
 */
export function refusalOf(text) {
  if (text.length > MOST) return tooLong(text.length);
  const trimmed = text.trim();
  if (trimmed === "") return EMPTY;
  if (/^(?:https?:\/\/|www\.)\S+$/i.test(trimmed)) return LINK;
  return isBinary(text) ? BINARY : null;
}

/** @param {number} length characters, or bytes of a file */
function tooLong(length) {
  const millions = Math.round(length / 1e6).toLocaleString("en");
  return `That is ${millions} million characters, and a tab can read ${MOST / 1e6} million at once. Take it in parts; nothing here has changed.`;
}

/** Whether a text is full of characters that no prose has. @param {string} text */
function isBinary(text) {
  const head = text.slice(0, 4096);
  // eslint-disable-next-line no-control-regex
  const odd = head.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return odd > head.length / 50;
}

/** @param {File} file @returns {Promise<Taken>} */
export async function fromFile(file) {
  if (file.size > MOST * MARKUP) return { refused: tooLong(file.size) };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const refusal = refusalOfFile(file.name, file.type, bytes);
  if (refusal) return { refused: refusal };
  const { text, encoding } = decoded(bytes);
  if (isBackup(text)) return { backup: text };
  const html =
    /\.(?:x?html?|xht)$/i.test(file.name) || file.type === "text/html" || /^\s*<(?:!doctype|html)\b/i.test(text);
  const pasted = html ? await fromHtml(text) : { text: text.replace(/\r\n?/g, "\n"), hints: [] };
  return checked(encoding === "utf-8" ? pasted : { ...pasted, note: `Read as ${encoding}.` });
}

const SIGNATURES = /** @type {[string, string][]} */ ([
  ["%PDF", PDF],
  ["PK\x03\x04", DOCUMENT],
  ["{\\rtf", DOCUMENT],
  ["\xd0\xcf\x11\xe0", DOCUMENT],
  ["\x89PNG", PICTURE],
  ["\xff\xd8\xff", PICTURE],
  ["GIF8", PICTURE],
  ["II*\0", PICTURE],
  ["MM\0*", PICTURE],
]);

/**
 * @param {string} name
 * @param {string} type
 * @param {Uint8Array} bytes
 * @returns {string | null}
 */
export function refusalOfFile(name, type, bytes) {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  for (const [signature, sentence] of SIGNATURES) if (head.startsWith(signature)) return sentence;
  if (head.startsWith("RIFF") && head.endsWith("WEBP")) return PICTURE;
  if (/^image\//.test(type) || /\.(?:png|jpe?g|gif|webp|avif|heic|tiff?|bmp)$/i.test(name)) return PICTURE;
  if (/\.pdf$/i.test(name)) return PDF;
  if (/\.(?:docx?|odt|pages|rtf)$/i.test(name)) return DOCUMENT;
  return null;
}

/**
 * Bytes as text: a byte-order mark, then a charset the markup names, then UTF-8, else windows-1252.
 * @param {Uint8Array} bytes
 */
export function decoded(bytes) {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  const named = /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? null;
  for (const encoding of [mark, named, "utf-8"]) {
    try {
      if (encoding) return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // Not in this encoding, or not an encoding at all: the next one.
    }
  }
  return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
}

/**
 * Rebuilds the text of an HTML page: one parse, then a walk that lets the browser breathe every 8 ms.
 * @param {string} html
 * @returns {Promise<Pasted>}
 */
export async function fromHtml(html) {
  const walk = new Walk(platform(), inert(html));
  for (let began = performance.now(); walk.step();) {
    if (performance.now() - began > 8) {
      await breathe();
      began = performance.now();
    }
  }
  return walk.result();
}

/**
 * An element the walk is inside of; `start` is -1 until there are words in it.
 * @typedef {{node: Element, tag: string, start: number, links: number}} Frame
 */

/**
 * What the platform knows of nodes. Names in the markup stand before the properties of forms and documents: of
 * `<form><input name=parentNode></form>`, `form.parentNode` is the input.
 */
function platform() {
  const getter = (/** @type {{prototype: object}} */ { prototype }, /** @type {string} */ name) => {
    const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
    return (/** @type {Node} */ node) => get?.call(node);
  };
  return {
    body: /** @type {(page: Document) => Element} */ (getter(Document, "body")),
    first: /** @type {(node: Node) => Node | null} */ (getter(Node, "firstChild")),
    next: /** @type {(node: Node) => Node | null} */ (getter(Node, "nextSibling")),
    parent: /** @type {(node: Node) => Node | null} */ (getter(Node, "parentNode")),
    tag: /** @type {(element: Element) => string} */ (getter(Element, "localName")),
    attribute: (/** @type {Element} */ element, /** @type {string} */ name) =>
      Element.prototype.getAttribute.call(element, name),
  };
}

/** A walk over inert nodes, without recursion, so that no depth of nesting can end it. */
class Walk {
  /** @type {Node | null} */ #at;
  #root;
  #text = "";
  #gap = "";
  /** @type {Frame[]} */ #inside = [];
  /** @type {Hint[]} */ #hints = [];
  #links = 0;
  #linkDepth = 0;
  #preDepth = 0;

  #dom;

  /** @param {ReturnType<typeof platform>} dom @param {Document} page */
  constructor(dom, page) {
    this.#dom = dom;
    this.#root = dom.body(page);
    this.#at = dom.first(this.#root);
  }

  /** Visits up to 200 nodes; false when done. */
  step() {
    for (let budget = 200; this.#at && budget > 0; budget--) this.#visit(this.#at);
    return this.#at !== null;
  }

  /** @returns {Pasted} */
  result() {
    const hints = this.#hints.sort((a, b) => a.start - b.start || b.end - a.end);
    return { text: this.#text, hints };
  }

  /** @param {Node} node */
  #visit(node) {
    if (node instanceof Text) this.#say(node.data);
    const inside = node instanceof Element && this.#enter(node);
    this.#at = (inside && this.#dom.first(node)) || this.#after(node);
  }

  /** The node after `from` and all in it; elements that end on the way are left. @param {Node} from */
  #after(from) {
    /** @type {Node | null} */
    let node = from;
    while (node && node !== this.#root) {
      if (this.#inside.at(-1)?.node === node) this.#leave(/** @type {Frame} */ (this.#inside.pop()));
      const next = this.#dom.next(node);
      if (next) return next;
      node = this.#dom.parent(node);
    }
    return null;
  }

  /** Whether to go inside. @param {Element} node */
  #enter(node) {
    const tag = this.#dom.tag(node);
    if (SILENT.has(tag) || this.#isHidden(node)) return false;
    this.#widen(GAP_OF[tag] ?? "");
    if (tag === "a") this.#linkDepth++;
    if (tag === "pre") this.#preDepth++;
    this.#inside.push({ node, tag, start: -1, links: this.#links });
    return true;
  }

  /** @param {Frame} frame */
  #leave({ node, tag, start, links }) {
    if (tag === "a") this.#linkDepth--;
    if (tag === "pre") this.#preDepth--;
    if (tag !== "br" && tag !== "td" && tag !== "th") this.#widen(GAP_OF[tag] ?? "");
    if (start < 0 || !(HINTED.has(tag) || PLAIN.has(tag))) return;
    const end = this.#text.length;
    const named = this.#nameOf(node, tag);
    const inner = this.#hints.at(-1);
    if (named === tag && PLAIN.has(tag) && inner?.start === start && inner.end === end) return;
    this.#hints.push({
      start,
      end,
      tag: named,
      depth: this.#inside.length,
      link_share: Math.min(1, (this.#links - links) / (end - start)),
      datetime: tag === "time" ? this.#dom.attribute(node, "datetime") : null,
    });
  }

  /** @param {string} gap */
  #widen(gap) {
    if (GAPS.indexOf(gap) > GAPS.indexOf(this.#gap)) this.#gap = gap;
  }

  /** @param {string} words */
  #say(words) {
    const pre = this.#preDepth > 0;
    const said = pre ? words.replace(/\r\n?/g, "\n") : words.replace(/[ \t\r\n\f]+/g, " ");
    if (said === "") return;
    if (!pre && said.startsWith(" ")) this.#widen(" ");
    const inner = pre ? said : said.replace(/^ | $/g, "");
    if (inner === "") return;
    if (this.#text !== "") this.#text += this.#gap;
    for (let i = this.#inside.length - 1; i >= 0; i--) {
      const frame = /** @type {Frame} */ (this.#inside[i]);
      if (frame.start >= 0) break;
      frame.start = this.#text.length;
    }
    this.#text += inner;
    if (this.#linkDepth > 0) this.#links += inner.length;
    this.#gap = !pre && said.endsWith(" ") ? " " : "";
  }

  /**
   * An element's tag with its classes and id after dots, as a selector has them: "div.related-posts".
   * @param {Element} element
   * @param {string} tag
   */
  #nameOf(element, tag) {
    const told = `${this.#dom.attribute(element, "class") ?? ""} ${this.#dom.attribute(element, "id") ?? ""}`;
    return [tag, ...told.split(/\s+/).filter(Boolean)].join(".").slice(0, NAMED);
  }

  /** @param {Element} element */
  #isHidden(element) {
    const style = this.#dom.attribute(element, "style") ?? "";
    return this.#dom.attribute(element, "hidden") !== null || /display:\s*none/i.test(style);
  }
}

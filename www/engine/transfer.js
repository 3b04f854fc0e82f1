// A report on its way from the worker to the page: the long lists as typed arrays, entities and dates in slices, put
// together again without a long task on either side.

/** @typedef {import("../report.d.ts").Report} Report */
/** @typedef {import("../report.d.ts").Block} Block */
/** @typedef {import("../report.d.ts").Mention} Mention */
/** @typedef {import("../report.d.ts").Sentence} Sentence */
/** @typedef {import("../report.d.ts").Entity} Entity */

/**
 * What the wasm hands out; src/wasm.rs says what each number is.
 * @typedef {object} Packed
 * @property {Pick<Report, "version" | "engine" | "language" | "published" | "amounts" | "summary" | "unplaced">} head
 * @property {Block["role"][]} roles
 * @property {string[]} languages
 * @property {Mention["kind"][]} kinds
 * @property {Mention["by"][]} by
 * @property {Uint32Array} blocks
 * @property {Uint32Array} sentences
 * @property {Uint32Array} mentions
 * @property {Uint32Array | null} tokens
 * @property {Entity[]} entities
 * @property {Report["dates"]} dates
 */

/** Mentions, blocks or sentences that are unpacked in one go: less than a millisecond's work. */
const SLICE = 2_000;

/**
 * The report, whole.
 * @param {Packed} packed
 * @param {() => Promise<void>} breathe called between slices
 * @returns {Promise<Report>}
 */
export async function unpack(packed, breathe) {
  const { head, entities, dates } = packed;
  /**
   * @template T
   * @param {Uint32Array} flat
   * @param {number} width numbers to an item
   * @param {(at: number) => T} item
   */
  const list = async (flat, width, item) => {
    /** @type {T[]} */
    const items = [];
    for (let at = 0; at < flat.length; at += width) {
      if (items.length > 0 && items.length % SLICE === 0) await breathe();
      items.push(item(at));
    }
    return items;
  };
  return {
    version: head.version,
    engine: head.engine,
    language: head.language,
    published: head.published,
    blocks: await list(packed.blocks, 6, (at) => block(packed, at)),
    sentences: await list(packed.sentences, 2, (at) => sentence(packed, at)),
    mentions: await list(packed.mentions, 6, (at) => mention(packed, at)),
    entities,
    dates,
    amounts: head.amounts,
    summary: head.summary,
    unplaced: head.unplaced,
    tokens: packed.tokens && Array.from(packed.tokens),
  };
}

/**
 * @param {Packed} packed
 * @param {number} at
 * @returns {Block}
 */
function block({ blocks, roles, languages }, at) {
  const [start, end, role, level, language, body] = blocks.subarray(at, at + 6);
  return { start, end, role: roles[role], level: level || null, language: languages[language], body: body === 1 };
}

/**
 * @param {Packed} packed
 * @param {number} at
 * @returns {Sentence}
 */
function sentence({ sentences }, at) {
  return { start: sentences[at], end: sentences[at + 1] };
}

/**
 * @param {Packed} packed
 * @param {number} at
 * @returns {Mention}
 */
function mention({ mentions, kinds, by, entities }, at) {
  const [start, end, kind, entity, confidence, marked] = mentions.subarray(at, at + 6);
  return {
    start,
    end,
    kind: kinds[kind],
    entity: entity === 0 ? null : entities[entity - 1].id,
    confidence: confidence === 0 ? null : (confidence - 1) / 1000,
    by: by[marked],
  };
}

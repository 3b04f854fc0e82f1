/** Shapes of data from outside: JSON schemas, made in few words, and the check against them. Pure. */

/** @typedef {{[keyword: string]: any}} Schema */

export const text = { type: "string" };
export const yes = { type: "boolean" };
export const number = { type: "number" };
export const whole = { type: "integer", minimum: 0 };

/** An object with these keys and no others; those that begin with `$` may be missing. @param {Record<string, Schema>} parts @returns {Schema} */
export function object(parts) {
  const properties = Object.fromEntries(Object.entries(parts).map(([key, part]) => [key.replace("$", ""), part]));
  const required = Object.keys(parts).filter((key) => !key.startsWith("$"));
  return { type: "object", properties, required, additionalProperties: false };
}

/** @param {Schema} items @returns {Schema} */
export const list = (items) => ({ type: "array", items });
/** @param {string} name @returns {Schema} */
export const ref = (name) => ({ $ref: `#/$defs/${name}` });
/** @param {...Schema} choices @returns {Schema} */
export const oneOf = (...choices) => ({ anyOf: choices });
/** @param {Schema} schema @returns {Schema} */
export const maybe = (schema) => oneOf(schema, { type: "null" });
/** @param {string} pattern @returns {Schema} */
export const like = (pattern) => ({ type: "string", pattern });

/** @type {Record<string, (value: any) => boolean>} */
const TYPES = {
  null: (value) => value === null,
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  number: Number.isFinite,
  integer: Number.isSafeInteger,
  array: Array.isArray,
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

/**
 * Where `value` first departs from `schema`, as a path like `mentions/3/kind`; null where it does not.
 * @param {Schema} schema
 * @param {any} value
 * @param {Record<string, Schema>} definitions what `$ref` refers to
 * @param {string} [path]
 * @returns {string | null}
 */
export function fault(schema, value, definitions, path = "") {
  const within = (/** @type {Schema} */ part, /** @type {string | number} */ key) =>
    fault(part, value[key], definitions, join(path, key));
  if (schema.$ref) return fault(definitions[schema.$ref.replace("#/$defs/", "")] ?? {}, value, definitions, path);
  if (schema.anyOf) return chosen(schema.anyOf, value, definitions, path);
  if (!isOf(schema, value)) return path;
  const { properties = {}, required = [], items } = schema;
  if (Array.isArray(value)) return items ? firstOf(value.keys(), (i) => within(items, i)) : null;
  if (typeof value !== "object" || value === null) return null;
  const wrong = firstOf(Object.keys(value), (key) => {
    if (Object.hasOwn(properties, key)) return within(properties[key], key);
    return schema.additionalProperties === false ? join(path, key) : null;
  });
  return wrong ?? firstOf(required, (key) => (Object.hasOwn(value, key) ? null : join(path, key)));
}

/** Of several shapes none of which fits, the fault that lies deepest tells most. @param {Schema[]} choices @param {any} value @param {Record<string, Schema>} definitions @param {string} path */
function chosen(choices, value, definitions, path) {
  let deepest = path;
  for (const choice of choices) {
    const found = fault(choice, value, definitions, path);
    if (found === null) return null;
    if (found.split("/").length > deepest.split("/").length) deepest = found;
  }
  return deepest;
}

/** @param {string} path @param {string | number} key */
function join(path, key) {
  return path ? `${path}/${key}` : String(key);
}

/** Whether a value is what the schema says of it, its parts aside. @param {Schema} schema @param {any} value */
function isOf(schema, value) {
  if ("const" in schema) return value === schema.const;
  if (schema.enum) return schema.enum.includes(value);
  if (schema.type && !TYPES[schema.type]?.(value)) return false;
  if (typeof value === "number") return value >= (schema.minimum ?? -Infinity);
  return typeof value !== "string" || !schema.pattern || new RegExp(schema.pattern, "u").test(value);
}

/**
 * @param {Iterable<any>} all
 * @param {(item: any) => string | null} look
 */
function firstOf(all, look) {
  for (const item of all) {
    const found = look(item);
    if (found !== null) return found;
  }
  return null;
}

import * as chrono from "chrono-node";

const published = new Date(2023, 4, 23);

/** @param {string} text */
export const find = (text) => chrono.parse(text, published).length;

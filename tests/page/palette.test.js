// The palette of style/tokens.css, recomputed: words on tints, lines on tints, and kinds apart for eyes that see fewer
// colours.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const css = readFileSync(new URL("../../www/style/tokens.css", import.meta.url), "utf8");
const [light, dark] = css.split("prefers-color-scheme: dark").map(colours);
const KINDS = ["person", "organization", "place", "date"];

/** @param {string} part */
function colours(part) {
  return Object.fromEntries(Array.from(part.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g), (m) => [m[1], m[2]]));
}

/** Linear light of a colour. @param {string} hex */
function linear(hex) {
  return [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
}

/** @param {string} a @param {string} b */
function contrast(a, b) {
  const [x, y] = [a, b].map((c) => linear(c).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0) + 0.05);
  return Math.max(x, y) / Math.min(x, y);
}

/** @param {number[][]} matrix @param {number[]} v */
const times = (matrix, v) => matrix.map((row) => row.reduce((sum, m, i) => sum + m * v[i], 0));

/** OKLab of linear light (Ottosson 2020). @param {number[]} rgb */
function oklab(rgb) {
  const lms = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    lms.map(Math.cbrt),
  );
}

// Machado, Oliveira & Fernandes 2009, severity 1, on linear light.
const EYES = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** @param {string} a @param {string} b @param {keyof typeof EYES} eye */
function distance(a, b, eye) {
  const [x, y] = [a, b].map((c) => oklab(times(EYES[eye], linear(c)).map((v) => Math.min(1, Math.max(0, v)))));
  return 100 * Math.hypot(...x.map((v, i) => v - y[i]));
}

for (const [name, theme] of Object.entries({ light, dark })) {
  test(`${name}: words are easy to read on paper and on every tint`, () => {
    for (const words of ["ink", "soft", "link"]) assert.ok(contrast(theme[words], theme.paper) >= 4.5, words);
    for (const kind of KINDS) assert.ok(contrast(theme.ink, theme[`${kind}-tint`]) >= 7, kind);
    for (const kind of KINDS) assert.ok(contrast(theme.soft, theme[`${kind}-tint`]) >= 4.5, `soft on ${kind}`);
  });

  test(`${name}: each line stands out from its tint`, () => {
    for (const kind of KINDS) {
      const ratio = contrast(theme[`${kind}-line`], theme[`${kind}-tint`]);
      assert.ok(Number(ratio.toFixed(1)) >= 4, `${kind} ${ratio.toFixed(2)}`);
      assert.ok(contrast(theme[`${kind}-line`], theme.paper) >= 3, kind);
    }
    assert.ok(contrast(theme.edge, theme.paper) >= 3, "edges of fields and buttons");
  });

  for (const eye of /** @type {(keyof typeof EYES)[]} */ (Object.keys(EYES))) {
    test(`${name}: ${eye} eyes tell the kinds apart by their lines`, () => {
      KINDS.forEach((a, i) => {
        for (const b of KINDS.slice(i + 1)) {
          const apart = distance(theme[`${a}-line`], theme[`${b}-line`], eye);
          assert.ok(apart >= 8, `${a} and ${b}: ${apart.toFixed(1)}`);
        }
      });
    });
  }
}

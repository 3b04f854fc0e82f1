// `npm start`: sets up what is missing, serves the page, prints its address.

import { root, Sentence, setup, told } from "./setup.mjs";
import { serve } from "./serve.mjs";

const first = Number(process.env.PORT ?? 8000);

await told(async () => {
  await setup();
  const { address } = await serveNear(first);
  console.log(`Marginalia is at ${address}  (Ctrl+C stops it)`);
});

/** Serves on the first free port from `port` on. */
async function serveNear(/** @type {number} */ port) {
  for (let at = port; at < port + 20; at++) {
    try {
      return await serve(`${root}www`, at);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EADDRINUSE") throw error;
    }
  }
  throw new Sentence(`No port from ${port} to ${port + 19} is free: choose another with PORT=9000 npm start.`);
}

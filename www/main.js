/** The page begins: it listens, and shows what an entry of the tab's history stands for. */

import {
  article,
  bar,
  check,
  correcting,
  empty,
  engine,
  keeping,
  marking,
  occurrences,
  queue,
  search,
  shelf,
  sidebar,
  signal,
  store,
  toast,
} from "./desk.js";
import { listen } from "./intake/intake.js";
import { listenKeys } from "./keys.js";
import { render, show } from "./screen.js";
import { leave, restore, take } from "./visits.js";

listen(take, (dropped) => void queue.add(dropped), signal);
listenKeys({ store, occurrences, correcting, check, marking, search, sidebar, toast, keeping, queue, signal });
article.root.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "touch")
    store.set({ lit: occurrences.thingOf(occurrences.keyAt(event.target))?.id ?? null });
});
article.root.addEventListener("pointerleave", () => store.set({ lit: null }));
addEventListener("popstate", () => {
  leave();
  toast.hide();
  void restore();
});
addEventListener("beforeunload", (event) => keeping.busy && event.preventDefault());
addEventListener("pagehide", leave);
addEventListener("beforeprint", () => sidebar.openAll());
history.scrollRestoration = "manual";
store.watch(render);
engine.ready.then(
  // Seen in the browser's own tools, and by the bench.
  () => performance.mark("ready"),
  (/** @type {Error} */ error) => {
    if (!store.state.article) empty.say(error.message);
  },
);
bar.update(store.state);
void shelf.update();
if (history.state?.article || history.state?.library) await restore();
if (!store.state.article && !store.state.library) show(store.state);

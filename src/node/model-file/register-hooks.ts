import { register } from "node:module";

let registered = false;

/** Lets Node load a person's TypeScript, with `omakase` as this very package; see hooks.ts. */
export function registerHooks(): void {
  if (!registered) register(new URL("./hooks.js", compiledFolder()));
  registered = true;
}

/**
 * Returns the folder of the compiled hooks, which run as JavaScript even if this file runs from its TypeScript source.
 */
function compiledFolder(): URL {
  const here = new URL("./", import.meta.url);
  return here.pathname.includes("/src/node/") ? new URL("../../../dist/node/model-file/", here) : here;
}

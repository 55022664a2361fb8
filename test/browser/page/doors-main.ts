/** Exposes the whole public API of omakase to a page. */
import * as browser from "../../../src/browser/index.ts";
import * as omakase from "../../../src/index.ts";

Object.assign(globalThis, { doors: { omakase, browser } });

/** Everything that a page can get from omakase. */
import * as browser from "../../../src/browser/index.ts";
import * as omakase from "../../../src/index.ts";

Object.assign(globalThis, { doors: { omakase, browser } });

import { rm } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { bundle } from "./bundle.ts";
import { openChromium, type ChromiumOptions } from "./chromium.ts";
import { serve, type Served } from "./serve.ts";

/** What the tests of a describe share: a script of `page/` in a page of a browser, and in none but that. */
export interface ScriptPage {
  /** Where its files are. */
  readonly folder: string;
  readonly served: Served;
  readonly browser: Browser;
  readonly page: Page;
}

/** Has the page of a script there from the first test of a describe to its last; it offers its calls, see `call`. */
export function scriptPage(
  script: string,
  { locale, ...options }: ChromiumOptions & { readonly locale?: string } = {},
): ScriptPage {
  let folder: string;
  let served: Served;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [folder, browser] = await Promise.all([bundle(script), openChromium(options)]);
    served = await serve(folder);
    page = await browser.newPage({ locale });
    await page.goto(served.address);
    await page.waitForFunction("globalThis.calls");
  });
  afterAll(async () => {
    await browser.close();
    served.close();
    await rm(folder, { recursive: true });
  });
  return {
    get folder() {
      return folder;
    },
    get served() {
      return served;
    },
    get browser() {
      return browser;
    },
    get page() {
      return page;
    },
  };
}

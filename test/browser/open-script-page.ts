import { rm } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { bundlePageScript } from "./bundle-page-script.ts";
import { openChromium, type ChromiumOptions } from "./open-chromium.ts";
import { serveFolder, type StaticServer } from "./serve-folder.ts";

/** What the tests of a describe share: a script of `page/` in a page of a browser, and in none but that. */
export interface ScriptPage {
  /** Where its files are. */
  readonly folder: string;
  readonly server: StaticServer;
  readonly browser: Browser;
  readonly page: Page;
}

/** Has the page of a script there from the first test of a describe to its last; it offers its calls, see `call`. */
export function openScriptPage(
  script: string,
  { locale, ...options }: ChromiumOptions & { readonly locale?: string } = {},
): ScriptPage {
  let folder: string;
  let served: StaticServer;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [folder, browser] = await Promise.all([bundlePageScript(script), openChromium(options)]);
    served = await serveFolder(folder);
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
    get server() {
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

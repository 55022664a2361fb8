import { rm } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { bundlePageScript } from "./bundle-page-script.ts";
import { openChromium, type ChromiumOptions } from "./open-chromium.ts";
import { serveFolder, type StaticServer } from "./serve-folder.ts";

/** Shared by the tests of a describe: a script of `page/` in a page of its own browser. */
export interface ScriptPage {
  /** Folder of its files. */
  readonly folder: string;
  readonly server: StaticServer;
  readonly browser: Browser;
  readonly page: Page;
}

/** Opens the page of a script for all tests of a describe; the script offers its calls, see `call`. */
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

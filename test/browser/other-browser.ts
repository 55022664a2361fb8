import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type KeyInput } from "puppeteer-core";
import { Builder, Key, type WebDriver } from "selenium-webdriver";
import { freePort } from "../start-postgres.ts";

/** Point of the window, CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Window of a browser beside Chromium, 1280 × 800: as little as Firefox and WebKit have in common. */
export interface OtherBrowser {
  readonly version: string;
  goto(address: string): Promise<void>;
  /** Evaluates an expression in the page. */
  evaluate<T>(expression: string): Promise<T>;
  /** Presses the mouse at the first point, moves it over the others, and lets it go. */
  drag(...points: readonly Point[]): Promise<void>;
  /** Presses a key, named as in `KeyboardEvent.key`, and runs an action before it lets the key go. */
  press(key: string, meanwhile?: () => Promise<void>): Promise<void>;
  /** Returns a PNG of the window. */
  screenshot(): Promise<Uint8Array>;
  /** Returns uncaught errors and errors of the console so far. */
  errors(): readonly string[];
  /** Returns the files that were saved so far. */
  downloads(): Promise<Uint8Array[]>;
  close(): Promise<void>;
}

/** Browser that tests can start. */
export interface BrowserKind {
  readonly name: string;
  readonly isInstalled: boolean;
  open(): Promise<OtherBrowser>;
}

const windowSize = { width: 1280, height: 800 };
const firefoxPath = ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find((path) => existsSync(path));
const webkitPaths = {
  driver: "/usr/bin/WebKitWebDriver",
  display: "/usr/bin/xvfb-run",
  browser: `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
};

/** Browsers beside Chromium: Debian's packages `firefox-esr`; `webkit2gtk-driver`, `xvfb` and `xauth`. */
export const otherBrowsers: readonly BrowserKind[] = [
  { name: "Firefox", isInstalled: firefoxPath !== undefined, open: openFirefox },
  { name: "WebKit", isInstalled: Object.values(webkitPaths).every((path) => existsSync(path)), open: openWebKit },
];

/** Starts headless Firefox, which Puppeteer drives over WebDriver BiDi. */
async function openFirefox(): Promise<OtherBrowser> {
  const saved = await mkdtemp(join(tmpdir(), "omakase-firefox-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: firefoxPath,
    defaultViewport: windowSize,
    extraPrefsFirefox: {
      "browser.download.dir": saved,
      "browser.download.folderList": 2,
      "browser.download.alwaysOpenPanel": false, // its panel would take the key Enter
      "ui.primaryPointerCapabilities": 6, // a mouse, which a machine without a screen lacks
      "ui.allPointerCapabilities": 6,
    },
  });
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return {
    version: await browser.version(),
    goto: async (address) => void (await page.goto(address)),
    evaluate: async <T>(expression: string) => (await page.evaluate(expression)) as T,
    async drag({ x, y }, ...others) {
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (const point of others) await page.mouse.move(point.x, point.y, { steps: 8 });
      await page.mouse.up();
    },
    async press(key, meanwhile = async () => {}) {
      await page.keyboard.down(key as KeyInput);
      await meanwhile();
      await page.keyboard.up(key as KeyInput);
    },
    screenshot: () => page.screenshot(),
    errors: () => errors,
    downloads: () => filesIn(saved),
    async close() {
      await browser.close();
      await rm(saved, { recursive: true });
    },
  };
}

/** Starts WebKitGTK on a screen of its own, which Selenium drives over WebDriver; its console comes by standard output. */
async function openWebKit(): Promise<OtherBrowser> {
  const home = await mkdtemp(join(tmpdir(), "omakase-webkit-"));
  const saved = join(home, "saved");
  await mkdir(saved);
  await writeFile(join(home, "user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${saved}"\n`);
  const port = await freePort();
  const server = spawn(
    webkitPaths.display,
    ["-a", "-s", "-screen 0 1400x1000x24", webkitPaths.driver, `--port=${port}`],
    { detached: true, env: { ...process.env, LANG: "C", HOME: home, XDG_CONFIG_HOME: home } },
  );
  const errors: string[] = [];
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (part: Buffer) => {
      errors.push(...(String(part).match(/^CONSOLE .*\bERROR .*$/gm) ?? []));
    });
  const address = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${address}/status`).then(({ ok }) => ok, () => false))) await pause(100); // oxfmt-ignore
  const capabilities = new Map<string, unknown>([
    ["browserName", "MiniBrowser"],
    [
      "webkitgtk:browserOptions",
      { binary: webkitPaths.browser, args: ["--automation", "--enable-write-console-messages-to-stdout=true"] },
    ],
  ]);
  const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build();
  await resizeView(driver);
  return {
    version: `WebKitGTK ${(await driver.getCapabilities()).getBrowserVersion()}`,
    goto: (address) => driver.get(address),
    evaluate: (expression) => driver.executeScript(`return ${expression}`),
    async drag({ x, y }, ...others) {
      const actions = driver
        .actions()
        .move({ x: Math.round(x), y: Math.round(y) })
        .press();
      for (const point of others) actions.move({ x: Math.round(point.x), y: Math.round(point.y), duration: 200 });
      await actions.release().perform();
    },
    async press(key, meanwhile = async () => {}) {
      const code = webdriverKeys[key] ?? key;
      await driver.actions().keyDown(code).perform();
      await meanwhile();
      await driver.actions().keyUp(code).perform();
    },
    screenshot: async () => Buffer.from(await driver.takeScreenshot(), "base64"),
    errors: () => errors,
    downloads: () => filesIn(saved),
    async close() {
      await driver.quit();
      process.kill(-server.pid!);
      await rm(home, { recursive: true });
    },
  };
}

const webdriverKeys: Readonly<Record<string, string>> = {
  ArrowLeft: Key.ARROW_LEFT,
  ArrowRight: Key.ARROW_RIGHT,
  ArrowUp: Key.ARROW_UP,
  Enter: Key.ENTER,
  Home: Key.HOME,
  Shift: Key.SHIFT,
};

/** Gives the page the size of {@link windowSize}; the window has a toolbar, too. */
async function resizeView(driver: WebDriver): Promise<void> {
  const window = driver.manage().window();
  for (;;) {
    await pause(500); // the page gets its size later
    const [width, height] = await driver.executeScript<number[]>("return [innerWidth, innerHeight]");
    if (width === windowSize.width && height === windowSize.height) return;
    const outer = await window.getRect();
    await window.setRect({
      width: outer.width + windowSize.width - width,
      height: outer.height + windowSize.height - height,
    });
  }
}

async function filesIn(folder: string): Promise<Uint8Array[]> {
  return await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

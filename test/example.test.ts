/** Every example runs at a reduced size: model files train two steps and draw, programs write their pictures. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import conditionalGan from "../example/08-conditional-gan.ts";
import ownVae from "../example/03-own-vae-loss.ts";
import relativisticGan from "../example/05-relativistic-gan.ts";
import standardGan from "../example/04-gan.ts";
import twoStages from "../example/07-two-stages.ts";
import wganGp from "../example/06-wgan-gp.ts";
import { attributesFromTags, openDataset, type Dataset } from "../src/dataset/index.ts";
import { encodePng } from "../src/image/index.ts";
import { cpuDevice, nodeHost } from "../src/node/index.ts";
import { createSampler, generate } from "../src/sample/index.ts";
import { train } from "../src/train/index.ts";
import { chromiumPath, openChromium } from "./browser/open-chromium.ts";
import { serveFolder } from "./browser/serve-folder.ts";
import { everyNth } from "./nightly.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const shape = { size: 16, channels: 3 } as const;
const home = process.cwd();
let folder: string;
let characters: Dataset;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omakase-example-"));
  for (const [name, value] of Object.entries({ STEPS: "2", SIZE: "16", COUNT: "24", FRAMES: "3" }))
    vi.stubEnv(name, value);
  vi.stubEnv("OMAKASE_CACHE", join(folder, "cache"));
  characters = await openDataset("characters", nodeHost(), { size: 16, count: 24 });
});
afterAll(async () => {
  process.chdir(home);
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

test("examples are short and import the public doors only", async () => {
  const names = (await readdir(join(root, "example"))).filter((name) => name.endsWith(".ts"));
  expect(names.map((name) => name.slice(0, 2))).toEqual(
    Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0")),
  );
  for (const name of names) {
    const text = await readFile(join(root, "example", name), "utf8");
    expect(text.trimEnd().split("\n").length, name).toBeLessThanOrEqual(60);
    for (const [, target] of text.matchAll(/from "([^"]+)"/g))
      expect(["omakase", "omakase/node", "omakase/browser", "node:url"], name).toContain(target);
  }
});

describe("a model file", () => {
  const attributes = () => attributesFromTags(characters.tags);
  test.each(
    everyNth(2, [
      ["03-own-vae-loss", () => ownVae(shape), ["divergence", "reconstruction"]],
      ["04-gan", () => standardGan(shape), ["discriminator.loss", "generator.loss"]],
      ["05-relativistic-gan", () => relativisticGan(shape), ["discriminator.gradientPenalty", "generator.loss"]],
      ["06-wgan-gp", () => wganGp(shape), ["critic.distance", "critic.penalty", "generator.loss"]],
      ["08-conditional-gan", () => conditionalGan({ ...shape, attributes: attributes() }), ["discriminator.loss"]],
    ]),
  )("%s trains, logs its terms and draws", async (_, create, terms) => {
    const device = await cpuDevice();
    const training = train(create(), characters, { device, steps: 2, seed: 1 });
    for await (const { metrics } of training) {
      expect(Object.keys(metrics)).toEqual(expect.arrayContaining(terms));
      for (const value of Object.values(metrics)) expect(Number.isFinite(value)).toBe(true);
    }
    const sampler = createSampler(await training.result());
    const images = await generate(sampler, { count: 2, seed: 1 });
    expect(images.map(({ picture }) => picture.pixels.length)).toEqual([768, 768]);
    sampler.dispose();
  });

  test("07-two-stages trains both stages and draws", async () => {
    const model = twoStages({ ...shape, stageImages: 32 });
    const training = train(model, characters, { device: await cpuDevice(), steps: 4, seed: 1 });
    const logged: string[] = [];
    for await (const { metrics } of training) logged.push(Object.keys(metrics).join(" "));
    expect(logged[1]).toContain("encoder+decoder.reconstruction");
    expect(logged[3]).toContain("flow.loss");
    expect(await generate(createSampler(await training.result()), { count: 1 })).toHaveLength(1);
  });
});

describe("a program", () => {
  test.each(
    everyNth(2, [
      ["01-autoencoder", () => import("../example/01-autoencoder.ts"), ["reconstructions.png", "samples.png"]],
      ["02-vae", () => import("../example/02-vae.ts"), ["samples.png"]],
      ["09-pix2pix", () => import("../example/09-pix2pix.ts"), ["translations.png"]],
      ["10-own-pictures", () => import("../example/10-own-pictures.ts"), ["samples.png"]],
      ["11-latent-space", () => import("../example/11-latent-space.ts"), ["morph.gif", "arithmetic.png"]],
    ]),
  )("%s writes its pictures", async (name, run, files) => {
    const place = join(folder, name);
    await mkdir(join(place, "mine"), { recursive: true });
    for (let index = 0; index < 20; index++)
      await writeFile(join(place, "mine", `${index}.png`), await encodePng(await characters.picture(index)));
    vi.stubEnv("SOURCE", name === "10-own-pictures" ? "mine" : "sushi");
    process.chdir(place);
    await run();
    for (const file of files) expect((await readFile(join(place, file))).length, file).toBeGreaterThan(200);
  });
});

test.skipIf(chromiumPath === undefined)("12-in-a-page draws on the canvas of a page", async () => {
  const [source, page] = [join(folder, "source"), join(folder, "page")];
  await mkdir(source);
  await cp(join(root, "example", "12-in-a-page.ts"), join(source, "12-in-a-page.ts")); // as in a project of one's own
  await writeFile(
    join(source, "index.html"),
    '<canvas></canvas><button>Draw</button><script type="module" src="./12-in-a-page.ts"></script>',
  );
  const alias = { "omakase/browser": join(root, "src/browser/index.ts"), omakase: join(root, "src/index.ts") };
  await build({
    ...{ configFile: false, root: source, base: "./", logLevel: "error", resolve: { alias } },
    worker: { format: "es" },
    build: { outDir: page, target: "esnext", minify: false, modulePreload: false },
  });
  await cp(join(root, "asset", "model", "faces.omakase"), join(page, "faces.omakase"));
  const [server, browser] = [await serveFolder(page, { isolated: false }), await openChromium()];
  try {
    const tab = await browser.newPage();
    const errors: string[] = [];
    tab.on("pageerror", (error) => void errors.push(String(error)));
    await tab.goto(server.address);
    const drawn = tab.waitForSelector('canvas[data-seed="1"]', { state: "attached" });
    await drawn.catch((error: unknown) => expect(errors, String(error)).toEqual([]));
    await tab.click("button");
    await tab.waitForSelector('canvas[data-seed="2"]', { state: "attached" });
    expect(await tab.evaluate("document.querySelector('canvas').width")).toBeGreaterThan(100);
  } finally {
    await browser.close();
    server.close();
  }
});

/**
 * A model in a web page, without a server: the browser draws by WebGPU, or else by WebAssembly. Bundle it (with Vite, for
 * example), copy `node_modules/omakase/asset/model/faces.omakase` (or your own run, by `npx omakase export <run> --site
 * out`) beside the page, and give the page a `<canvas>` and a `<button>`. On a page with the headers COOP and COEP it computes in
 * threads, and Vite then needs the option `strictExecutionOrder` (see `studio/vite.config.ts`):
 *
 *     <canvas></canvas> <button>Draw</button> <script type="module" src="12-in-a-page.ts"></script>
 */
import { createSampler, generate, openPackedRun, recipeSheet, type Sampler, trainedRun } from "omakase";
import { browserDevice } from "omakase/browser";

const [canvas, button] = [document.querySelector("canvas")!, document.querySelector("button")!];

async function start(): Promise<void> {
  const [{ device, description }, response] = await Promise.all([browserDevice(), fetch("faces.omakase")]);
  const run = await openPackedRun(new Uint8Array(await response.arrayBuffer()), "faces.omakase");
  const sampler = createSampler(trainedRun(run, device));
  console.log(description.en);
  button.addEventListener("click", () => void draw(sampler, Number(canvas.dataset.seed) + 1));
  await draw(sampler, 1);
}

async function draw(sampler: Sampler, seed: number): Promise<void> {
  const images = await generate(sampler, { count: 9, seed });
  const { width, height, channels, pixels } = recipeSheet(images).picture;
  Object.assign(canvas, { width, height });
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      rgba[pixel * 4 + channel] = pixels[pixel * channels + (channels === 1 ? 0 : channel)];
    rgba[pixel * 4 + 3] = 255;
  }
  canvas.getContext("2d")!.putImageData(new ImageData(rgba, width, height), 0, 0);
  canvas.dataset.seed = String(seed);
}

void start();

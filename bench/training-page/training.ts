import { browserDevice, browserHost, type BrowserDevice } from "../../src/browser/index.ts";
import { createTrainer, createBatchSource, type Trainer } from "../../src/train/index.ts";
import { drawSushi } from "../../src/synthetic/index.ts";
import { openDataset } from "../../src/dataset/index.ts";
import { createSampler, type Sampler } from "../../src/sample/index.ts";
import { toPictures, type Picture } from "../../src/image/index.ts";
import { type Device } from "../../src/device/index.ts";
import { type Model, type Settings, dcgan, dcganNetworks, vae, vaeNetworks } from "../../src/model/index.ts";
import type { PagePlan, LossPoint, WorkerReport } from "./messages.ts";
import { pixelSheet } from "./sheet.ts";

/** Says what happens; hands the pixels over instead of copying them. */
export type SendReport = (report: WorkerReport, handed?: readonly Transferable[]) => void;

/** A training that can be stopped and go on. */
export interface PageTraining {
  /** Trains until `stop`, or until the plan is done. */
  run(): Promise<void>;
  stop(): void;
  dispose(): void;
}

/** Which of a step's numbers are shown. */
const shownCurves = {
  vae: ["reconstruction", "divergence"],
  dcgan: ["discriminator.adversarial", "generator.adversarial"],
} as const;

/** Always the same latents are drawn, so that one can watch the pictures change. */
const sampleSettings = { count: 36, seed: 1 };
const columns = 6;

/** Draws the first of the sushi that there are to learn from. */
export function sendExamples({ size }: PagePlan, tell: SendReport): void {
  const drawn = Array.from(
    { length: 3 * columns },
    (_, index) => drawSushi(index, { size: Math.max(32, size) }).picture,
  );
  sendSheet(tell, "examples", drawn);
}

/** Gets everything ready: the device, the pictures, the model's step. The signal gives it up. */
export async function openPageTraining(plan: PagePlan, tell: SendReport, signal: AbortSignal): Promise<PageTraining> {
  tell({ type: "opening" });
  const { device, description: text } = await browserDevice({ prefer: plan.prefer });
  tell({ type: "device", text });
  const host = browserHost();
  const dataset = await openDataset("sushi", host, {
    size: plan.size,
    count: plan.count,
    signal,
    onProgress: ({ done, total }) => tell({ type: "drawing", done, total }),
  });
  tell({ type: "compiling" });
  const { model, settings } = modelOf(plan, device);
  const pictures = createBatchSource(dataset, plan.seed, { flip: true });
  signal.throwIfAborted();
  const trainer = await createTrainer(model, pictures, { device, seed: plan.seed, settings });
  return training({ plan, model, device, trainer, tell, now: host.clock });
}

/**
 * As large as the device bears while one watches. On a graphics card DCGAN is as published; a quarter of its features
 * and batches of 16 learn nothing in minutes at the published rate, but draw rough sushi after 6,000 pictures at five
 * times that rate with the opponents balanced.
 */
function modelOf(plan: PagePlan, { name }: Device): { model: Model; settings: Partial<Settings> } {
  const strong = name === "webgpu";
  const { size, features } = plan;
  const batchSize = plan.batch ?? (strong && plan.model === "dcgan" ? 64 : 16);
  const picture = { size, channels: 3 } as const;
  if (plan.model === "vae")
    return {
      model: vae(vaeNetworks({ ...picture, features: features ?? (strong ? 32 : 16), latent: 32 })),
      settings: { batchSize },
    };
  return {
    model: dcgan(dcganNetworks({ ...picture, features: features ?? (strong ? 64 : 16), latent: 100 })),
    settings: strong ? { batchSize } : { batchSize, learningRate: 1e-3, balance: "auto" },
  };
}

interface PageTrainingParts {
  readonly plan: PagePlan;
  readonly model: Model;
  readonly device: BrowserDevice["device"];
  readonly trainer: Trainer;
  readonly tell: SendReport;
  /** Milliseconds. */
  readonly now: () => number;
}

function training({ plan, model, device, trainer, tell, now }: PageTrainingParts): PageTraining {
  const { steps = Infinity } = plan;
  let stopping = false;
  let sampler: Sampler | undefined;

  async function draw(): Promise<void> {
    const { weights } = await trainer.snapshot();
    const picture = { size: plan.size, channels: 3 } as const;
    if (sampler) sampler.updateWeights(weights);
    else sampler = createSampler({ model, picture, weights, device });
    const drawn = await sampler.decode(
      sampler.latents(sampleSettings.seed, sampleSettings.count),
      sampleSettings.count,
    );
    sendSheet(tell, "drawn", toPictures(drawn, { ...picture, width: plan.size, height: plan.size }));
  }

  return {
    async run() {
      stopping = false;
      tell({ type: "training" });
      let points: LossPoint[] = [];
      let together = 1;
      const speed = speedMeter(now, trainer.imagesSeen);
      let [reportAt, drawAt] = [0, 0];
      while (!stopping && trainer.step < steps) {
        // A graphics card does a few steps back to back: waiting after each would leave it idle.
        const begun = now();
        const metrics = await trainer.advance(Math.min(together, steps - trainer.step));
        await turn();
        if (device.queuesRuns) together = Math.max(1, Math.min(16, Math.round((together * 60) / (now() - begun))));
        const seen = trainer.imagesSeen;
        points.push({ seen, ...Object.fromEntries(shownCurves[plan.model].map((name) => [name, metrics[name]])) });
        const last = stopping || trainer.step >= steps;
        if (now() >= reportAt || last) {
          tell({ type: "steps", step: trainer.step, imagesSeen: seen, imagesPerSecond: speed(seen), points });
          points = [];
          reportAt = now() + 100;
        }
        if (now() >= drawAt || last) {
          const begun = now();
          await draw();
          const took = now() - begun;
          // Often enough to watch, seldom enough that a tenth of the time at most goes into it.
          drawAt = now() + Math.max(1500, 10 * took);
          speed.pause(took);
        }
      }
      tell({ type: "stopped", how: trainer.step < steps ? "paused" : "done" });
    },
    stop() {
      stopping = true;
    },
    dispose() {
      sampler?.dispose();
      trainer.dispose();
      if ("dispose" in device) device.dispose();
    },
  };
}

function sendSheet(tell: SendReport, type: "examples" | "drawn", pictures: readonly Picture[]): void {
  const sheet = pixelSheet(pictures, columns);
  tell({ type, sheet }, [sheet.pixels.buffer]);
}

/** Pictures a second over the last three seconds, without the time that was spent otherwise. */
function speedMeter(
  now: () => number,
  start: number,
): { (seen: number): number | undefined; pause(time: number): void } {
  let paused = 0;
  const marks = [{ time: now(), seen: start }];
  const measure = (seen: number): number | undefined => {
    const time = now() - paused;
    marks.push({ time, seen });
    while (marks.length > 2 && time - marks[1].time > 3000) marks.shift();
    return time > marks[0].time ? ((seen - marks[0].seen) * 1000) / (time - marks[0].time) : undefined;
  };
  return Object.assign(measure, { pause: (time: number) => void (paused += time) });
}

/** Lets messages from the page come in. A timer would wait 4 ms each time. */
function turn(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      done();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}

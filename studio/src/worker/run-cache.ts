import {
  samplerDesignSpace,
  openPackedRun,
  renderLatents,
  createSampler,
  rarityScale,
  referenceDevice,
  trainedRun,
  createTranslator,
  type DesignSpace,
  type Device,
  type OpenedRun,
  type Sampler,
  type Rarity,
  type Translator,
} from "omakase";
import { browserDevice, type BrowserDevice } from "omakase/browser";
import { browserPrefix } from "./browser-prefix.ts";
import { wasmBinary } from "./wasm-binary.ts";

/** A model that is ready, in the worker. */
export interface LoadedRun {
  readonly run: OpenedRun;
  /** Draws; of a pix2pix it throws. */
  readonly sampler: Sampler;
  readonly translator: Translator;
  readonly designSpace: DesignSpace;
  /** Until then plain loops may draw, so that the first pictures need not wait: too slow for more than a few. */
  readonly accelerated: Promise<void>;
  /** How rare a combination of attributes is; undefined without attributes. */
  readonly rarity: (values: readonly number[]) => Rarity | undefined;
  /** Frees what was compiled for it. */
  dispose(): void;
}

/** The models that this worker has opened; each is fetched once. */
export interface RunCache {
  /** @throws OmakaseError when its file cannot be had or used. */
  load(id: string): Promise<LoadedRun>;
  /** Opens the device once. */
  device(): Promise<BrowserDevice>;
  /** The address of the folder with what comes along with omakase. */
  readonly assets: URL;
  /** Forgets a model, because there is a newer one of that name. */
  forget(id: string): void;
}

/**
 * @param base - the address of the page's folder.
 * @param prefer - what to compute with. Default: a graphics card where there is one.
 */
export function createRunCache(base: string, prefer: "webgpu" | "onnx" | undefined): RunCache {
  const opened = new Map<string, Promise<LoadedRun>>();
  let device: Promise<BrowserDevice> | undefined;
  const cache: RunCache = {
    assets: new URL("asset/", base),
    device: () => (device ??= browserDevice({ prefer, binary: wasmBinary })),
    load(id) {
      let ready = opened.get(id);
      if (!ready) {
        ready = open(id);
        opened.set(id, ready);
        ready.catch(() => opened.delete(id)); // another try may fare better
      }
      return ready;
    },
    forget(id) {
      void opened.get(id)?.then((ready) => ready.dispose());
      opened.delete(id);
    },
  };

  async function open(id: string): Promise<LoadedRun> {
    const [run, { device, prepare }] = await Promise.all([openRunById(id, base), cache.device()]);
    let trained = trainedRun(run, device);
    let sampler: Sampler | undefined;
    let translating: Translator | undefined;
    let accelerated = Promise.resolve();
    if (prepare && isLight(run)) {
      // The first pictures need not wait until the runtime is here.
      trained = trainedRun(run, referenceDevice());
      accelerated = acceleratedSampler(run, device, prepare).then(
        (better) => {
          trained = better.trained;
          sampler = better;
        },
        () => undefined, // without it, what is slow goes on
      );
    }
    const ready: LoadedRun = {
      run,
      get sampler() {
        return (sampler ??= createSampler(trained));
      },
      get translator() {
        return (translating ??= createTranslator(trained));
      },
      get designSpace() {
        return samplerDesignSpace(ready.sampler);
      },
      accelerated,
      rarity:
        run.config.attributes && run.examples ? rarityScale(run.config.attributes, run.examples) : () => undefined,
      dispose() {
        sampler?.dispose();
        translating?.dispose();
      },
    };
    return ready;
  }
  return cache;
}

/** A model of the server's, or one that was trained in this browser. */
async function openRunById(id: string, base: string): Promise<OpenedRun> {
  if (!id.startsWith(browserPrefix))
    return await openPackedRun(await fetchBytes(new URL(`run/${id}.omakase`, base)), id);
  const { openBrowserRun } = await import("./browser-runs.ts");
  return await openBrowserRun(id.slice(browserPrefix.length));
}

/** Whether plain loops draw it in well under a second. */
function isLight({ config, loaded }: OpenedRun): boolean {
  const numbers = [...loaded.checkpoint.weights.values()].reduce((sum, { values }) => sum + values.length, 0);
  return config.model !== "pix2pix" && config.method !== "classic" && config.size <= 64 && numbers < 2_000_000;
}

/** The painter on a better device, once it is there and has drawn a first picture, which takes longest. */
async function acceleratedSampler(run: OpenedRun, device: Device, prepare: () => Promise<void>): Promise<Sampler> {
  await prepare();
  const sampler = createSampler(trainedRun(run, device));
  await renderLatents(sampler, new Float32Array(sampler.latent));
  return sampler;
}

async function fetchBytes(address: URL): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

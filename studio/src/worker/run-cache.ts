import {
  samplerDesignSpace,
  openPackedRun,
  render,
  createSampler,
  rarityScale,
  referenceCost,
  referenceDevice,
  trainedRun,
  createTranslator,
  type DesignSpace,
  type Device,
  type OpenedRun,
  type Sampler,
  type Rarity,
  type Translator,
} from "omakase/studio";
import { browserDevice, type BrowserDevice } from "omakase/browser";
import { browserPrefix } from "./browser-prefix.ts";
import { wasmBinary } from "./wasm-binary.ts";

/** Loaded model in the worker. */
export interface LoadedRun {
  readonly run: OpenedRun;
  /** Sampler; that of a pix2pix throws. */
  readonly sampler: Sampler;
  readonly translator: Translator;
  readonly designSpace: DesignSpace;
  /** Whether the reference device draws, until {@link LoadedRun.accelerate} is done. */
  readonly isSlow: boolean;
  /** Prepares the fast device, once; resolves when it draws, or when it turns out that it cannot. */
  accelerate(): Promise<void>;
  /** Returns the rarity of attribute values; undefined for models without attributes. */
  readonly rarity: (values: readonly number[]) => Rarity | undefined;
  /** Frees its compiled programs. */
  dispose(): void;
}

/** Models opened by this worker; each is fetched once. */
export interface RunCache {
  /**
   * Loads a model, and waits for the fast device unless the reference device draws the model in an instant.
   *
   * @throws OmakaseError if its file cannot be fetched or used.
   */
  load(id: string): Promise<LoadedRun>;
  /**
   * Loads a model for its first picture. The reference device draws until `accelerate` is called, with some tenths of a
   * second for a picture, so that the first one does not share the processor with the engine's start.
   *
   * @throws OmakaseError as `load`.
   */
  loadEarly(id: string): Promise<LoadedRun>;
  /** Calls a function with a model, for a moment: one that was not loaded is not kept. */
  borrow<Result>(id: string, work: (ready: LoadedRun) => Promise<Result>): Promise<Result>;
  /** Opens the device once. */
  device(): Promise<BrowserDevice>;
  /** Address of the asset folder. */
  readonly assets: URL;
  /** Evicts a model that was replaced. */
  forget(id: string): void;
}

/**
 * Creates a cache of models.
 *
 * @param base - address of the page's folder.
 * @param prefer - device. Default: WebGPU if available.
 */
export function createRunCache(base: string, prefer: "webgpu" | "onnx" | undefined): RunCache {
  const opened = new Map<string, Promise<LoadedRun>>();
  let device: Promise<BrowserDevice> | undefined;
  const cache: RunCache = {
    assets: new URL("asset/", base),
    device: () => (device ??= browserDevice({ prefer, binary: wasmBinary })),
    async load(id) {
      const ready = await cache.loadEarly(id);
      const accelerated = ready.accelerate();
      if (referenceCost(ready.run) !== "low") await accelerated;
      return ready;
    },
    loadEarly(id) {
      let ready = opened.get(id);
      if (!ready) {
        ready = open(id);
        opened.set(id, ready);
        ready.catch(() => opened.delete(id)); // a retry may succeed
      }
      return ready;
    },
    async borrow(id, work) {
      const loaded = opened.get(id);
      if (loaded) return await work(await loaded);
      const ready = await open(id);
      try {
        return await work(ready);
      } finally {
        ready.dispose();
      }
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
    let accelerated: Promise<void> | undefined;
    let isSlow = false;
    if (prepare && referenceCost(run) !== "high") {
      // The first pictures do not wait for the runtime.
      trained = trainedRun(run, referenceDevice());
      isSlow = true;
    }
    const accelerate = async (): Promise<void> => {
      if (!isSlow || !prepare) return;
      try {
        const better = await acceleratedSampler(run, device, prepare);
        trained = better.trained;
        sampler = better;
        isSlow = false;
      } catch {} // the slow device goes on
    };
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
      get isSlow() {
        return isSlow;
      },
      accelerate: () => (accelerated ??= accelerate()),
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

/** Opens a model of the server, or one trained in this browser. */
async function openRunById(id: string, base: string): Promise<OpenedRun> {
  if (!id.startsWith(browserPrefix))
    return await openPackedRun(await fetchBytes(new URL(`run/${id}.omakase`, base)), id);
  const { openBrowserRun } = await import("./browser-runs.ts");
  return await openBrowserRun(id.slice(browserPrefix.length));
}

/** Returns the sampler on the fast device, after a first picture, which takes longest. */
async function acceleratedSampler(run: OpenedRun, device: Device, prepare: () => Promise<void>): Promise<Sampler> {
  await prepare();
  const sampler = createSampler(trainedRun(run, device));
  await render(sampler, [{ latent: new Array<number>(sampler.latent).fill(0) }]);
  return sampler;
}

async function fetchBytes(address: URL): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

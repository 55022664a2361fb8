import { onnxDevice, type Device, type Ort } from "../device/index.ts";
import { createSerialQueue } from "../serial-queue.ts";
import { fetchBinary } from "./fetch-binary.ts";

/** See {@link wasmDevice}. */
export interface WasmDeviceOptions {
  /**
   * Number of threads, 1 or more; counted once, by the first device of a page or worker. Default: one for each
   * core where the page is isolated from other origins, else 1, because only then browsers let threads share memory.
   */
  readonly threads?: number;
  /**
   * The address of the folder with ONNX Runtime's `ort-wasm-simd-threaded.wasm` and `.mjs`. Default: where the bundler
   * has put them. Threads load the file that the runtime stands in with all that it imports: see to it that this is not
   * the page's own code (in Vite, by `strictExecutionOrder`), or name this folder.
   */
  readonly runtime?: string | URL;
  /**
   * The address of `ort-wasm-simd-threaded.wasm` alone, as it is (14 MB) or gzipped (3.7 MB), or a function that reads
   * it, for a worker that fetches nothing. Default: as it is, in the folder of `runtime`.
   */
  readonly binary?: string | URL | (() => Promise<Uint8Array<ArrayBuffer>>);
}

/** CPU device of a page. */
export interface WasmDevice {
  readonly device: Device;
  readonly threads: number;
  /** Fetches the WebAssembly binary ahead of time; `compile` waits for it in any case. */
  prepare(): Promise<void>;
}

/** Opens the CPU by ONNX Runtime's WebAssembly build (SIMD, and threads where the page is isolated). */
export async function wasmDevice(options: WasmDeviceOptions = {}): Promise<WasmDevice> {
  const { threads = defaultThreads(), runtime, binary } = options;
  // A file of its own in a bundle: its threads load it too, and must not load the page's code with it.
  const ort = await import("onnxruntime-web/wasm");
  ort.env.wasm.numThreads = threads;
  if (runtime !== undefined) ort.env.wasm.wasmPaths = new URL(runtime, location.href).href;
  const device = onnxDevice(oneCallAtATime(ort as unknown as Ort));
  let fetched: Promise<void> | undefined;
  const prepare = (): Promise<void> => {
    if (binary === undefined) return Promise.resolve();
    const read = typeof binary === "function" ? binary : () => fetchBinary(new URL(binary, location.href));
    fetched ??= read().then((bytes) => void (ort.env.wasm.wasmBinary = bytes));
    fetched.catch(() => (fetched = undefined)); // the next call tries again
    return fetched;
  };
  const compile: Device["compile"] = async (graph) => {
    await prepare();
    return device.compile(graph);
  };
  return { device: { ...device, compile }, threads, prepare };
}

/** Calls into the runtime, of which a page or worker has one for all its devices. */
const calls = createSerialQueue();

/**
 * Wraps the runtime so that one call at a time is in it: its WebAssembly build keeps arguments on a stack until a call has
 * ended, and calls that overlap, such as a compilation during a run, overwrite each other's.
 */
function oneCallAtATime(ort: Ort): Ort {
  const create: Ort["InferenceSession"]["create"] = async (model, options) => {
    const session = await calls.run(() => ort.InferenceSession.create(model, options));
    return {
      run: (feeds, fetches) => calls.run(() => session.run(feeds, fetches)),
      release: () => calls.run(() => session.release()),
    };
  };
  return { ...ort, InferenceSession: { create } };
}

function defaultThreads(): number {
  if (!crossOriginIsolated) return 1;
  const cores = navigator.hardwareConcurrency;
  // With many cores, half are usually hyper-threads, which add nothing to arithmetic.
  return cores <= 4 ? cores : Math.min(16, Math.ceil(cores / 2));
}

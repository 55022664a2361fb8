import { OmakaseError } from "../../error.ts";
import type { Device } from "../device.ts";
import { lowerGraph } from "./lower-graph.ts";
import { onnxProgram } from "./onnx-program.ts";
import { onnxState } from "./onnx-state.ts";
import { unreturnableOutput } from "./run-in-place.ts";
import type { Ort, OrtSession, OrtSessionOptions } from "./ort.ts";
import { deviceText } from "../../text/index.ts";

/** See {@link onnxDevice}. */
export interface OnnxDeviceOptions {
  /** Number of threads. Default: one for each physical core. */
  readonly threads?: number;
  /** Further session options, such as profiling; they override those of the device. */
  readonly session?: OrtSessionOptions;
}

/**
 * Creates a device on the processor with ONNX Runtime: `onnxruntime-node` in Node, `onnxruntime-web` (Wasm) in a page.
 *
 * @param ort - module of the runtime.
 * @param options - see {@link OnnxDeviceOptions}.
 * @throws OmakaseError `device`, from `compile`, when the runtime cannot load a program.
 */
export function onnxDevice(ort: Ort, { threads, session }: OnnxDeviceOptions = {}): Device {
  const { node, web, common } = ort.env.versions;
  const options = { ...sessionOptions(ort, threads), ...session };
  return {
    name: "onnx",
    version: node === undefined ? `onnxruntime-web ${web ?? common}` : `onnxruntime-node ${node}`,
    upload: (weights) => onnxState(ort, weights),
    async compile(graph) {
      const inPlace = node !== undefined;
      const { bytes, ...lowered } = lowerGraph(graph, inPlace ? { sequence: unreturnableOutput } : {});
      const loaded = await load(ort, bytes, options);
      return onnxProgram(ort, loaded, lowered, { inPlace });
    },
  };
}

/** Returns the options of a session on the processor. */
export function sessionOptions({ env }: Ort, threads?: number): OrtSessionOptions {
  return {
    executionProviders: [env.versions.node === undefined ? "wasm" : "cpu"],
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    logSeverityLevel: 3,
    // otherwise idle threads of one program spin and slow down those of another
    extra: { "session.force_spinning_stop": "1" },
  };
}

async function load(ort: Ort, bytes: Uint8Array, options: OrtSessionOptions): Promise<OrtSession> {
  try {
    return await ort.InferenceSession.create(bytes, options);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OmakaseError(
      "device",
      { where: "ONNX Runtime", ...deviceText.onnxDevice.notLoaded({ reason }) },
      { cause },
    );
  }
}

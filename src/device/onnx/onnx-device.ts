import { OmakaseError } from "../../error.ts";
import type { Device } from "../device.ts";
import { lowerGraph } from "./lower-graph.ts";
import { onnxProgram } from "./onnx-program.ts";
import { onnxState } from "./onnx-state.ts";
import { unreturnableOutput } from "./run-in-place.ts";
import type { Ort, OrtSession, OrtSessionOptions } from "./ort.ts";

/** See {@link onnxDevice}. */
export interface OnnxDeviceOptions {
  /** How many threads compute. Left out, the runtime takes one for each physical core. */
  readonly threads?: number;
  /** More for the runtime's sessions, such as profiling; goes before what the device would choose. */
  readonly session?: OrtSessionOptions;
}

/**
 * The processor, by way of ONNX Runtime: `onnxruntime-node` in Node, `onnxruntime-web` (Wasm) in a page.
 *
 * @param ort - the runtime's module.
 * @throws OmakaseError `device`, from `compile`, when the runtime cannot load a program.
 */
export function onnxDevice(ort: Ort, { threads, session }: OnnxDeviceOptions = {}): Device {
  const { node, web, common } = ort.env.versions;
  const options: OrtSessionOptions = {
    ...(node === undefined ? { executionProviders: ["wasm"] } : { executionProviders: ["cpu"] }),
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    logSeverityLevel: 3,
    // Without this, the threads of one program wait busily for their next run and slow down another program's.
    extra: { "session.force_spinning_stop": "1" },
    ...session,
  };
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

async function load(ort: Ort, bytes: Uint8Array, options: OrtSessionOptions): Promise<OrtSession> {
  try {
    return await ort.InferenceSession.create(bytes, options);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OmakaseError(
      "device",
      {
        where: "ONNX Runtime",
        expected: { ja: "計算手順の読み込み", en: "to load a program" },
        got: { ja: `エラー「${reason}」`, en: `the error "${reason}"` },
        remedy: {
          ja: "メモリの空きを確かめ、それでも直らなければ報告してください",
          en: "Check that there is free memory, and report it if that does not help",
        },
      },
      { cause },
    );
  }
}

/** Page side of a lesson: a frame without origin or network, in which a learner's program runs. */
import { browserHost, fetchBinary } from "omakase/browser";
import type { LessonEvent } from "omakase/lesson";
import { OmakaseError, type ErrorParts, type Host, type Language } from "omakase/studio";
import type { CompiledProgram } from "../../feature/learn/compile-program.ts";
import { pageUrl } from "../client.ts";
import { wasmBinary } from "../wasm-binary.ts";

/** Work for the worker of a lesson. */
export interface LessonJob {
  /** Folder of the chapter, such as `03-vae`. */
  readonly folder: string;
  readonly program: CompiledProgram;
  /** The learner's text, from which `program` was made. */
  readonly source: string;
  /** Name of the learner's file in error messages. */
  readonly file: string;
  readonly language: Language;
  readonly size: "default" | "reduced";
  /** Whether the program trains after its check. */
  readonly trains: boolean;
}

/** File that the page hands into the frame: ONNX Runtime's WebAssembly, or a file that ships with omakase. */
export type FileName = "runtime" | Parameters<Host["asset"]>[0];

/** Answer to a request for a file. */
export interface LoadedFile {
  readonly name: FileName;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly error?: ErrorParts;
}

/** Message of the worker to the page. */
export type LessonMessage =
  | LessonEvent
  | { readonly type: "picture"; readonly name: string; readonly png: Uint8Array<ArrayBuffer> }
  | { readonly type: "figure"; readonly name: string; readonly svg: string }
  | { readonly type: "file"; readonly name: FileName };

/** Lesson that is running. */
export interface RunningLesson {
  /** Ends it at once, whatever it does. */
  stop(): void;
}

const libraryUrl = new URL("lesson-library.js", pageUrl);
let library: Promise<string> | undefined;

/**
 * Runs a learner's program in a frame of its own.
 *
 * @param receive - called with each message of the program; files are handed in without it.
 * @param fail - called when the program cannot run at all.
 */
export function startLesson(
  job: LessonJob,
  receive: (message: LessonMessage) => void,
  fail: (error: unknown) => void,
): RunningLesson {
  const frame = document.createElement("iframe");
  const { port1: port, port2 } = new MessageChannel();
  const stop = (): void => {
    removeEventListener("message", hear);
    port.close();
    frame.remove();
  };
  const broken = (error: unknown): void => {
    stop();
    fail(error);
  };
  const hear = ({ source, data }: MessageEvent<{ readonly broken?: string }>): void => {
    if (source === frame.contentWindow) broken(new Error(data.broken));
  };
  port.addEventListener("message", ({ data }: MessageEvent<LessonMessage>) => {
    if (data.type === "file") void loadFile(data.name).then((file) => port.postMessage(file));
    else receive(data);
    if (data.type === "end") stop();
  });
  port.start();
  frame.sandbox.add("allow-scripts");
  frame.hidden = true;
  frame.src = new URL("lesson-frame.html", pageUrl).href;
  const post = (text: string): void => frame.contentWindow?.postMessage({ library: text, job }, "*", [port2]);
  frame.addEventListener("load", () => void loadLibrary().then(post, broken), { once: true });
  addEventListener("message", hear);
  document.body.append(frame);
  return { stop };
}

/** Reads the library's module text, once. */
function loadLibrary(): Promise<string> {
  library ??= fetch(libraryUrl).then((answer) => {
    if (!answer.ok) throw new Error(`${libraryUrl.pathname}: ${answer.status}`);
    return answer.text();
  });
  library.catch(() => (library = undefined));
  return library;
}

const { asset } = browserHost({ assets: new URL("asset/", pageUrl) });

async function loadFile(name: FileName): Promise<LoadedFile> {
  try {
    const bytes = name === "runtime" ? await fetchBinary(new URL(wasmBinary, pageUrl)) : await asset(name);
    return { name, bytes: new Uint8Array(bytes) };
  } catch (error) {
    if (error instanceof OmakaseError) return { name, error: error.errorParts };
    throw error;
  }
}

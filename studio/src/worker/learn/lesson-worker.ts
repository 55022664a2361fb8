/**
 * Module that the frame of a lesson gets as text: the library that a learner's program imports, and `runJob`, which
 * checks and runs a program. The frame has no origin and no network; the page hands in files through a port.
 */
import { browserDevice, browserHost } from "omakase/browser";
import * as omakase from "omakase";
import * as lesson from "omakase/lesson";
import type { Host } from "omakase/studio";
import type { FileName, LessonJob, LessonMessage, LoadedFile } from "./lesson-frame.ts";

export { lesson, omakase };

/** Width of a contact sheet at which small pictures are no longer enlarged, px. */
const sheetWidth = 700;

const chapters = import.meta.glob<lesson.Chapter>("../../../../lesson/*/chapter.ts", {
  eager: true,
  import: "default",
});
const checks = import.meta.glob<lesson.Check>("../../../../lesson/*/check.ts", { eager: true, import: "default" });

/**
 * Checks a program and runs it. The frame calls this, in a worker.
 *
 * @param library - address of this module.
 */
export async function runJob(job: LessonJob, port: MessagePort, library: string): Promise<void> {
  const emit = (message: LessonMessage, transfer: Transferable[] = []): void => port.postMessage(message, transfer);
  const load = fileLoader(port);
  const host: Host = { ...browserHost({ cache: false, assets: "frame:/" }), asset: load };
  const show: lesson.LessonContext["show"] = async (name, content, columns) => {
    if ("svg" in content) return emit({ type: "figure", name, svg: content.svg });
    const sheet = sheetOf("pixels" in content ? [content] : content, columns);
    const png = new Uint8Array(await host.codecs.encodePng(sheet));
    emit({ type: "picture", name, png }, [png.buffer]);
  };
  // Chromium gives no WebGPU to a worker of a frame without origin
  const { device } = await browserDevice({ prefer: "onnx", binary: () => load("runtime") });
  const folder = `../../../../lesson/${job.folder}/`;
  const chapter = chapters[`${folder}chapter.ts`];
  await lesson.runLesson(() => importProgram(job, library), {
    chapter,
    check: checks[`${folder}check.ts`],
    context: { host, device, language: job.language, show, ...chapter.sizes[job.size] },
    file: job.file,
    seed: host.newSeed(),
    trains: job.trains,
    emit,
  });
}

/** Loads the learner's program; its imports become addresses of modules that hand on the library's names. */
async function importProgram({ program, file, source }: LessonJob, library: string): Promise<lesson.LessonProgram> {
  const { parts, modules, sealed } = program;
  const addressOf = (name: string, door: object): string => {
    const names = Object.keys(door).join(", ");
    return moduleAddress(`import { ${name} as door } from "${library}";\nexport const { ${names} } = door;`);
  };
  const addresses = { omakase: addressOf("omakase", omakase), "omakase/lesson": addressOf("lesson", lesson) };
  const text = parts.map((part, at) => (at === 0 ? part : addresses[modules[at - 1]] + part)).join("");
  try {
    return (await import(
      /* @vite-ignore */ moduleAddress(`${text}\n//# sourceURL=https://lesson.invalid/${file}`)
    )) as lesson.LessonProgram;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const missing = /export named '(.+)'/.exec(error.message)?.[1];
    const line = missing === undefined ? await syntaxErrorLine(sealed) : lineOfImport(source, missing);
    throw Object.assign(error, { loc: { line } });
  }
}

function moduleAddress(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}

/** Asks the frame for the line of a syntax error: a script element knows it. */
function syntaxErrorLine(sealed: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    addEventListener("message", ({ data }: MessageEvent<{ line?: number }>) => resolve(data.line), { once: true });
    postMessage(sealed);
  });
}

function lineOfImport(source: string, name: string): number | undefined {
  const at = source.split("\n").findIndex((line) => new RegExp(`\\b${name}\\b`).test(line));
  return at < 0 ? undefined : at + 1;
}

/** Returns a function that asks the page for a file, once for each. */
function fileLoader(port: MessagePort): (name: FileName) => Promise<Uint8Array<ArrayBuffer>> {
  const files = new Map<FileName, Promise<Uint8Array<ArrayBuffer>>>();
  const answered = new Map<FileName, (file: LoadedFile) => void>();
  port.addEventListener("message", ({ data }: MessageEvent<LoadedFile>) => answered.get(data.name)?.(data));
  port.start();
  const ask = (name: FileName): Promise<Uint8Array<ArrayBuffer>> =>
    new Promise((resolve, reject) => {
      answered.set(name, ({ bytes, error }) =>
        bytes ? resolve(bytes) : reject(new omakase.OmakaseError("source", error!)),
      );
      port.postMessage({ type: "file", name } satisfies LessonMessage);
    });
  return (name) => {
    const file = files.get(name) ?? ask(name);
    files.set(name, file);
    return file;
  };
}

type Picture = omakase.Picture;

function sheetOf(pictures: readonly Picture[], columns = Math.ceil(Math.sqrt(pictures.length))): Picture {
  const scale = Math.max(1, Math.min(8, Math.floor(sheetWidth / (pictures[0].width * columns))));
  return omakase.images.contactSheet([...pictures], { columns, scale });
}

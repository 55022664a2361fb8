import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { Zip, ZipPassThrough } from "fflate";
import type { HTTPException } from "hono/http-exception";
import { uploadLimits } from "./upload-limits.ts";
import { httpError, tooLargeError } from "./http-error.ts";
import { nodeText } from "../../text/index.ts";

/** Maximum number of form fields that are not files. */
const mostFields = 100;

/**
 * Converts a form of files into a ZIP archive, streaming. The archive keeps the files' names and does not compress;
 * memory holds a few chunks at a time.
 *
 * @param type - the header `Content-Type` of the form.
 * @throws HTTPException 415 when the body is not a form, 413 when it has too many parts; further parts are not read.
 */
export async function* formArchive(type: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  let failure: unknown;
  const fail = (error: unknown) => void (failure ??= error);
  const zip = new Zip((error, piece) => (error ? fail(error) : made.push(piece)));
  const form = openForm(type);
  const requireFreeName = freeNames();
  form.on("file", (_, file, name?: string) => {
    const entry = new ZipPassThrough(requireFreeName(nameIn(name ?? "")));
    zip.add(entry);
    file.on("data", (piece: Uint8Array) => entry.push(piece));
    file.on("end", () => entry.push(new Uint8Array(), true));
    file.on("error", fail);
  });
  for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const) form.on(limit, () => fail(tooMany()));
  form.on("error", () => fail(notPictures(type)));
  const taken = () => {
    if (failure !== undefined) throw failure;
    const pieces = made;
    made = [];
    return pieces;
  };
  try {
    for await (const part of body) {
      await written(form, part);
      yield* taken();
    }
    await new Promise<void>((done) => {
      form.once("finish", done);
      form.once("error", done);
      form.end();
    });
    taken().forEach((piece) => made.push(piece));
    zip.end();
    yield* taken();
  } finally {
    form.destroy();
  }
}

function openForm(type: string): BusboyInstance {
  const { files } = uploadLimits;
  try {
    return new Busboy({
      headers: { "content-type": type },
      preservePath: true,
      limits: { parts: files + mostFields, files, fields: mostFields, fieldSize: 1000, headerPairs: 20 },
    });
  } catch {
    throw notPictures(type); // no boundary
  }
}

/** Waits until a chunk of the body is parsed, or the form turns out to be invalid. */
function written(form: BusboyInstance, part: Uint8Array): Promise<void> {
  return new Promise((done) => {
    form.once("error", done);
    form.write(part, () => {
      form.off("error", done);
      done();
    });
  });
}

/** Creates a function that numbers files of the same name, in constant time per file. */
function freeNames(): (name: string) => string {
  const names = new Set<string>();
  const numbers = new Map<string, number>();
  return (name) => {
    let free = name;
    for (let number = numbers.get(name) ?? 1; names.has(free); free = name.replace(/(\.\w+)?$/, `-${number}$1`))
      numbers.set(name, ++number);
    names.add(free);
    return free;
  };
}

/** Sanitises a path for an archive: it cannot leave its folder, and its length is bounded. */
function nameIn(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => !/^(|\.|\.\.|[a-z]:|__proto__)$/i.test(part));
  const short = parts.slice(-20).map((part) => part.slice(-200));
  return short.join("/") || "picture";
}

function tooMany(): HTTPException {
  const { files } = uploadLimits;
  return tooLargeError("pictures", nodeText.formArchive.files({ files }));
}

/** Returns the error for a body that is neither an archive nor a form of files. */
export function notPictures(type: string): HTTPException {
  return httpError(415, { where: "", ...nodeText.formArchive.notPictures({ type: type.slice(0, 100) }) });
}

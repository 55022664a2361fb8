/**
 * Readers of files, each fed with arbitrary bytes. A reader may accept them, or refuse them by an `OmakaseError`; anything else
 * is a fault. `npm run fuzz` looks for such bytes, guided by the lines that they reach; `test/fuzz.test.ts` keeps those found.
 *
 * The compiled library is read, since the fuzzer counts lines of JavaScript.
 */
import { createHash } from "node:crypto";
import { readSafetensors } from "../../dist/checkpoint/read-safetensors.js";
import { decodeCheckpoint } from "../../dist/checkpoint/checkpoint-bytes.js";
import { readRecipe } from "../../dist/checkpoint/recipe.js";
import { readTagsCsv } from "../../dist/dataset/tags-csv.js";
import { readZipDirectory, readZipEntry } from "../../dist/dataset/zip-directory.js";
import { idxSource } from "../../dist/dataset/idx-source.js";
import { readOnnxFile, selectOnnxOutputs } from "../../dist/device/onnx/onnx-file.js";
import { OmakaseError } from "../../dist/error.js";
import { readPngText } from "../../dist/image/png-text.js";
import { readProgramLink } from "../../dist/lesson/program-link.js";
import { parseRatingsJson } from "../../dist/preference/ratings-json.js";
import { openPackedRun } from "../../dist/run/open-packed-run.js";
import { readImageHeader } from "../../dist/browser/read-image-header.js";

/** Name in errors. */
const where = "file";
/** Entries of an archive that are unpacked. */
const unpackedEntries = 20;

/** Place and length of the SHA-256 of a checksummed file: behind the length of the header and the beginning of its JSON. */
const [hashAt, hashDigits] = [8 + '{"__metadata__":{"sha256":"'.length, 64];

/** Readers by name: bytes → a value or an error. */
const readers = {
  safetensors: (bytes) => readSafetensors(bytes, where),
  checkpoint: (bytes) => decodeCheckpoint(sealed(bytes), where),
  model: (bytes) => openPackedRun(sealed(bytes), where),
  recipe: (bytes) => readRecipe(bytes, where),
  "png-text": readPngText,
  tags: (bytes) => readTagsCsv(bytes, where),
  ratings: (bytes) => parseRatingsJson(new TextDecoder().decode(bytes), where),
  zip: async (bytes) => {
    const files = filesOf(bytes);
    const entries = await readZipDirectory(files, where);
    for (const entry of entries.slice(0, unpackedEntries)) await ignoreRefusal(() => readZipEntry(files, where, entry));
  },
  idx: (bytes) =>
    idxSource("train-images-idx3-ubyte", { path: "train-images-idx3-ubyte", size: bytes.length }, filesOf(bytes)),
  onnx: (bytes) => {
    const file = readOnnxFile(bytes);
    if (file) selectOnnxOutputs(file, file.nodes.flatMap(({ outputs }) => outputs).slice(0, 3));
  },
  "image-header": (bytes) => {
    for (const format of ["PNG", "JPEG", "WebP", "GIF", "AVIF"]) readImageHeader(bytes, format);
  },
  link: (bytes) => readProgramLink(new TextDecoder().decode(bytes)),
};

export const targetNames = Object.keys(readers);

/**
 * Feeds one reader.
 *
 * @returns what it throws that is no `OmakaseError`; undefined if all is well.
 */
export async function feed(name, bytes) {
  try {
    await readers[name](Uint8Array.from(bytes));
  } catch (error) {
    if (!(error instanceof OmakaseError)) return error;
  }
}

/** Entry of the fuzzer; `OMAKASE_FUZZ` names the reader. */
export async function fuzz(data) {
  const fault = await feed(process.env.OMAKASE_FUZZ, data);
  if (fault) throw fault;
}

async function ignoreRefusal(read) {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof OmakaseError)) throw error;
  }
}

/** Puts in the right checksum, so that what lies behind it is reached. */
function sealed(bytes) {
  const end = hashAt + hashDigits;
  if (bytes.length < end) return bytes;
  bytes.set(new TextEncoder().encode(createHash("sha256").update(bytes.subarray(end)).digest("hex")), hashAt);
  return bytes;
}

/** Returns the file system that has these bytes under every path. */
function filesOf(bytes) {
  return {
    size: async () => bytes.length,
    read: async () => bytes,
    readRange: async (_, from, length) => bytes.slice(from, from + length),
    stat: async (path) => ({ path, size: bytes.length }),
    list: async () => [],
  };
}

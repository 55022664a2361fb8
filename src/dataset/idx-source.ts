import { gunzipSync } from "fflate";
import { OmakaseError, type Text } from "../error.ts";
import type { FileEntry, Files } from "../host.ts";
import { isGzip } from "../image/index.ts";
import { baseName } from "./base-name.ts";
import type { PictureSource } from "./picture-source.ts";
import { untranslatedText, type TagChoice, type TagColumn } from "./tag.ts";
import { datasetText } from "../text/index.ts";

/** Maximum unpacked bytes of an IDX file. */
const maxBytes = 2 ** 31;

/** Tells whether a path looks like IDX pictures, as MNIST and Fashion-MNIST are published. */
export function isIdxPath(path: string): boolean {
  return /images[.-]idx3-ubyte(\.gz)?$/i.test(path);
}

/**
 * Opens grey pictures in LeCun's IDX format (MNIST, Fashion-MNIST), gzipped or not. Reads labels, if present, from the
 * neighbouring file whose name has `labels` and `idx1` for `images` and `idx3`.
 *
 * @throws OmakaseError `source` when the file is damaged.
 */
export async function idxSource(path: string, entry: FileEntry, files: Files): Promise<PictureSource> {
  const { dimensions, values: pixels } = await readIdx(files, path, 3);
  const [count, height, width] = dimensions;
  const labels = await readLabels(files, path, count);
  const name = baseName(path).replace(/[.-]images[.-]idx3-ubyte(\.gz)?$/i, "");
  const folder = baseName(path.slice(0, -baseName(path).length));
  const stamp = `|${entry.bytes}|${entry.modified}`;
  return {
    name: folder ? `${folder}-${name}` : name,
    identity: () => path,
    entries: Array.from({ length: count }, (_, index) => ({
      name: `${index}`,
      key: `${index}${stamp}`,
    })),
    tags: labels ? [labelColumn(labels, /fashion/i.test(path))] : [],
    skipped: [],
    notices: [],
    channels: 1,
    concurrency: 1,
    isCurrent: (key) => key.endsWith(stamp),
    load(index) {
      const plane = width * height;
      return Promise.resolve({
        width,
        height,
        channels: 1,
        pixels: pixels.subarray(index * plane, (index + 1) * plane),
      });
    },
  };
}

/** Unpacks and parses an IDX file of unsigned bytes: magic 0, 0, 8, rank, then the sizes, then the values. */
async function readIdx(files: Files, path: string, rank: 1 | 3): Promise<{ dimensions: number[]; values: Uint8Array }> {
  const bytes = unpack(await files.read(path), path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 4 + 4 * rank;
  if (bytes.length < start || view.getUint32(0) !== 0x0800 + rank) {
    throw damaged(path, datasetText.idxSource.somethingElse);
  }
  const dimensions = Array.from({ length: rank }, (_, at) => view.getUint32(4 + 4 * at));
  const values = bytes.subarray(start);
  const size = dimensions.reduce((product, length) => product * length, 1);
  if (values.length !== size || size === 0) {
    throw damaged(
      path,
      datasetText.idxSource.wrongLength({ count: values.length, dimensions: dimensions.join(" × ") }),
    );
  }
  return { dimensions, values };
}

function unpack(bytes: Uint8Array, path: string): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  if (bytes.length < 18) throw damaged(path, datasetText.idxSource.fileCutOff);
  // The last four bytes claim the unpacked size; deflate cannot shrink more than 1032-fold.
  const claimed = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  if (claimed > maxBytes || claimed > bytes.length * 1032) {
    throw damaged(path, datasetText.idxSource.damagedGzip);
  }
  try {
    return gunzipSync(bytes, { out: new Uint8Array(claimed) });
  } catch (error) {
    throw damaged(path, datasetText.idxSource.damagedGzip, error);
  }
}

async function readLabels(files: Files, path: string, count: number): Promise<Uint8Array | undefined> {
  const beside = path.replace(/images([.-])idx3(-ubyte(\.gz)?)$/i, "labels$1idx1$2");
  if (beside === path || (await files.size(beside)) === undefined) return undefined;
  const { dimensions, values } = await readIdx(files, beside, 1);
  if (dimensions[0] !== count) {
    throw damaged(beside, datasetText.idxSource.countMismatch({ dimension: dimensions[0], count }));
  }
  return values;
}

/** Classes of Fashion-MNIST (Xiao et al. 2017, "Fashion-MNIST", table 2). */
const fashionChoices: readonly TagChoice[] = [
  { name: "t-shirt", label: datasetText.idxSource.tShirtTop },
  { name: "trouser", label: datasetText.idxSource.trouser },
  { name: "pullover", label: datasetText.idxSource.pullover },
  { name: "dress", label: datasetText.idxSource.dress },
  { name: "coat", label: datasetText.idxSource.coat },
  { name: "sandal", label: datasetText.idxSource.sandal },
  { name: "shirt", label: datasetText.idxSource.shirt },
  { name: "sneaker", label: datasetText.idxSource.sneaker },
  { name: "bag", label: datasetText.idxSource.bag },
  { name: "ankle-boot", label: datasetText.idxSource.ankleBoot },
];

function labelColumn(labels: Uint8Array, fashion: boolean): TagColumn {
  const highest = labels.reduce((most, label) => Math.max(most, label), 0);
  const named = fashion && highest < fashionChoices.length;
  return {
    tag: {
      name: "label",
      label: named ? datasetText.idxSource.clothing : datasetText.idxSource.label,
      kind: "category",
      choices: named
        ? fashionChoices
        : Array.from({ length: highest + 1 }, (_, label) => ({
            name: `${label}`,
            label: untranslatedText(`${label}`),
          })),
    },
    values: Float32Array.from(labels),
  };
}

function damaged(where: string, got: Text, cause?: unknown): OmakaseError {
  return new OmakaseError("source", { where, ...datasetText.idxSource.damaged({ got }) }, { cause });
}

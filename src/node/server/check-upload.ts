/**
 * Child process of `openUploadStore`: checks an uploaded archive, and may crash. Its arguments are the archive and the
 * limits; it prints `{ files, examples }` or `{ errorParts }`.
 */
import { isPicturePath, zipTree } from "../../dataset/index.ts";
import { OmakaseError, type Text } from "../../error.ts";
import { pictureFormat } from "../../image/index.ts";
import { nodeCodecs } from "../codecs.ts";
import { nodeFiles } from "../files.ts";
import { decodeStride, type UploadLimits } from "./upload-limits.ts";
import { nodeText, verbatim } from "../../text/index.ts";

/** Maximum number of decoded pixels, for archives of photographs. */
const maxDecodedPixels = 1e9;

/** Examples of an upload, and the side of each, px. */
const shownExamples = { count: 4, side: 64 };

/** Result of a check: the number of usable images, and a PNG of the first ones in a row, in base64. */
interface CheckedUpload {
  readonly files: number;
  readonly examples?: string;
}

async function checkUpload(path: string, limits: UploadLimits): Promise<CheckedUpload> {
  const sharp = (await import("sharp")).default;
  sharp.cache(false);
  const entry = await nodeFiles.stat(path);
  if (!entry) throw uploadError(nodeText.checkUpload.nothing);
  const tree = await zipTree(entry, nodeFiles);
  const unsafeEntry = tree.skipped[0];
  if (unsafeEntry) throw uploadError(nodeText.checkUpload.outside({ file: unsafeEntry.file }));
  const pictures = tree.files.filter((file) => isPicturePath(file.path));
  if (pictures.length === 0) throw uploadError(nodeText.checkUpload.noPictures);
  if (tree.files.length > limits.files)
    throw uploadError(nodeText.checkUpload.tooManyFiles({ count: tree.files.length, files: limits.files }));
  const bytes = tree.files.reduce((total, file) => total + file.bytes, 0);
  if (bytes > limits.unpackedBytes)
    throw uploadError(
      nodeText.checkUpload.tooLarge({ bytes: toMegabytes(bytes), unpackedBytes: toMegabytes(limits.unpackedBytes) }),
    );
  const every = decodeStride(pictures.length);
  let usable = 0;
  let pixels = 0;
  const examples: Uint8Array[] = [];
  let firstProblem: Text | undefined;
  for (const [at, file] of pictures.entries()) {
    const refuse = (what: Text) => uploadError(nodeText.checkUpload.unusable({ path: file.path, what }));
    try {
      const content = await tree.read(file);
      if (pictureFormat(content) === undefined) throw refuse(nodeText.checkUpload.picture);
      const { width, height } = await sharp(content, { limitInputPixels: false }).metadata();
      if (width * height > limits.pixels) {
        const most = Math.round(limits.pixels / 1e6);
        throw new TooLargeError(refuse(nodeText.checkUpload.tooManyPixels({ width, height, most })));
      }
      if (at % every === 0 && pixels < maxDecodedPixels) {
        await nodeCodecs.decode(content);
        pixels += width * height;
        if (examples.length < shownExamples.count) examples.push(content);
      }
      usable++;
    } catch (error) {
      if (error instanceof TooLargeError) throw error.error;
      firstProblem ??= error instanceof OmakaseError ? error.errorParts.got : verbatim(file.path);
    }
  }
  if (usable === 0 && firstProblem) throw uploadError(nodeText.checkUpload.allUnusable({ firstProblem }));
  return { files: usable, examples: await drawExamples(examples) };
}

/** Draws images side by side, each cropped to a square; undefined when one cannot be drawn. */
async function drawExamples(images: readonly Uint8Array[]): Promise<string | undefined> {
  const sharp = (await import("sharp")).default;
  const { side } = shownExamples;
  try {
    const background = "white";
    const tile = (image: Uint8Array) => sharp(image).autoOrient().resize(side, side).flatten({ background });
    const tiles = await Promise.all(images.map((image) => tile(image).png().toBuffer()));
    const sheet = sharp({ create: { width: side * tiles.length, height: side, channels: 3, background } });
    const placed = tiles.map((input, at) => ({ input, left: at * side, top: 0 }));
    return (await sheet.composite(placed).png().toBuffer()).toString("base64");
  } catch {
    return undefined; // examples are no reason to refuse an upload
  }
}

/** Error of an image that rejects the whole archive: decoded, it would fill the memory. */
class TooLargeError extends Error {
  readonly error: OmakaseError;
  constructor(refusal: OmakaseError) {
    super();
    this.error = refusal;
  }
}

function uploadError(got: Text): OmakaseError {
  return new OmakaseError("source", { where: "", ...nodeText.checkUpload.upload({ got }) });
}

function untranslatedMessage(error: unknown): Text {
  const text = error instanceof Error ? error.message : String(error);
  return verbatim(text);
}

function toMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}

const [path, limits] = process.argv.slice(2);
try {
  process.stdout.write(JSON.stringify(await checkUpload(path, JSON.parse(limits) as UploadLimits)));
} catch (error) {
  const errorParts =
    error instanceof OmakaseError ? error.errorParts : uploadError(untranslatedMessage(error)).errorParts;
  // visitors must not learn where the archive waits
  process.stdout.write(JSON.stringify({ errorParts: { ...errorParts, where: "" } }));
}

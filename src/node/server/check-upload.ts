/**
 * Child process of `openUploadStore`: checks an uploaded archive, and may crash. Its arguments are the archive and the
 * limits; it prints `{ files }` or `{ errorParts }`.
 */
import { isPicturePath, zipTree } from "../../dataset/index.ts";
import { OmakaseError, type Text } from "../../error.ts";
import { pictureFormat } from "../../image/index.ts";
import { nodeCodecs } from "../codecs.ts";
import { nodeFiles } from "../files.ts";
import { decodeStride, type UploadLimits } from "./upload-limits.ts";

/** Maximum number of decoded pixels, for archives of photographs. */
const maxDecodedPixels = 1e9;

async function checkUpload(path: string, limits: UploadLimits): Promise<number> {
  const sharp = (await import("sharp")).default;
  sharp.cache(false);
  const entry = await nodeFiles.stat(path);
  if (!entry) throw uploadError({ ja: "何もなし", en: "nothing" });
  const tree = await zipTree(entry, nodeFiles);
  const unsafeEntry = tree.skipped[0];
  if (unsafeEntry)
    throw uploadError({
      ja: `外を指す名前「${unsafeEntry.file}」`,
      en: `a name that points outside: "${unsafeEntry.file}"`,
    });
  const pictures = tree.files.filter((file) => isPicturePath(file.path));
  if (pictures.length === 0) throw uploadError({ ja: "画像のない ZIP", en: "an archive without pictures" });
  if (tree.files.length > limits.files)
    throw uploadError({
      ja: `${tree.files.length} 個のファイル（${limits.files} 個まで）`,
      en: `${tree.files.length} files (at most ${limits.files})`,
    });
  const bytes = tree.files.reduce((total, file) => total + file.bytes, 0);
  if (bytes > limits.unpackedBytes)
    throw uploadError({
      ja: `展開すると ${toMegabytes(bytes)} MB（${toMegabytes(limits.unpackedBytes)} MB まで）`,
      en: `${toMegabytes(bytes)} MB when unpacked (at most ${toMegabytes(limits.unpackedBytes)} MB)`,
    });
  const every = decodeStride(pictures.length);
  let usable = 0;
  let pixels = 0;
  let firstProblem: Text | undefined;
  for (const [at, file] of pictures.entries()) {
    const refuse = (what: Text) => uploadError({ ja: `${file.path}（${what.ja}）`, en: `${file.path} (${what.en})` });
    try {
      const content = await tree.read(file);
      if (pictureFormat(content) === undefined) throw refuse({ ja: "画像ではない", en: "no picture" });
      const { width, height } = await sharp(content, { limitInputPixels: false }).metadata();
      if (width * height > limits.pixels) {
        const most = Math.round(limits.pixels / 1e6);
        throw new TooLargeError(
          refuse({
            ja: `${width} × ${height} 画素、${most} メガ画素まで`,
            en: `${width} × ${height} pixels, at most ${most} million`,
          }),
        );
      }
      if (at % every === 0 && pixels < maxDecodedPixels) {
        await nodeCodecs.decode(content);
        pixels += width * height;
      }
      usable++;
    } catch (error) {
      if (error instanceof TooLargeError) throw error.error;
      firstProblem ??= error instanceof OmakaseError ? error.errorParts.got : { ja: file.path, en: file.path };
    }
  }
  if (usable === 0 && firstProblem)
    throw uploadError({
      ja: `使えない画像だけ（${firstProblem.ja}）`,
      en: `none that can be used (${firstProblem.en})`,
    });
  return usable;
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
  return new OmakaseError("source", {
    where: "pictures",
    expected: { ja: "画像の入った ZIP か画像ファイル", en: "an archive of pictures, or pictures" },
    got,
    remedy: {
      ja: "JPEG・PNG・WebP・GIF・AVIF・TIFF の画像を選んでください",
      en: "Choose JPEG, PNG, WebP, GIF, AVIF or TIFF pictures",
    },
  });
}

function untranslatedMessage(error: unknown): Text {
  const text = error instanceof Error ? error.message : String(error);
  return { ja: text, en: text };
}

function toMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}

const [path, limits] = process.argv.slice(2);
try {
  const files = await checkUpload(path, JSON.parse(limits) as UploadLimits);
  process.stdout.write(JSON.stringify({ files }));
} catch (error) {
  const errorParts =
    error instanceof OmakaseError ? error.errorParts : uploadError(untranslatedMessage(error)).errorParts;
  // visitors must not learn where the archive waits
  process.stdout.write(JSON.stringify({ errorParts: { ...errorParts, where: "pictures" } }));
}

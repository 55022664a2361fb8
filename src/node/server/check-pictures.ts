/**
 * A program of its own, run by `pictureDesk`: looks into an archive that was handed in, and may die of it. Its arguments
 * are the archive and the limits; it says `{ files }` or `{ complaint }`.
 */
import { isPicturePath, zipTree } from "../../dataset/index.ts";
import { OmakaseError, type Text } from "../../error.ts";
import { pictureFormat } from "../../image/index.ts";
import { nodeCodecs } from "../codecs.ts";
import { nodeFiles } from "../files.ts";
import type { PictureLimits } from "./picture-limits.ts";

/** So many are decoded in full, evenly from all over the archive; of the others the headers are read. */
const decoded = 200;
/** Whoever hands in photographs does not want to wait a minute: about ten seconds of decoding. */
const mostDecodedPixels = 1e9;

async function check(path: string, limits: PictureLimits): Promise<number> {
  const sharp = (await import("sharp")).default;
  sharp.cache(false);
  const entry = await nodeFiles.entry(path);
  if (!entry) throw refused({ ja: "何もなし", en: "nothing" });
  const tree = await zipTree(entry, nodeFiles);
  const outside = tree.skipped[0];
  if (outside)
    throw refused({ ja: `外を指す名前「${outside.file}」`, en: `a name that points outside: "${outside.file}"` });
  const pictures = tree.files.filter((file) => isPicturePath(file.path));
  if (pictures.length === 0) throw refused({ ja: "画像のない ZIP", en: "an archive without pictures" });
  if (tree.files.length > limits.files)
    throw refused({
      ja: `${tree.files.length} 個のファイル（${limits.files} 個まで）`,
      en: `${tree.files.length} files (at most ${limits.files})`,
    });
  const bytes = tree.files.reduce((total, file) => total + file.bytes, 0);
  if (bytes > limits.unpackedBytes)
    throw refused({
      ja: `展開すると ${inMegabytes(bytes)} MB（${inMegabytes(limits.unpackedBytes)} MB まで）`,
      en: `${inMegabytes(bytes)} MB when unpacked (at most ${inMegabytes(limits.unpackedBytes)} MB)`,
    });
  const every = Math.max(1, Math.floor(pictures.length / decoded));
  let usable = 0;
  let pixels = 0;
  let broken: Text | undefined;
  for (const [at, file] of pictures.entries()) {
    const refuse = (what: Text) => refused({ ja: `${file.path}（${what.ja}）`, en: `${file.path} (${what.en})` });
    try {
      const content = await tree.read(file);
      if (pictureFormat(content) === undefined) throw refuse({ ja: "画像ではない", en: "no picture" });
      const { width, height } = await sharp(content, { limitInputPixels: false }).metadata();
      if (width * height > limits.pixels) {
        const most = Math.round(limits.pixels / 1e6);
        throw new TooLarge(
          refuse({
            ja: `${width} × ${height} 画素、${most} メガ画素まで`,
            en: `${width} × ${height} pixels, at most ${most} million`,
          }),
        );
      }
      if (at % every === 0 && pixels < mostDecodedPixels) {
        await nodeCodecs.decode(content);
        pixels += width * height;
      }
      usable++;
    } catch (error) {
      if (error instanceof TooLarge) throw error.refusal;
      broken ??= error instanceof OmakaseError ? error.complaint.got : { ja: file.path, en: file.path };
    }
  }
  if (usable === 0 && broken)
    throw refused({ ja: `使えない画像だけ（${broken.ja}）`, en: `none that can be used (${broken.en})` });
  return usable;
}

/** A picture that decides about all of them: what it unpacks to would fill the memory. */
class TooLarge extends Error {
  readonly refusal: OmakaseError;
  constructor(refusal: OmakaseError) {
    super();
    this.refusal = refusal;
  }
}

function refused(got: Text): OmakaseError {
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

function bothWords(error: unknown): Text {
  const text = error instanceof Error ? error.message : String(error);
  return { ja: text, en: text };
}

function inMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}

const [path, limits] = process.argv.slice(2);
try {
  const files = await check(path, JSON.parse(limits) as PictureLimits);
  process.stdout.write(JSON.stringify({ files }));
} catch (error) {
  const complaint = error instanceof OmakaseError ? error.complaint : refused(bothWords(error)).complaint;
  // where the archive waits is nobody's business
  process.stdout.write(JSON.stringify({ complaint: { ...complaint, where: "pictures" } }));
}

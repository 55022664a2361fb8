import { basename, join } from "node:path";
import { builtinNames } from "../dataset/index.ts";
import { figurePng, reconstructionPairs } from "../figure/index.ts";
import { reconstruct, type Reconstruction } from "../generate/index.ts";
import type { Picture } from "../image/index.ts";
import { verb, whole, type Verb } from "./command.ts";
import { computing, type ComputingOptions } from "./computing.ts";
import { loadPictures } from "./load-pictures.ts";
import { openArtist } from "./open-artist.ts";
import { readPicture } from "./read-picture.ts";
import type { Session } from "./session.ts";
import { watched } from "./watched.ts";
import { writeResults } from "./write-results.ts";

interface ReconstructOptions extends ComputingOptions {
  readonly count?: number;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** How many pictures of a built-in set, which has no end. */
const usualCount = 64;
/** How many pairs fit into a figure. */
const shownPairs = 32;

/** `omakase reconstruct <run> <pictures…>`: how much of a picture passes through the narrow place. */
export const reconstructVerb: Verb = (program, say, language) => {
  const about = {
    ja: "絵をエンコーダーに通して描きなおし、どれだけ似ているかを調べる（ae と vae）",
    en: "put pictures through the encoder, draw them again, and say how alike they are (ae and vae)",
  };
  const examples = [
    "omakase reconstruct runs/vae-sushi photo.jpg",
    "omakase reconstruct runs/vae-sushi ./my-pictures --out result",
    "omakase reconstruct runs/ae-sushi sushi --count 16",
  ];
  const option = (ja: string, en: string) => say({ ja, en });
  computing(
    verb(program, { name: "reconstruct", about, examples, language }, compare)
      .argument("<run>", option("学習した実行フォルダ", "the folder of a run"))
      .argument(
        "<pictures...>",
        option(
          "画像ファイル、フォルダ、zip、または sushi など",
          "picture files, folders, archives, or a set such as sushi",
        ),
      )
      .option(
        "--count <n>",
        option(`フォルダなどから使う枚数（省くと全部。sushi などは ${usualCount}）`, "how many of each folder or set"),
        whole(1),
      )
      .option(
        "--out <folder>",
        option("書きこむフォルダ（省くと実行フォルダの pictures/ の下）", "default: pictures/reconstructed of the run"),
      )
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace files of the same names")),
    say,
  );
};

async function compare(
  session: Session,
  path: string,
  sources: readonly string[],
  { count, out, overwrite, device, threads, half }: ReconstructOptions,
): Promise<void> {
  const { host, language } = session;
  const { run, artist } = await openArtist(session, path, { verb: "reconstruct", device, threads, half });
  const named = (await Promise.all(sources.map((source) => gather(session, source, run.config, count)))).flat();
  const results = await reconstruct(
    artist,
    named.map(({ picture }) => picture),
    watched(session),
  );
  artist.dispose();

  const mean = results.reduce((total, { psnr }) => total + psnr, 0) / results.length;
  const shown = results.slice(0, shownPairs);
  const figure = reconstructionPairs(shown, { language, note: session.say(summary(results, mean)) });
  const picture = await figurePng(figure, host.asset);
  const folder = out ?? join(run.path, "pictures", "reconstructed");
  const written = await writeResults(
    session,
    (ending) => [
      { path: join(folder, `pairs${ending}.png`), bytes: picture },
      { path: join(folder, `pairs${ending}.svg`), bytes: new TextEncoder().encode(figure.svg) },
    ],
    { chosen: out !== undefined, overwrite },
  );

  for (const [at, { psnr }] of results.entries()) session.emit({ type: "picture", file: named[at].name, psnr });
  session.emit({ type: "figure", file: written[0].path, count: results.length, meanPsnr: mean });
  const width = named.reduce((most, { name }) => Math.min(60, Math.max(most, name.length)), 0);
  for (const [at, { psnr }] of results.entries())
    session.print(`${named[at].name.padEnd(width)}  ${psnr.toFixed(1).padStart(5)} dB`);
  session.print(summary(results, mean));
  session.print({
    ja: `  PSNR は大きいほど似ています（20 は大まか、30 でかなり近い）。\n  見くらべる: ${written[0].path}`,
    en: `  PSNR: larger is more alike (20 is rough, 30 is close).\n  To compare: ${written[0].path}`,
  });
}

interface NamedPicture {
  readonly name: string;
  readonly picture: Picture;
}

/** A file is one picture; anything else is a data set. */
async function gather(
  session: Session,
  source: string,
  { size, channels }: { readonly size: number; readonly channels: 1 | 3 },
  count: number | undefined,
): Promise<NamedPicture[]> {
  const builtin = (builtinNames as readonly string[]).includes(source);
  const isPicture = !builtin && (await session.host.files.entry(source))?.kind === "file" && !isSet(source);
  if (isPicture) return [{ name: basename(source), picture: await readPicture(session, source) }];
  const dataset = await loadPictures(session, source, {
    size,
    channels,
    count: count ?? (builtin ? usualCount : undefined),
  });
  return Promise.all(
    Array.from({ length: dataset.count }, async (_, index) => ({
      name: dataset.nameOf(index),
      picture: await dataset.picture(index),
    })),
  );
}

/** Files that hold many pictures: archives, and IDX as in MNIST. */
function isSet(path: string): boolean {
  return /\.zip$|idx\d|ubyte/i.test(basename(path));
}

function summary(results: readonly Reconstruction[], mean: number) {
  const count = results.length;
  return {
    ja: `${count} 枚、PSNR の平均 ${mean.toFixed(1)} dB`,
    en: `${count === 1 ? "1 picture" : `${count} pictures`}, mean PSNR ${mean.toFixed(1)} dB`,
  };
}

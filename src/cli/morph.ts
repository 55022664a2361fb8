import { extname, join } from "node:path";
import { OmakaseError } from "../error.ts";
import { figurePng, strip } from "../figure/index.ts";
import type { Painter } from "../generate/index.ts";
import { resize, type Picture } from "../image/index.ts";
import { morph, type MorphPath } from "../morph/index.ts";
import { between, oneOf, verb, whole, type Verb } from "./command.ts";
import { computing, type ComputingOptions } from "./computing.ts";
import { readStop, type MorphStop } from "./morph-stop.ts";
import { openArtist } from "./open-artist.ts";
import type { Session } from "./session.ts";
import { watched } from "./watched.ts";
import { writeResults } from "./write-results.ts";

interface MorphOptions extends ComputingOptions {
  readonly from: string;
  readonly to: string;
  readonly via?: readonly string[];
  readonly frames?: number;
  readonly path?: MorphPath;
  readonly loop?: boolean;
  readonly rate?: number;
  readonly out?: string;
  readonly overwrite?: boolean;
}

const usualFrames = 60;
const usualRate = 20;
/** Columns of a strip. */
const stripColumns = 9;
/** Moving pictures are enlarged to at least this width, px. */
const comfortableWidth = 256;
const formats = [".gif", ".webp", ".png"] as const;
type Format = (typeof formats)[number];

/** `omakase morph <run> --from a --to b`: one picture turns into another. */
export const morphVerb: Verb = (program, say, language) => {
  const about = {
    ja: "ある絵から別の絵へ、少しずつ変わっていくようすを描く",
    en: "draw how one picture turns into another",
  };
  const examples = [
    "omakase morph runs/gan-sushi --from 1 --to 2",
    "omakase morph runs/gan-sushi --from 1 --via 5 --via 9 --to 2 --loop --out morph.webp",
    "omakase morph runs/vae-sushi --from maguro.png --to ebi.png --out strip.png",
  ];
  const option = (ja: string, en: string) => say({ ja, en });
  const stop = option(
    "シード（7）、シードの何枚目か（7:12）、または画像",
    "a seed (7), a picture of a seed (7:12), or a picture file",
  );
  computing(
    verb(program, { name: "morph", about, examples, language }, walk)
      .argument("<run>", option("学習した実行フォルダ", "the folder of a run"))
      .requiredOption("--from <stop>", option(`はじまり: ${stop}`, `where it begins: ${stop}`))
      .requiredOption("--to <stop>", option("おわり", "where it ends"))
      .option("--via <stops...>", option("途中で通るところ（いくつでも）", "what it passes; any number of them"))
      .option(
        "--frames <n>",
        option(`コマ数（省くと ${usualFrames}）`, `how many pictures; default ${usualFrames}`),
        whole(2, 2000),
      )
      .option(
        "--path <path>",
        option(
          "通り道 line か sphere（省くと、シードどうしは sphere、ae と画像は line）",
          "line or sphere; default: sphere between seeds, line for an ae and for pictures",
        ),
        oneOf("line", "sphere"),
      )
      .option("--loop", option("行って帰ってくる", "there and back again"))
      .option(
        "--rate <n>",
        option(`1 秒のコマ数（省くと ${usualRate}）`, `pictures a second; default ${usualRate}`),
        between(1, 50),
      )
      .option(
        "--out <file>",
        option(
          ".gif か .webp は動画、.png は並べた図（省くと実行フォルダの pictures/ の下の .gif）",
          ".gif or .webp moves, .png is a strip; default: a .gif in pictures/ of the run",
        ),
      )
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace a file of the same name")),
    say,
  );
};

async function walk(session: Session, path: string, options: MorphOptions): Promise<void> {
  const { from, via = [], to, out, overwrite, device, threads, half } = options;
  const format = formatOf(out);
  if (format !== ".png" && options.frames !== undefined && options.frames < via.length + 2)
    throw tooFew(options.frames, via.length + 2);
  const { run, artist } = await openArtist(session, path, { verb: "morph", device, threads, half });
  const stops: MorphStop[] = [];
  for (const text of [from, ...via, to]) stops.push(await readStop(session, artist, text, run));
  const seeds = stops.every((stop) => stop.origin === "seed");
  const route = options.path ?? (seeds && artist.trained.model.kind !== "autoencoder" ? "sphere" : "line");
  const { bytes, frames } =
    format === ".png"
      ? await drawStrip(session, artist, stops, { ...options, path: route })
      : await drawFilm(session, artist, stops, { ...options, path: route }, format);
  artist.dispose();

  const name = `morph-${stops.map((stop) => stop.name).join("-")}`;
  const [{ path: file }] = await writeResults(
    session,
    (ending) => [{ path: out ?? join(run.path, "pictures", `${name}${ending}${format}`), bytes }],
    { chosen: out !== undefined, overwrite },
  );
  session.emit({ type: "morph", file, frames, path: route, stops: stops.map((stop) => stop.text) });
  session.print({ ja: `${frames} コマで描きました: ${file}`, en: `Drew ${frames} pictures: ${file}` });
}

type Route = Pick<MorphOptions, "frames" | "loop" | "rate"> & { readonly path: MorphPath };

async function drawFilm(
  session: Session,
  artist: Painter,
  stops: readonly MorphStop[],
  { frames = usualFrames, loop, rate = usualRate, path }: Route,
  format: ".gif" | ".webp",
): Promise<{ bytes: Uint8Array; frames: number }> {
  const [latents, details] = [stops.map((stop) => stop.latent), stops.map((stop) => stop.detail)];
  const pictures = (await morph(artist, latents, { frames, path, loop, details, ...watched(session) })).map(enlarged);
  const options = { format: format === ".gif" ? "gif" : "webp", rate } as const;
  return { bytes: await session.host.codecs.encodeAnimation(pictures, options), frames: pictures.length };
}

/** A row for every leg of the way. */
async function drawStrip(
  session: Session,
  artist: Painter,
  stops: readonly MorphStop[],
  { frames = stripColumns, path }: Route,
): Promise<{ bytes: Uint8Array; frames: number }> {
  const walks = [];
  for (const [at, start] of stops.slice(0, -1).entries()) {
    const end = stops[at + 1];
    const options = { frames, path, details: [start.detail, end.detail], ...watched(session) };
    walks.push({
      frames: await morph(artist, [start.latent, end.latent], options),
      from: start.text,
      to: end.text,
    });
  }
  const columns = Math.min(frames, 12);
  const figure = strip(walks, { language: session.language, columns });
  return { bytes: await figurePng(figure, session.host.asset), frames: columns * walks.length };
}

/** Smoothly: squares would distract from what moves. */
function enlarged(picture: Picture): Picture {
  const scale = Math.max(1, Math.ceil(comfortableWidth / picture.width));
  return resize(picture, picture.width * scale, picture.height * scale);
}

function formatOf(out: string | undefined): Format {
  if (out === undefined) return ".gif";
  const found = formats.find((format) => format === extname(out).toLowerCase());
  if (found) return found;
  throw new OmakaseError("option", {
    where: "--out",
    expected: { ja: `${formats.join("、")} のどれかで終わる名前`, en: `a name that ends in ${formats.join(", ")}` },
    got: { ja: `「${out}」`, en: `"${out}"` },
    remedy: { ja: "たとえば morph.gif としてください", en: "Call it morph.gif, for example" },
  });
}

function tooFew(frames: number, stops: number): OmakaseError {
  return new OmakaseError("option", {
    where: "--frames",
    expected: { ja: `${stops} コマ以上（通るところの数）`, en: `${stops} or more, one for every stop` },
    got: { ja: `${frames} コマ`, en: String(frames) },
    remedy: { ja: "コマ数を増やすか、--via を減らしてください", en: "Give more frames, or fewer --via" },
  });
}

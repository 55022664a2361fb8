import { extname, join } from "node:path";
import { OmakaseError } from "../../error.ts";
import { figurePng, morphStrips } from "../../figure/index.ts";
import type { Sampler } from "../../sample/index.ts";
import { resize, type Picture } from "../../image/index.ts";
import { morph, type InterpolationPath } from "../../latent/index.ts";
import { numberBetween, oneOf, defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { addDeviceOptions, type DeviceCommandOptions } from "../option/device-options.ts";
import { readMorphWaypoint, type MorphWaypoint } from "../input/morph-waypoint.ts";
import { openSampler } from "../input/open-model.ts";
import { modelText } from "../option/model-text.ts";
import type { Session } from "../session.ts";
import { renderProgress } from "../output/render-progress.ts";
import { writeResults } from "../output/write-results.ts";

interface MorphCommandOptions extends DeviceCommandOptions {
  readonly from: string;
  readonly to: string;
  readonly via?: readonly string[];
  readonly frames?: number;
  readonly path?: InterpolationPath;
  readonly loop?: boolean;
  readonly fps?: number;
  readonly out?: string;
  readonly overwrite?: boolean;
}

const defaultFrames = 60;
const defaultFps = 20;
/** Number of columns of a strip. */
const stripColumns = 9;
/** Minimum width of an animation, px. */
const minFilmWidth = 256;
const morphFormats = [".gif", ".webp", ".png"] as const;
type MorphFormat = (typeof morphFormats)[number];

/** `omakase morph <run> --from a --to b`: one picture turns into another. */
export const addMorphCommand: AddCommand = (program, t, language) => {
  const about = {
    ja: "ある絵から別の絵へ、少しずつ変わっていくようすを描く",
    en: "draw how one picture turns into another",
  };
  const examples = [
    "omakase morph characters --from 1 --to 2",
    "omakase morph runs/gan-sushi --from 1 --via 5 --via 9 --to 2 --loop --out morph.webp",
    "omakase morph runs/vae-sushi --from maguro.png --to ebi.png --out strip.png",
  ];
  const option = (ja: string, en: string) => t({ ja, en });
  const stop = option(
    "シード（7）、シードの何枚目か（7:12）、または画像",
    "a seed (7), a picture of a seed (7:12), or a picture file",
  );
  addDeviceOptions(
    defineCommand(program, { name: "morph", about, examples, language }, runMorph)
      .argument("<model>", t(modelText))
      .requiredOption("--from <stop>", option(`はじまり: ${stop}`, `where it begins: ${stop}`))
      .requiredOption("--to <stop>", option("おわり", "where it ends"))
      .option("--via <stops...>", option("途中で通るところ（いくつでも）", "what it passes; any number of them"))
      .option(
        "--frames <n>",
        option(`コマ数（省くと ${defaultFrames}）`, `how many pictures; default ${defaultFrames}`),
        wholeNumber(2, 2000),
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
        "--fps <n>",
        option(`1 秒のコマ数（省くと ${defaultFps}）`, `pictures a second; default ${defaultFps}`),
        numberBetween(1, 50),
      )
      .option(
        "--out <file>",
        option(
          ".gif か .webp は動画、.png は並べた図（省くと実行フォルダの pictures/ の下の .gif）",
          ".gif or .webp moves, .png is a strip; default: a .gif in pictures/ of the run",
        ),
      )
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace a file of the same name")),
    t,
  );
};

async function runMorph(session: Session, path: string, options: MorphCommandOptions): Promise<void> {
  const { from, via = [], to, out, overwrite, device, threads, half } = options;
  const format = formatOfPath(out);
  if (format !== ".png" && options.frames !== undefined && options.frames < via.length + 2)
    throw tooFewFramesError(options.frames, via.length + 2);
  const { run, sampler } = await openSampler(session, path, { commandName: "morph", device, threads, half });
  const waypoints: MorphWaypoint[] = [];
  for (const text of [from, ...via, to]) waypoints.push(await readMorphWaypoint(session, sampler, text, run));
  const seeds = waypoints.every((stop) => stop.origin === "seed");
  const route = options.path ?? (seeds && sampler.trained.model.kind !== "autoencoder" ? "sphere" : "line");
  const { bytes, frames } =
    format === ".png"
      ? await renderStrip(session, sampler, waypoints, { ...options, path: route })
      : await renderAnimation(session, sampler, waypoints, { ...options, path: route }, format);
  sampler.dispose();

  const name = `morph-${waypoints.map((stop) => stop.name).join("-")}`;
  const [{ path: file }] = await writeResults(
    session,
    (ending) => [{ path: out ?? join(run.path, "pictures", `${name}${ending}${format}`), bytes }],
    { isExplicit: out !== undefined, overwrite },
  );
  session.emit({ type: "morph", file, frames, path: route, stops: waypoints.map((stop) => stop.label) });
  session.print({ ja: `${frames} コマで描きました: ${file}`, en: `Drew ${frames} pictures: ${file}` });
}

type MorphRenderOptions = Pick<MorphCommandOptions, "frames" | "loop" | "fps"> & { readonly path: InterpolationPath };

async function renderAnimation(
  session: Session,
  sampler: Sampler,
  waypoints: readonly MorphWaypoint[],
  { frames = defaultFrames, loop, fps = defaultFps, path }: MorphRenderOptions,
  format: ".gif" | ".webp",
): Promise<{ bytes: Uint8Array; frames: number }> {
  const stops = waypoints.map(({ point }) => point);
  const pictures = (await morph(sampler, stops, { frames, path, loop, ...renderProgress(session) })).map(enlargeSmooth);
  const options = { format: format === ".gif" ? "gif" : "webp", framesPerSecond: fps } as const;
  return { bytes: await session.host.codecs.encodeAnimation(pictures, options), frames: pictures.length };
}

/** Draws a strip with a row for each segment between two waypoints. */
async function renderStrip(
  session: Session,
  sampler: Sampler,
  waypoints: readonly MorphWaypoint[],
  { frames = stripColumns, path }: MorphRenderOptions,
): Promise<{ bytes: Uint8Array; frames: number }> {
  const strips = [];
  for (const [at, start] of waypoints.slice(0, -1).entries()) {
    const end = waypoints[at + 1];
    strips.push({
      frames: await morph(sampler, [start.point, end.point], { frames, path, ...renderProgress(session) }),
      from: start.label,
      to: end.label,
    });
  }
  const columns = Math.min(frames, 12);
  const figure = morphStrips(strips, { language: session.language, columns });
  return { bytes: await figurePng(figure, session.host.asset), frames: columns * strips.length };
}

/** Enlarges frames by smooth interpolation, without visible pixels. */
function enlargeSmooth(picture: Picture): Picture {
  const scale = Math.max(1, Math.ceil(minFilmWidth / picture.width));
  return resize(picture, picture.width * scale, picture.height * scale);
}

function formatOfPath(out: string | undefined): MorphFormat {
  if (out === undefined) return ".gif";
  const found = morphFormats.find((format) => format === extname(out).toLowerCase());
  if (found) return found;
  throw new OmakaseError("option", {
    where: "--out",
    expected: {
      ja: `${morphFormats.join("、")} のどれかで終わる名前`,
      en: `a name that ends in ${morphFormats.join(", ")}`,
    },
    got: { ja: `「${out}」`, en: `"${out}"` },
    remedy: { ja: "たとえば morph.gif としてください", en: "Call it morph.gif, for example" },
  });
}

function tooFewFramesError(frames: number, stops: number): OmakaseError {
  return new OmakaseError("option", {
    where: "--frames",
    expected: { ja: `${stops} コマ以上（通るところの数）`, en: `${stops} or more, one for every stop` },
    got: { ja: `${frames} コマ`, en: String(frames) },
    remedy: { ja: "コマ数を増やすか、--via を減らしてください", en: "Give more frames, or fewer --via" },
  });
}

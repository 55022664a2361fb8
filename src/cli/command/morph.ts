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
import { modelArgumentText } from "../option/model-argument-text.ts";
import type { Session } from "../session.ts";
import { renderProgress } from "../output/render-progress.ts";
import { writeResults } from "../output/write-results.ts";
import { cliText, listText } from "../../text/index.ts";

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
  const about = cliText.morph.about;
  const examples = [
    "omakase morph characters --from 1 --to 2",
    "omakase morph runs/gan-sushi --from 1 --via 5 --via 9 --to 2 --loop --out morph.webp",
    "omakase morph runs/vae-sushi --from maguro.png --to ebi.png --out strip.png",
  ];
  const stop = t(cliText.morph.stop);
  addDeviceOptions(
    defineCommand(program, { name: "morph", about, examples, language }, runMorph)
      .argument("<model>", t(modelArgumentText))
      .requiredOption("--from <stop>", t(cliText.morph.from({ stop })))
      .requiredOption("--to <stop>", t(cliText.morph.to))
      .option("--via <stops...>", t(cliText.morph.via))
      .option("--frames <n>", t(cliText.morph.frames({ defaultFrames })), wholeNumber(2, 2000))
      .option("--path <path>", t(cliText.morph.path), oneOf("line", "sphere"))
      .option("--loop", t(cliText.morph.loop))
      .option("--fps <n>", t(cliText.morph.fps({ defaultFps })), numberBetween(1, 50))
      .option("--out <file>", t(cliText.morph.out))
      .option("--overwrite", t(cliText.morph.overwrite)),
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
  session.print(cliText.morph.done({ frames, file }));
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
    ...cliText.morph.formatOfPath({ morphFormats: listText(morphFormats), out }),
  });
}

function tooFewFramesError(frames: number, stops: number): OmakaseError {
  return new OmakaseError("option", { where: "--frames", ...cliText.morph.tooFewFrames({ stops, frames }) });
}

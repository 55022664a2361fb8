import { join } from "node:path";
import { figurePng, latentSumFigure } from "../../figure/index.ts";
import { render, type LatentPoint, type Sampler } from "../../sample/index.ts";
import { latentSum, meanLatent, parseTerms, type ParsedTerm } from "../../latent/index.ts";
import type { OpenedRun } from "../../run/index.ts";
import { defineCommand, type AddCommand } from "./define-command.ts";
import { addDeviceOptions, type DeviceCommandOptions } from "../option/device-options.ts";
import { loadPictures } from "../input/load-pictures.ts";
import { readMorphWaypoint } from "../input/morph-waypoint.ts";
import { openSampler } from "../input/open-model.ts";
import { encodeGroup } from "../input/encode-picture.ts";
import { modelArgumentText } from "../option/model-argument-text.ts";
import type { Session } from "../session.ts";
import { splitByTag } from "../input/split-by-tag.ts";
import { writeResults } from "../output/write-results.ts";
import { cliText } from "../../text/index.ts";

interface ArithmeticOptions extends DeviceCommandOptions {
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** Maximum number of images that a mean is computed from. */
const maxGroupSize = 200;

/** `omakase arithmetic <run> "a - b + c"`: sums of pictures in latent space. */
export const addArithmeticCommand: AddCommand = (program, t, language) => {
  const about = cliText.arithmetic.about;
  const examples = [
    'omakase arithmetic runs/gan-sushi "3 - 5 + 8:2"',
    'omakase arithmetic runs/vae-sushi "maguro.png - topping=maguro + topping=tamago"',
  ];
  addDeviceOptions(
    defineCommand(program, { name: "arithmetic", about, examples, language }, runArithmetic)
      .argument("<model>", t(modelArgumentText))
      .argument("<sum>", t(cliText.arithmetic.sum))
      .option("--out <file>", t(cliText.arithmetic.out))
      .option("--overwrite", t(cliText.arithmetic.overwrite)),
    t,
  );
};

async function runArithmetic(
  session: Session,
  path: string,
  expression: string,
  { out, overwrite, ...deviceOptions }: ArithmeticOptions,
): Promise<void> {
  const { host, language } = session;
  const terms = parseTerms(expression);
  const { run, sampler } = await openSampler(session, path, { commandName: "arithmetic", ...deviceOptions });
  const points: LatentPoint[] = [];
  for (const term of terms) points.push(await pointOf(session, run, sampler, term));
  const sum = latentSum(
    sampler,
    terms.map(({ sign }, at) => ({ sign, point: points[at] })),
    { keepNorm: !sampler.canEncode },
  );
  const pictures = await render(sampler, [...points, sum]);
  sampler.dispose();
  const sumImages = terms.map(({ sign, text }, at) => ({ sign, label: text, picture: pictures[at] }));
  const figure = latentSumFigure(sumImages, pictures.at(-1)!, { language });
  const bytes = await figurePng(figure, host.asset);
  const name = `sum-${terms.map(({ text }) => text.replace(/[^\p{L}\p{N}.=_-]/gu, "_")).join("-")}`.slice(0, 80);
  const [{ path: file }] = await writeResults(
    session,
    (ending) => [{ path: out ?? join(run.path, "pictures", `${name}${ending}.png`), bytes }],
    { isExplicit: out !== undefined, overwrite },
  );
  session.emit({ type: "arithmetic", terms, latent: sum.latent, file });
  session.print(cliText.arithmetic.done({ file }));
}

async function pointOf(session: Session, run: OpenedRun, sampler: Sampler, { text }: ParsedTerm): Promise<LatentPoint> {
  const group = /^([^=\s]+)=([^=]+)$/.exec(text);
  if (!group || (await session.host.files.stat(text)) !== undefined)
    return (await readMorphWaypoint(session, sampler, text, run)).point;
  const { source, size, channels, count } = run.config;
  const dataset = await loadPictures(session, source, { size, channels, count });
  const members = splitByTag(dataset, group[1], [group[2].trim()], text).present.slice(0, maxGroupSize);
  return meanLatent(await encodeGroup(session, run, sampler, dataset, members), sampler.latent);
}

import { join } from "node:path";
import { OmakaseError } from "../../error.ts";
import { figurePng, sampleGrid } from "../../figure/index.ts";
import {
  findAttribute,
  sweepAttribute,
  type AttributeFill,
  type SweepAttributeOptions,
  type SweepImage,
  type AttributeRequest,
} from "../../sample/index.ts";
import type { OpenedSampler } from "../input/open-model.ts";
import { requireAttributes } from "../input/require-attributes.ts";
import type { Session } from "../session.ts";
import { renderProgress } from "../output/render-progress.ts";
import { withinFolder, recipePng, writeResults, type OutputFile } from "../output/write-results.ts";
import { cliText } from "../../text/index.ts";

/** Options of {@link generateSweep}. */
interface GenerateSweepOptions {
  readonly seed: number;
  readonly count?: number;
  readonly truncation?: number;
  readonly set?: AttributeRequest;
  readonly fill?: AttributeFill;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** Maximum number of rows of a sweep. */
const maxSweepRows = 50;

/** `omakase generate <run> --sweep …`: a row for each picture of a seed, in which one attribute changes. */
export async function generateSweep(
  session: Session,
  { run, sampler }: OpenedSampler,
  text: string,
  { seed, count = 1, truncation, set, fill, out, overwrite }: GenerateSweepOptions,
): Promise<void> {
  const [wanted, ...rest] = text.split("=");
  const attribute = findAttribute(requireAttributes(sampler), wanted);
  const steps = parseSweepSteps(text, rest, attribute.kind === "number");
  const rows: SweepImage[][] = [];
  for (let first = 0; first < Math.min(count, maxSweepRows); first++)
    rows.push(
      await sweepAttribute(sampler, attribute.name, {
        seed,
        first,
        truncation,
        attributes: set,
        fill,
        steps,
        ...renderProgress(session),
      }),
    );
  sampler.dispose();

  const name = `sweep-${attribute.name}-seed-${seed}`;
  const files: OutputFile[] = [];
  for (const [row, sweepRow] of rows.entries())
    for (const [at, step] of sweepRow.entries())
      files.push({ path: `${name}-${row}-${String(at).padStart(2, "0")}.png`, bytes: await recipePng(session, step) });
  const shown = rows.flat();
  const figure = sampleGrid(
    shown.map(({ picture }) => picture),
    {
      language: session.language,
      columns: rows[0].length,
      labels: shown.map(({ label }) => session.t(label)),
      title: attribute.label,
      caption: cliText.generateSweep.caption,
    },
  );
  files.push({ path: `${name}.png`, bytes: await figurePng(figure, session.host.asset) });
  const folder = join(run.path, "pictures", name);
  const written = await writeResults(session, (ending) => withinFolder(files, out ?? folder + ending), {
    isExplicit: out !== undefined,
    overwrite,
  });
  const sheet = written[written.length - 1].path;
  session.emit({ type: "sweep", file: sheet, attribute: attribute.name, seed, pictures: shown.length });
  session.print(cliText.generateSweep.done({ count: shown.length, label: attribute.label, seed, sheet }));
}

/** Parses `-60:60:9`. */
function parseSweepSteps(text: string, rest: readonly string[], isNumber: boolean): SweepAttributeOptions["steps"] {
  if (rest.length === 0) return undefined;
  const numbers = rest.join("=").split(":").map(Number);
  const [from, to, count = 9] = numbers;
  const isValid = numbers.length >= 2 && numbers.length <= 3 && numbers.every(Number.isFinite);
  if (isNumber && isValid && Number.isInteger(count) && count >= 2 && count <= 100) return { from, to, count };
  throw new OmakaseError("option", { where: "--sweep", ...cliText.generateSweep.syntax({ isNumber, text }) });
}

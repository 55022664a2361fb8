import { join } from "node:path";
import { OmakaseError } from "../error.ts";
import { figurePng, sampleGrid } from "../figure/index.ts";
import {
  findAttribute,
  sweep,
  type OtherWishes,
  type SweepOptions,
  type SweepStep,
  type Wishes,
} from "../generate/index.ts";
import type { Artist } from "./open-artist.ts";
import { requireAttributes } from "./require-attributes.ts";
import type { Session } from "./session.ts";
import { watched } from "./watched.ts";
import { inFolder, pngOf, writeResults, type Result } from "./write-results.ts";

/** What the command line says about a sweep. */
interface SweepWords {
  readonly seed: number;
  readonly count?: number;
  readonly truncation?: number;
  readonly set?: Wishes;
  readonly others?: OtherWishes;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** Rows of a sweep that can still be looked at. */
const mostRows = 50;

/** `omakase generate <run> --sweep …`: a row for each picture of a seed, in which one attribute changes. */
export async function drawSweep(
  session: Session,
  { run, artist }: Artist,
  text: string,
  { seed, count = 1, truncation, set, others, out, overwrite }: SweepWords,
): Promise<void> {
  const [wanted, ...rest] = text.split("=");
  const attribute = findAttribute(requireAttributes(artist), wanted);
  const steps = stepsOf(text, rest, attribute.kind === "number");
  const rows: SweepStep[][] = [];
  for (let first = 0; first < Math.min(count, mostRows); first++)
    rows.push(
      await sweep(artist, attribute.name, {
        seed,
        first,
        truncation,
        attributes: set,
        others,
        steps,
        ...watched(session),
      }),
    );
  artist.dispose();

  const name = `sweep-${attribute.name}-seed-${seed}`;
  const files: Result[] = [];
  for (const [row, sweepRow] of rows.entries())
    for (const [at, step] of sweepRow.entries())
      files.push({ path: `${name}-${row}-${String(at).padStart(2, "0")}.png`, bytes: await pngOf(session, step) });
  const shown = rows.flat();
  const figure = sampleGrid(
    shown.map(({ picture }) => picture),
    {
      language: session.language,
      columns: rows[0].length,
      labels: shown.map(({ label }) => session.say(label)),
      title: attribute.label,
      caption: {
        ja: "どの段も同じ絵です。左から右へ、ひとつのことだけを変えました。",
        en: "Each row is one and the same picture. From left to right, one thing alone was changed.",
      },
    },
  );
  files.push({ path: `${name}.png`, bytes: await figurePng(figure, session.host.asset) });
  const folder = join(run.path, "pictures", name);
  const written = await writeResults(session, (ending) => inFolder(files, out ?? folder + ending), {
    chosen: out !== undefined,
    overwrite,
  });
  const sheet = written[written.length - 1].path;
  session.emit({ type: "sweep", file: sheet, attribute: attribute.name, seed, pictures: shown.length });
  session.print({
    ja: `「${attribute.label.ja}」を変えて ${shown.length} 枚描きました（シード ${seed}）: ${sheet}`,
    en: `Drew ${shown.length} pictures with another ${attribute.label.en} each (seed ${seed}): ${sheet}`,
  });
}

/** `-60:60:9` */
function stepsOf(text: string, rest: readonly string[], isNumber: boolean): SweepOptions["steps"] {
  if (rest.length === 0) return undefined;
  const numbers = rest.join("=").split(":").map(Number);
  const [from, to, count = 9] = numbers;
  const right = numbers.length >= 2 && numbers.length <= 3 && numbers.every(Number.isFinite);
  if (isNumber && right && Number.isInteger(count) && count >= 2 && count <= 100) return { from, to, count };
  throw new OmakaseError("option", {
    where: "--sweep",
    expected: isNumber
      ? { ja: "どこから:どこまで:枚数（-60:60:9 など）", en: "from:to:how many, such as -60:60:9" }
      : { ja: "名前だけ（すべての種類を順に描きます）", en: "the name alone: every choice is drawn" },
    got: { ja: `「${text}」`, en: `"${text}"` },
    remedy: { ja: "書きかたを直してください", en: "Write it like that" },
  });
}

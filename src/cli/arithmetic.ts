import { join } from "node:path";
import type { Dataset } from "../dataset/index.ts";
import { OmakaseError } from "../error.ts";
import { figurePng, pictureSum } from "../figure/index.ts";
import { drawLatents, type Painter } from "../generate/index.ts";
import type { Picture } from "../image/index.ts";
import { latentSum, meanLatent, readTerms, type WrittenTerm } from "../morph/index.ts";
import type { OpenedRun } from "../run/index.ts";
import { verb, type Verb } from "./command.ts";
import { computing, type ComputingOptions } from "./computing.ts";
import { loadPictures } from "./load-pictures.ts";
import { readStop, type MorphStop } from "./morph-stop.ts";
import { openArtist } from "./open-artist.ts";
import { latentsOfGroup } from "./picture-latents.ts";
import type { Session } from "./session.ts";
import { writeResults } from "./write-results.ts";

interface ArithmeticOptions extends ComputingOptions {
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** More pictures of a group do not move their mean any more. */
const mostOfGroup = 200;

/** `omakase arithmetic <run> "a - b + c"`: sums of pictures in latent space. */
export const arithmeticVerb: Verb = (program, say, language) => {
  const about = {
    ja: "潜在空間で絵のたし算・ひき算をする",
    en: "add and subtract pictures in latent space",
  };
  const examples = [
    'omakase arithmetic runs/gan-sushi "3 - 5 + 8:2"',
    'omakase arithmetic runs/vae-sushi "maguro.png - topping=maguro + topping=tamago"',
  ];
  const option = (ja: string, en: string) => say({ ja, en });
  computing(
    verb(program, { name: "arithmetic", about, examples, language }, reckon)
      .argument("<run>", option("学習した実行フォルダ", "the folder of a run"))
      .argument(
        "<sum>",
        option(
          "式。項はシード（7、7:12）、画像、または「タグ=値」（その絵の平均）",
          "a sum of seeds (7, 7:12), pictures, or TAG=CHOICE, the mean of such pictures",
        ),
      )
      .option("--out <file>", option("書きこむ PNG", "the PNG to write"))
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace a file of the same name")),
    say,
  );
};

async function reckon(
  session: Session,
  path: string,
  written: string,
  { out, overwrite, ...computingOptions }: ArithmeticOptions,
): Promise<void> {
  const { host, language } = session;
  const terms = readTerms(written);
  const { run, artist } = await openArtist(session, path, { verb: "arithmetic", ...computingOptions });
  const points: Point[] = [];
  for (const term of terms) points.push(await pointOf(session, run, artist, term));
  const adversarial = !artist.canEncode;
  const sum = latentSum(
    terms.map(({ sign }, at) => ({ sign, latent: points[at].latent })),
    { typical: adversarial, random: artist.random },
  );
  const pictures = await draw(artist, [...points, { latent: sum, detail: detailSum(terms, points) }]);
  artist.dispose();
  const parts = terms.map(({ sign, text }, at) => ({ sign, label: text, picture: pictures[at] }));
  const figure = pictureSum(parts, pictures.at(-1)!, { language });
  const bytes = await figurePng(figure, host.asset);
  const name = `sum-${terms.map(({ text }) => text.replace(/[^\p{L}\p{N}.=_-]/gu, "_")).join("-")}`.slice(0, 80);
  const [{ path: file }] = await writeResults(
    session,
    (ending) => [{ path: out ?? join(run.path, "pictures", `${name}${ending}.png`), bytes }],
    { chosen: out !== undefined, overwrite },
  );
  session.emit({ type: "arithmetic", terms, latent: [...sum], file });
  session.print({ ja: `計算しました: ${file}`, en: `Worked out: ${file}` });
}

/** A place in latent space, and what a picture there adds to it. */
type Point = Pick<MorphStop, "latent" | "detail">;

function draw(artist: Painter, points: readonly Point[]): Promise<Picture[]> {
  const latents = new Float32Array(points.length * artist.latent);
  points.forEach(({ latent }, at) => latents.set(latent, at * artist.latent));
  if (!points.some(({ detail }) => detail)) return drawLatents(artist, latents);
  const details = new Float32Array(points.length * artist.details);
  points.forEach(({ detail }, at) => detail && details.set(detail, at * artist.details));
  return drawLatents(artist, latents, { details });
}

function detailSum(terms: readonly WrittenTerm[], points: readonly Point[]): Float32Array | undefined {
  const own = terms.flatMap(({ sign }, at) => (points[at].detail ? [{ sign, latent: points[at].detail }] : []));
  return own.length > 0 ? latentSum(own) : undefined;
}

async function pointOf(session: Session, run: OpenedRun, artist: Painter, { text }: WrittenTerm): Promise<Point> {
  const group = /^([^=\s]+)=([^=]+)$/.exec(text);
  if (!group || (await session.host.files.entry(text)) !== undefined) return readStop(session, artist, text, run);
  const { source, size, channels, count } = run.config;
  const dataset = await loadPictures(session, source, { size, channels, count });
  const members = membersOf(dataset, group[1], group[2].trim(), text);
  return { latent: meanLatent(await latentsOfGroup(session, run, artist, dataset, members), artist.latent) };
}

/** The pictures of which a tag says something. */
function membersOf({ tags, count, name }: Dataset, tag: string, value: string, where: string): number[] {
  const usable = tags.filter(({ tag }) => tag.choices.length > 0);
  const column = usable.find((one) => one.tag.name === tag || Object.values(one.tag.label).includes(tag));
  if (!column) throw unknown(where, `${name}: ${usable.map((one) => one.tag.name).join(", ") || "—"}`);
  const { choices } = column.tag;
  const choice = choices.findIndex((one) => one.name === value || Object.values(one.label).includes(value));
  const names = choices.map((one) => one.name).join(", ");
  if (choice < 0) throw unknown(where, `${column.tag.name}: ${names}`);
  const members = Array.from({ length: count }, (_, at) => at).filter((at) => column.values[at] === choice);
  if (members.length === 0) throw unknown(where, `${column.tag.name}: ${names}`);
  return members.slice(0, mostOfGroup);
}

function unknown(where: string, known: string): OmakaseError {
  return new OmakaseError("option", {
    where,
    expected: { ja: `学習した絵にあるタグと値（${known}）`, en: `a tag and a choice of the pictures (${known})` },
    got: { ja: "見つからないもの", en: "none of them" },
    remedy: { ja: "つづりを確かめてください", en: "Check the spelling" },
  });
}

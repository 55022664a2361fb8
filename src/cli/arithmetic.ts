import { join } from "node:path";
import type { Dataset } from "../dataset/index.ts";
import { OmakaseError } from "../error.ts";
import { figurePng, pictureSum } from "../figure/index.ts";
import type { Painter } from "../generate/index.ts";
import { toPicture, type Picture } from "../image/index.ts";
import { latentSum, meanLatent, readTerms, type WrittenTerm } from "../morph/index.ts";
import type { OpenedRun } from "../run/index.ts";
import { verb, type Verb } from "./command.ts";
import { computing, type ComputingOptions } from "./computing.ts";
import { loadPictures } from "./load-pictures.ts";
import { readStop } from "./morph-stop.ts";
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
  const latents: Float32Array[] = [];
  for (const term of terms) latents.push(await latentOf(session, run, artist, term));
  const adversarial = !artist.canEncode;
  const sum = latentSum(
    terms.map(({ sign }, at) => ({ sign, latent: latents[at] })),
    { typical: adversarial, random: artist.random },
  );
  const all = [...latents, sum];
  const pictures = await draw(artist, all);
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

async function draw(artist: Painter, latents: readonly Float32Array[]): Promise<Picture[]> {
  const all = new Float32Array(latents.length * artist.latent);
  latents.forEach((latent, at) => all.set(latent, at * artist.latent));
  const values = await artist.decode(all, latents.length);
  const { size, channels } = artist.trained.picture;
  const each = channels * size ** 2;
  const shape = { channels, height: size, width: size };
  return latents.map((_, at) => toPicture(values.subarray(at * each, (at + 1) * each), shape));
}

async function latentOf(
  session: Session,
  run: OpenedRun,
  artist: Painter,
  { text }: WrittenTerm,
): Promise<Float32Array> {
  const group = /^([^=\s]+)=([^=]+)$/.exec(text);
  if (!group || (await session.host.files.entry(text)) !== undefined)
    return (await readStop(session, artist, text, run)).latent;
  const { source, size, channels, count } = run.config;
  const dataset = await loadPictures(session, source, { size, channels, count });
  const members = membersOf(dataset, group[1], group[2].trim(), text);
  return meanLatent(await latentsOfGroup(session, run, artist, dataset, members), artist.latent);
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

import { join } from "node:path";
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
import type { Session } from "./session.ts";
import { tagMembers } from "./tag-members.ts";
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
          "式。項はシード（7、7:12）、画像、または「タグ=値」（その絵の平均。ae と vae）",
          "a sum of seeds (7, 7:12), pictures, or TAG=CHOICE, the mean of such pictures (ae and vae)",
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
    return (await readStop(session, artist, text)).latent;
  if (!artist.canEncode) throw noEncoder(text);
  const { source, size, channels, count } = run.config;
  const dataset = await loadPictures(session, source, { size, channels, count });
  const members = tagMembers(dataset, group[1], [group[2].trim()], text).having.slice(0, mostOfGroup);
  return meanLatent(await artist.encode(await dataset.batch(members), members.length), artist.latent);
}

function noEncoder(where: string): OmakaseError {
  return new OmakaseError("option", {
    where,
    expected: { ja: "エンコーダーのあるモデル（ae か vae）", en: "a model with an encoder (ae or vae)" },
    got: { ja: "エンコーダーのない GAN", en: "a GAN, which has none" },
    remedy: { ja: "シード（7 や 7:12）を使ってください", en: "Use seeds (7 or 7:12)" },
  });
}

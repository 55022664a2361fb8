import { join } from "node:path";
import { recipeText } from "../checkpoint/index.ts";
import { figurePng, translations } from "../figure/index.ts";
import { translate, translator } from "../generate/index.ts";
import { fit } from "../image/index.ts";
import { meanSimilarity, similarity } from "../score/index.ts";
import { oneOf, verb, whole, type Verb } from "./command.ts";
import { computing, type ComputingOptions } from "./computing.ts";
import { fileNames } from "./file-names.ts";
import { openTrained } from "./open-artist.ts";
import type { Session } from "./session.ts";
import { similarityWords } from "./similarity-words.ts";
import { sourcePictures, usualCount } from "./source-pictures.ts";
import { watched } from "./watched.ts";
import { writeResults } from "./write-results.ts";

interface TranslateOptions extends ComputingOptions {
  readonly count?: number;
  readonly seed?: number;
  readonly fit?: "crop" | "pad" | "stretch";
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** How many translations fit into a figure. */
const shownTranslations = 36;

/** `omakase translate <run> <pictures…>`: turns pictures into others with a trained pix2pix. */
export const translateVerb: Verb = (program, say, language) => {
  const about = {
    ja: "学習した pix2pix で、絵を別の絵に変える。正解があれば並べて、どれだけ近いかを調べる",
    en: "turn pictures into others with a trained pix2pix; where the true ones are known, say how near it comes",
  };
  const examples = [
    "omakase translate runs/pix2pix-sushi sushi",
    "omakase translate runs/pix2pix-sushi drawing.png",
    "omakase translate runs/pix2pix-photos ./drawings --seed 7 --out result",
  ];
  const option = (ja: string, en: string) => say({ ja, en });
  computing(
    verb(program, { name: "translate", about, examples, language }, turn)
      .argument("<run>", option("学習した実行フォルダ", "the folder of a run"))
      .argument(
        "<pictures...>",
        option(
          "画像ファイル、フォルダ、zip、または絵の組（sushi など）。学習に使った組なら、見せていない絵だけを使う",
          "picture files, folders, archives, or pairs such as sushi; of the pairs it was trained on, those held back",
        ),
      )
      .option(
        "--count <n>",
        option(`フォルダなどから使う枚数（省くと全部。sushi などは ${usualCount}）`, "how many of each folder or set"),
        whole(1),
      )
      .option(
        "--seed <n>",
        option("少しちがう絵にするためのシード（省くといつも同じ絵）", "draws a variant; default: always the same"),
        whole(0),
      )
      .option(
        "--fit <how>",
        option(
          "正方形でない絵をどうするか: crop、pad、stretch（省くと crop）",
          "how pictures become squares: crop, pad, or stretch; default crop",
        ),
        oneOf("crop", "pad", "stretch"),
      )
      .option(
        "--out <folder>",
        option("書きこむフォルダ（省くと実行フォルダの pictures/ の下）", "default: pictures/translated of the run"),
      )
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace files of the same names")),
    say,
  );
};

async function turn(
  session: Session,
  path: string,
  sources: readonly string[],
  { count, seed, fit: mode, out, overwrite, device, threads, half }: TranslateOptions,
): Promise<void> {
  const { host, language } = session;
  const { run, trained } = await openTrained(session, path, { verb: "translate", device, threads, half });
  const { size, channels } = run.config;
  const artist = translator(trained);
  const given = (await Promise.all(sources.map((source) => sourcePictures(session, source, run.config, count)))).flat();
  const turned = await translate(artist, given, { seed, fit: mode, ...watched(session) });
  artist.dispose();

  const results = turned.map((translation, at) => {
    const target = given[at].target && fit(given[at].target, size, channels);
    return { ...translation, target, likeness: target && similarity(translation.output, target) };
  });
  const known = results.flatMap(({ output, target }) => (target ? [[output, target] as const] : []));
  const mean = known.length > 0 ? meanSimilarity(known) : undefined;
  const whole = known.length === results.length;
  const shown = results.slice(0, shownTranslations).map(({ input, output, target }) => ({
    input,
    output,
    ...(whole && { target }), // a grid has a third column or none
  }));
  const note = mean ? session.say(similarityWords(mean)) : undefined;
  const figure = translations(shown, { language, note });
  const names = fileNames(
    given.map(({ name }) => name),
    ["translations"],
  );
  const files = [
    { path: "translations.png", bytes: await figurePng(figure, host.asset) },
    { path: "translations.svg", bytes: new TextEncoder().encode(figure.svg) },
  ];
  for (const [at, { output, recipe }] of results.entries())
    files.push({ path: `${names[at]}.png`, bytes: await host.codecs.encodePng(output, recipeText(recipe)) });
  const usual = join(run.path, "pictures", seed === undefined ? "translated" : `translated-seed-${seed}`);
  const written = await writeResults(
    session,
    (ending) => files.map((file) => ({ ...file, path: join(out ?? usual + ending, file.path) })),
    { chosen: out !== undefined, overwrite },
  );

  for (const [at, { likeness }] of results.entries())
    session.emit({ type: "picture", file: written[at + 2].path, input: given[at].name, ...likeness });
  session.emit({ type: "figure", file: written[0].path, count: results.length, ...(mean && { mean }) });
  session.print({
    ja: `${results.length} 枚を変えました。まとめて見る: ${written[0].path}`,
    en: `Translated ${results.length === 1 ? "1 picture" : `${results.length} pictures`}. All at once: ${written[0].path}`,
  });
  if (mean) session.print(similarityWords(mean));
}

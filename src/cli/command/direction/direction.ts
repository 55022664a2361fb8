import { oneOf, defineCommand, wholeNumber, type AddCommand } from "../define-command.ts";
import { addDeviceOptions } from "../../option/device-options.ts";
import { manageDirections } from "./manage-directions.ts";
import type { DirectionOptions } from "../../option/direction-options.ts";
import { findDirections } from "./find-directions.ts";
import { openSampler } from "../../input/open-model.ts";
import { modelText } from "../../option/model-text.ts";
import type { Session } from "../../session.ts";
import { learnDirectionFromExamples } from "./learn-direction-from-examples.ts";

/** `omakase direction <run>`: directions of a latent space, with names. */
export const addDirectionCommand: AddCommand = (program, t, language) => {
  const about = {
    ja: "何枚かの絵から潜在空間の「方向」を学び、名前をつける（generate --edit で使う）",
    en: "learn a direction of latent space from a few pictures, and name it, for generate --edit",
  };
  const examples = [
    "omakase direction runs/gan-faces --name glasses --positive a.png b.png 7:3 --negative c.png 7:4 7:9",
    "omakase direction runs/gan-faces --name glasses --tag glasses=round,square",
    "omakase direction runs/gan-faces --name beard --positive bearded --negative shaved --orthogonal-to glasses",
    "omakase direction runs/gan-faces --unsupervised 8",
    "omakase direction runs/gan-faces --rename sefa-3 --name hair",
    "omakase generate runs/gan-faces --edit glasses=+2",
  ];
  const option = (ja: string, en: string) => t({ ja, en });
  addDeviceOptions(
    defineCommand(program, { name: "direction", about, examples, language }, runDirection)
      .argument("<model>", t(modelText))
      .option("--name <name>", option("方向につける名前", "what the direction is to be called"))
      .option(
        "--positive <pictures...>",
        option(
          "それがある絵（5〜50 枚）: 画像、フォルダ、シード（7、7:12）",
          "5 to 50 that show it: picture files, folders, or seeds (7, 7:12)",
        ),
      )
      .option("--negative <pictures...>", option("それがない絵（5〜50 枚）", "5 to 50 that do not"))
      .option(
        "--tag <tag=choices>",
        option(
          "絵を選ぶかわりに、学習した絵のタグから学ぶ。例: glasses=round,square",
          "in place of pictures: from a tag of those that were learned from, such as glasses=round,square",
        ),
      )
      .option(
        "--orthogonal-to <names>",
        option("これらの方向とは直交させ、その特徴は変えない", "keeps clear of these directions, with commas between"),
        (text: string) => text.split(",").map((word) => word.trim()),
      )
      .option(
        "--unsupervised <n>",
        option("ラベルなしで、絵がよく変わる方向を n 本さがす", "finds n directions without labels"),
        wholeNumber(1, 64),
      )
      .option(
        "--method <name>",
        option(
          "--unsupervised のやりかた: sefa（最初の層の重みから）か ganspace（描いた絵の主成分から）。省くと ganspace",
          "of --unsupervised: sefa, from the first layer's weights, or ganspace, from the principal components of what is drawn; default ganspace",
        ),
        oneOf("sefa", "ganspace"),
      )
      .option("--show <name>", option("方向の図を描きなおす", "draws the figure of a direction again"))
      .option("--rename <name>", option("この方向の名前を --name に変える", "gives this direction the name of --name"))
      .option("--remove <name>", option("この方向を消す", "removes this direction"))
      .option("--list", option("この実行にある方向の一覧", "shows what directions there are"))
      .option(
        "--seed <n>",
        option("図の絵のシード（省くと 1）", "decides the pictures of figures; default 1"),
        wholeNumber(0),
      )
      .option("--overwrite", option("同じ名前の方向を置きかえる", "replaces a direction of the same name")),
    t,
  );
};

async function runDirection(session: Session, path: string, options: DirectionOptions): Promise<void> {
  const opened = await openSampler(session, path, { commandName: "direction", ...options });
  try {
    if (await manageDirections(session, opened, options)) return;
    if (options.unsupervised !== undefined) await findDirections(session, opened, options.unsupervised, options);
    else await learnDirectionFromExamples(session, opened, options);
  } finally {
    opened.sampler.dispose();
  }
}

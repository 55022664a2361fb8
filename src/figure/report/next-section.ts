import type { Text } from "../../error.ts";
import { escapeMarkup } from "../markup.ts";
import { bilingualHtml, element } from "./bilingual.ts";
import { pageWords } from "./page-words.ts";
import type { ReportRun } from "./report-run.ts";

interface NextStep {
  readonly heading: Text;
  readonly why: Text;
  readonly command: string;
}

/** Formats commands for the next steps with the runs of the page. */
export function nextSection(runs: readonly ReportRun[]): string {
  const items = tries(runs).map(({ heading, why, command }) => {
    return (
      `<article class="try">${element("h3", heading)}${element("p", why)}` +
      `<div class="command"><code>${escapeMarkup(command)}</code>` +
      `<button type="button" data-copy="${escapeMarkup(command)}" hidden>` +
      `<span class="idle">${bilingualHtml(pageWords.copy)}</span><span class="done">${bilingualHtml(pageWords.copied)}</span>` +
      `</button></div></article>`
    );
  });
  return (
    `<section id="next">${element("h2", pageWords.next)}${element("p", pageWords.nextLead, "lead")}` +
    `<div class="tries">${items.join("")}</div></section>`
  );
}

function tries(runs: readonly ReportRun[]): NextStep[] {
  const find = (...models: ReportRun["model"][]): ReportRun | undefined =>
    models.map((model) => runs.find((run) => run.model === model)).find((run) => run !== undefined);
  const drawing = find("cgan", "gan", "dcgan", "vae");
  const smooth = find("vae", "gan", "dcgan");
  const encoding = find("vae", "ae");
  const list: NextStep[] = [];
  if (drawing) {
    list.push({
      heading: { ja: "ちがう絵を描かせる", en: "Draw other pictures" },
      why: {
        ja: "最後の数字（シード）を変えるたびに、新しい絵が出ます。",
        en: "Every other seed, the last number, gives new ones.",
      },
      command: `npx omakase generate ${quoted(drawing.path)} --count 36 --seed 7`,
    });
    list.push({
      heading: { ja: "続きから、もっと学習させる", en: "Train for longer" },
      why: {
        ja: "チェックポイントから再開します。20分でどこまで変わるでしょうか。",
        en: "It goes on from its checkpoint. What do 20 more minutes change?",
      },
      command: `npx omakase train --resume ${quoted(drawing.path)} --minutes 20`,
    });
  }
  if (smooth)
    list.push({
      heading: { ja: "モーフィングを作る", en: "Make a morph" },
      why: {
        ja: "シード1の絵からシード2の絵へ変身するアニメーションができます。",
        en: "An animation from the picture of seed 1 to that of seed 2.",
      },
      command: `npx omakase morph ${quoted(smooth.path)} --from 1 --to 2 --frames 60 --out morph.gif`,
    });
  if (encoding)
    list.push({
      heading: { ja: "手持ちの画像を入れてみる", en: "Put in a picture of your own" },
      why: {
        ja: "`photo.jpg` を自分の画像に変えてください。見たことのない絵を、モデルはどう描きなおすでしょうか。",
        en: "Write your own file for `photo.jpg`. How does the model redraw what it has never seen?",
      },
      command: `npx omakase reconstruct ${quoted(encoding.path)} photo.jpg`,
    });
  const ordering = find("cgan");
  if (ordering)
    list.push({
      heading: { ja: "注文できるものを見る", en: "See what you can order" },
      why: {
        ja: "一覧から選んで、`--set` で注文します。",
        en: "Choose from the list, and order it with `--set`.",
      },
      command: `npx omakase generate ${quoted(ordering.path)} --list`,
    });
  const translating = find("pix2pix");
  if (translating)
    list.push({
      heading: { ja: "自分の絵を変えてみる", en: "Translate a picture of your own" },
      why: {
        ja: "`drawing.png` を自分の絵に変えてください。お手本の入力に似た絵ほど、うまくいきます。",
        en: "Write your own file for `drawing.png`. The more it resembles the inputs it learnt from, the better.",
      },
      command: `npx omakase translate ${quoted(translating.path)} drawing.png`,
    });
  list.push(
    {
      heading: { ja: "自分の画像で学習させる", en: "Train on your own pictures" },
      why: {
        ja: "似た構図の画像が数百枚あると、うまくいきやすくなります。",
        en: "A few hundred pictures of the same kind are a good start.",
      },
      command: "npx omakase train gan ./my-pictures --minutes 30",
    },
    {
      heading: { ja: "学習の前にデータを点検する", en: "Look through your data first" },
      why: {
        ja: "同じ画像の重複や、少なすぎるラベルが見つかります。",
        en: "Finds duplicates, and labels that are too rare.",
      },
      command: "npx omakase dataset ./my-pictures",
    },
  );
  if (!find("dcgan"))
    list.push({
      heading: { ja: "30分かけて、DCGAN ともくらべる", en: "Take 30 minutes, and compare with DCGAN" },
      why: {
        ja: "長く学習するほど、ちがいがはっきりします。",
        en: "The longer they train, the clearer the difference.",
      },
      command: "npm start -- --minutes 30",
    });
  return list;
}

/** Quotes a path as one argument, for the shells of Linux, macOS and Windows. */
function quoted(path: string): string {
  return /^[\w./\\:~-]+$/.test(path) ? path : `"${path.replace(/(["$`])/g, "\\$1")}"`;
}

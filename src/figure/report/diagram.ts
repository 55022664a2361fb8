import type { Text } from "../../error.ts";
import { bilingualHtml } from "./bilingual.ts";
import type { ReportModel } from "./report-run.ts";

interface DiagramNode {
  readonly name: Text;
  readonly gloss?: Text;
  /** Shape of the node: data, a network, the bottleneck, or one of the two opponents. */
  readonly style: "data" | "network" | "bottleneck" | "generator" | "discriminator";
}

const picture: DiagramNode = { name: { ja: "画像", en: "picture" }, style: "data" };
const encoder: DiagramNode = {
  name: { ja: "エンコーダー", en: "encoder" },
  gloss: { ja: "ちぢめる", en: "squeezes" },
  style: "network",
};
const decoder: DiagramNode = {
  name: { ja: "デコーダー", en: "decoder" },
  gloss: { ja: "描きなおす", en: "draws" },
  style: "network",
};
const redrawn: DiagramNode = { name: { ja: "復元した画像", en: "redrawn picture" }, style: "data" };

/** Draws the structure of a model as a row of nodes that becomes a column on a phone. */
export function diagram(model: ReportModel, latent: number | undefined): string {
  if (model === "ae" || model === "vae") {
    const numbers: Text = latent
      ? { ja: `数字${latent}個`, en: `${latent} numbers` }
      : { ja: "少しの数字", en: "a few numbers" };
    const bottleneck: DiagramNode =
      model === "ae"
        ? { name: { ja: "潜在ベクトル", en: "latent" }, gloss: numbers, style: "bottleneck" }
        : { name: { ja: "ぼやけた場所", en: "blurred place" }, gloss: numbers, style: "bottleneck" };
    return lesson(row([picture, encoder, bottleneck, decoder, redrawn]), model === "ae" ? redrawing : mapping);
  }
  const start: DiagramNode =
    model === "pix2pix"
      ? { name: { ja: "入力の絵", en: "input picture" }, style: "data" }
      : model === "cgan"
        ? { name: { ja: "ランダムな数字と注文", en: "random numbers, and an order" }, style: "bottleneck" }
        : {
            name: { ja: "ランダムな数字", en: "random numbers" },
            gloss: { ja: "潜在ベクトル", en: "a latent" },
            style: "bottleneck",
          };
  const generator: DiagramNode = {
    name: { ja: "にせ絵師", en: "counterfeiter" },
    gloss: { ja: "生成器", en: "generator" },
    style: "generator",
  };
  const discriminator: DiagramNode = {
    name: { ja: "鑑定士", en: "detective" },
    gloss: { ja: "識別器", en: "discriminator" },
    style: "discriminator",
  };
  const forgery: DiagramNode = { name: { ja: "にせ絵", en: "forgery" }, style: "data" };
  const real: DiagramNode = { name: { ja: "本物のお手本", en: "real example" }, style: "data" };
  const verdict: DiagramNode = { name: { ja: "本物？ にせ絵？", en: "real or forged?" }, style: "data" };
  const paths = `<div class="join">${row([start, generator, forgery])}${row([real])}</div>`;
  return lesson(
    `<div class="flow">${paths}${arrow}${station(discriminator)}${arrow}${station(verdict)}</div>`,
    model === "pix2pix" ? translating : model === "cgan" ? ordering : competing,
  );
}

const redrawing: Text = {
  ja: "「元の画像」と「復元した画像」のちがいが小さくなるように、エンコーダーとデコーダーをいっしょに学習させます。",
  en: "Encoder and decoder learn together to make the difference between the two pictures small.",
};
const mapping: Text = {
  ja: "毎回、場所の中の少しずつちがう点から描かせます。だから、点と点のあいだにも絵ができます。",
  en: "Each time it draws from a slightly different point of the place, so the points in between become pictures too.",
};
const competing: Text = {
  ja: "判定が出るたびに、鑑定士は見分け方を、にせ絵師はだまし方を学びます。使うときは、にせ絵師だけを残します。",
  en: "From every verdict the detective learns to see better and the counterfeiter to fool better. Afterwards only the counterfeiter is needed.",
};
const translating: Text = {
  ja: "鑑定士は、入力と絵を並べて「本物の組か」を、小さな区画ごとに見分けます。にせ絵師は、鑑定士をだますだけでなく、正解の絵にも近づくように学びます。",
  en: "The detective looks at input and picture side by side and judges each small patch: is this a real pair? The counterfeiter learns to fool it, and to come near the true picture as well.",
};

const ordering: Text = {
  ja: "鑑定士は、本物かどうかだけでなく「めがね」「笑顔」などの属性も読み取ります。にせ絵師は、本物らしく、しかも注文どおりに読み取ってもらえるように学びます。",
  en: "The detective says what it reads as well: glasses, a smile. The counterfeiter learns to look real, and to be read as it was ordered.",
};

function lesson(flow: string, text: Text): string {
  return `<div class="lesson">${flow}<p>${bilingualHtml(text)}</p></div>`;
}

function row(stations: readonly DiagramNode[]): string {
  return `<div class="flow">${stations.map(station).join(arrow)}</div>`;
}

function station({ name, gloss, style }: DiagramNode): string {
  return `<div class="station ${style}"><b>${bilingualHtml(name)}</b>${gloss ? `<small>${bilingualHtml(gloss)}</small>` : ""}</div>`;
}

const arrow =
  '<svg class="arrow" viewBox="0 0 24 12" width="24" height="12" aria-hidden="true">' +
  '<path d="M1 6h21m-5-5 5 5-5 5" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>';

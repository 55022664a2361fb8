import type { Words } from "../../language/language.tsx";

export const words = {
  takePicture: { ja: "絵", en: "Picture" },
  takePng: { ja: "PNG {size} px", en: "PNG {size} px" },
  takeGif: { ja: "動く GIF（いまの絵をつなぐ）", en: "GIF through the pictures above" },
  takeModel: { ja: "モデル", en: "Model" },
  takeModelFile: { ja: "モデルのファイル", en: "Model file" },
  takeSite: { ja: "サイト（ZIP）", en: "Web site (ZIP)" },
  takePage: { ja: "自分のページで描く", en: "Draw in a page of your own" },
  takeSnippet: { ja: "コピー", en: "Copy" },
  takePageZip: { ja: "動くページ一式（ZIP）", en: "A page that works (ZIP)" },
  takePageWhy: {
    ja: "ZIP には、このページと、描く部品と、モデルが入っています。広げて Web サーバーに置くと、見に来た人のブラウザが描きます。",
    en: "The ZIP holds this page, what draws, and the model. Unpack it on any web server: the browsers of visitors draw.",
  },
  takePageWhySite: {
    ja: "element のフォルダは npm の omakase（dist/element）に、モデルは上の「モデルのファイル」にあります。",
    en: "The folder element is dist/element of the npm package omakase; the model is the model file above.",
  },
  taking: { ja: "作っています…", en: "Making it …" },
  taken: { ja: "保存しました: {name}", en: "Saved: {name}" },
  snippetCopied: { ja: "コピーしました。", en: "Copied." },
} satisfies Words;

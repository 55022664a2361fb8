import type { Words } from "../../language/language.tsx";

export const words = {
  title: { ja: "描いて変える", en: "Draw and translate" },
  introLabels: {
    ja: "具の色を選んで、左の紙にぬってください。右に、AI の描いた寿司がすぐに出ます。",
    en: "Choose an ingredient and paint with it. The picture beside it follows your brush.",
  },
  introLines: {
    ja: "左の紙に、黒い線で絵を描いてください。右に、AI が色をつけた絵がすぐに出ます。",
    en: "Draw black lines. The picture beside them follows your pen, in colour.",
  },
  introPictures: {
    ja: "左の紙に描くか、手もとの絵を入れてください。右に、AI の描いた絵がすぐに出ます。",
    en: "Draw, or drop in a picture of yours. The picture beside it follows.",
  },
  paper: { ja: "描く紙", en: "Paper to draw on" },
  paperHelp: {
    ja: "矢印キーで筆を動かし、スペースを押しながら動かすと描けます。Shift を押すと大きく動きます。B 筆、E 消しゴム、F ぬりつぶし、M 左右対称、[ と ] 太さ。",
    en: "Arrow keys move the brush, and draw while Space is held. Shift makes larger steps. B brush, E eraser, F fill, M mirror, [ and ] brush size.",
  },
  place: { ja: "横 {x}%、たて {y}%。{colour}", en: "{x}% across, {y}% down: {colour}" },
  otherColour: { ja: "ほかの色", en: "another colour" },
  result: { ja: "AI が描いた絵", en: "What the model makes of it" },
  preparing: { ja: "描く準備をしています…", en: "getting ready to draw …" },
  speed: { ja: "1 枚 {time} ミリ秒", en: "{time} ms a picture" },
  paints: { ja: "ぬるもの", en: "Paint with" },
  own: { ja: "好きな色", en: "Your own colour" },
  brush: { ja: "筆", en: "Brush" },
  eraser: { ja: "消しゴム", en: "Eraser" },
  fill: { ja: "ぬりつぶし", en: "Fill" },
  mirror: { ja: "左右対称", en: "Mirror" },
  size: { ja: "太さ", en: "Size" },
  clear: { ja: "全部消す", en: "Clear" },
  undo: { ja: "元に戻す", en: "Undo" },
  redo: { ja: "やり直す", en: "Redo" },
  tools: { ja: "道具", en: "Tools" },
  starts: { ja: "ここから始める", en: "Begin with one of these" },
  start: { ja: "下絵 {number}", en: "drawing {number}" },
  open: { ja: "手もとの絵を入れる", en: "Use a picture of mine" },
  openHow: {
    ja: "ここに画像ファイルを落としても入ります。",
    en: "Or drop a file anywhere here.",
  },
  savePicture: { ja: "絵を保存", en: "Save the picture" },
  saveDrawing: { ja: "下絵を保存", en: "Save the drawing" },
  copy: { ja: "コピー", en: "Copy" },
  noCopy: {
    ja: "このブラウザでは画像をコピーできません。「絵を保存」を使ってください。",
    en: "This browser cannot copy pictures here. Save the picture instead.",
  },
  copied: { ja: "コピーしました", en: "Copied" },
} satisfies Words;

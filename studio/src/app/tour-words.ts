import type { Words } from "../language/language.tsx";

export const words = {
  step: { ja: "{step} / {steps}", en: "{step} of {steps}" },
  draw: {
    ja: "「描く」を押すたびに、モデルが新しい絵を描きます。髪や目、向きも注文できます。気に入った絵は保存しましょう。",
    en: "Each press of Draw is a new picture, made by the model. Order hair, eyes, or where it looks, and save what you like.",
  },
  rate: {
    ja: "出てくる絵に Good か Bad を、どれくらいかもつけて。10 枚ほどで好みを覚え、あなた向きの絵を描きはじめます。",
    en: "Say Good or Bad, and how good or bad. After about ten, it has an idea of your taste, and draws for you.",
  },
  morph: {
    ja: "ある絵が、少しずつ別の絵に変わります。となりの「合体」では、2 枚の絵から子どもが生まれます。",
    en: "One picture turns into another, bit by bit. Next door, in Fuse, two pictures have children.",
  },
  translate: {
    ja: "線や色をざっと描くと、モデルが絵に仕上げます。描いているそばから変わります。",
    en: "Scribble lines and colours: the model makes a picture of them, while you draw.",
  },
  train: {
    ja: "内蔵の寿司や顔でも、自分の画像のフォルダでも。このコンピューターで数分学べば、似た絵を描けるようになります。",
    en: "Give it our sushi and faces, or a folder of your own pictures. After minutes on this computer, it draws more of them.",
  },
  learn: {
    ja: "どうして描けるのか、12 の短い章で。読んで、動かして、最後には自分でモデルを書けるようになります。",
    en: "How does it draw? Twelve short chapters to read and run, and in the end you write such a model yourself.",
  },
  back: { ja: "もどる", en: "Back" },
  next: { ja: "次へ", en: "Next" },
  end: { ja: "ツアーを終える", en: "End the tour" },
  begin: { ja: "はじめる", en: "Begin" },
} satisfies Words;

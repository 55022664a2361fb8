import * as micah from "@dicebear/micah";
import { colourChoice, optionalChoice, shapeChoice, emptyChoice, type FaceStyle } from "./face-style.ts";
import { datasetCredits } from "../dataset-credits.ts";

const hairColour = (name: string, ja: string, en: string, hex: string, weight: number) =>
  colourChoice(["hairColor", "facialHairColor"], name, ja, en, hex, weight);
const shirt = (name: string, ja: string, en: string, hex: string) => colourChoice(["shirtColor"], name, ja, en, hex);
const background = (name: string, ja: string, en: string, hex: string) =>
  colourChoice(["backgroundColor"], name, ja, en, hex);

/** Style of line drawings with flat colours. The colours are ours, so that each name matches the visible colour. */
export const micahFaces: FaceStyle = {
  name: "faces",
  credit: datasetCredits.faces,
  drawing: micah,
  constant: {
    glassesColor: ["2b2b33"],
    earringColor: ["e8b923"],
    eyeShadowColor: ["a99cff"],
    nose: ["curve"],
    ears: ["attached"],
  },
  attributes: [
    {
      name: "hair",
      label: { ja: "髪型", en: "hair" },
      choices: [
        shapeChoice("hair", "full", "ロング", "long", 1.5),
        shapeChoice("hair", "pixie", "ショート", "pixie cut", 1.5),
        shapeChoice("hair", "bob", "横分け", "side parting", 1.5, "dannyPhantom"),
        shapeChoice("hair", "fonze", "リーゼント", "quiff", 1.5),
        shapeChoice("hair", "mohawk", "モヒカン", "mohawk", 0.8, "mrT"),
        shapeChoice("hair", "few", "まばら", "a few hairs", 0.6, "dougFunny"),
        shapeChoice("hair", "bald", "髪なし", "bald", 0.6, "mrClean"),
        shapeChoice("hair", "turban", "ターバン", "turban", 0.6),
      ],
    },
    {
      name: "hair-colour",
      label: { ja: "髪の色", en: "hair colour" },
      hiddenBy: { hair: ["bald"], beard: ["none"] },
      choices: [
        hairColour("black", "黒", "black", "1f1a24", 3),
        hairColour("brown", "茶", "brown", "7a4a2b", 2.5),
        hairColour("blond", "金", "blond", "f4d150", 2),
        hairColour("red", "赤", "red", "d9542b", 1.5),
        hairColour("pink", "ピンク", "pink", "fc909f", 1.2),
        hairColour("blue", "青", "blue", "4fa3e0", 1.2),
        hairColour("purple", "紫", "purple", "9287ff", 1),
        hairColour("white", "白", "white", "f4f4f4", 1),
      ],
    },
    {
      name: "skin",
      label: { ja: "肌", en: "skin" },
      choices: [
        colourChoice(["baseColor"], "light", "明るい", "light", "f9c9b6", 2),
        colourChoice(["baseColor"], "tan", "小麦色", "tan", "d99f79", 1.5),
        colourChoice(["baseColor"], "brown", "茶色", "brown", "b5734f", 1),
        colourChoice(["baseColor"], "dark", "濃い茶色", "dark", "8a4f35", 1),
      ],
    },
    {
      name: "glasses",
      label: { ja: "めがね", en: "glasses" },
      choices: [
        emptyChoice("glasses", 6),
        optionalChoice("glasses", "round", "丸めがね", "round", 2),
        optionalChoice("glasses", "square", "四角いめがね", "square", 2),
      ],
    },
    {
      name: "mouth",
      label: { ja: "口", en: "mouth" },
      choices: [
        shapeChoice("mouth", "smile", "ほほえみ", "smile", 1.5),
        shapeChoice("mouth", "laughing", "笑って開いた口", "laughing, open", 1.5),
        shapeChoice("mouth", "surprised", "驚いて開いた口", "surprised, open"),
        shapeChoice("mouth", "smirk", "にやり", "smirk"),
        shapeChoice("mouth", "pucker", "すぼめた口", "pucker"),
        shapeChoice("mouth", "frown", "への字", "frown"),
        shapeChoice("mouth", "sad", "悲しい口", "sad"),
        shapeChoice("mouth", "nervous", "困った口", "nervous"),
      ],
    },
    {
      name: "eyes",
      label: { ja: "目", en: "eyes" },
      choices: [
        shapeChoice("eyes", "dots", "点", "dots", 2, "eyes"),
        shapeChoice("eyes", "round", "丸い目", "round", 2),
        shapeChoice("eyes", "smiling", "笑った目", "smiling", 2),
        shapeChoice("eyes", "shadow", "アイシャドウ", "eye shadow", 1, "eyesShadow"),
        shapeChoice("eyes", "smiling-shadow", "笑った目とアイシャドウ", "smiling, eye shadow", 1, "smilingShadow"),
      ],
    },
    {
      name: "eyebrows",
      label: { ja: "まゆ", en: "eyebrows" },
      choices: [
        shapeChoice("eyebrows", "up", "上がったまゆ", "raised", 2),
        shapeChoice("eyebrows", "down", "下がったまゆ", "lowered", 2),
        shapeChoice("eyebrows", "lashes-up", "上がったまゆとまつげ", "raised, lashes", 1, "eyelashesUp"),
        shapeChoice("eyebrows", "lashes-down", "下がったまゆとまつげ", "lowered, lashes", 1, "eyelashesDown"),
      ],
    },
    {
      name: "beard",
      label: { ja: "ひげ", en: "beard" },
      choices: [
        emptyChoice("facialHair", 8),
        optionalChoice("facialHair", "beard", "あごひげ", "beard", 1),
        optionalChoice("facialHair", "scruff", "無精ひげ", "scruff", 1),
      ],
    },
    {
      name: "earrings",
      label: { ja: "耳飾り", en: "earrings" },
      choices: [
        emptyChoice("earrings", 7),
        optionalChoice("earrings", "hoop", "輪", "hoop", 1.5),
        optionalChoice("earrings", "stud", "粒", "stud", 1.5),
      ],
    },
    {
      name: "shirt",
      label: { ja: "服", en: "shirt" },
      choices: [
        shapeChoice("shirt", "crew", "丸首", "crew neck"),
        shapeChoice("shirt", "open", "開いたえり", "open collar"),
        shapeChoice("shirt", "collared", "えりつき", "collared"),
      ],
    },
    {
      name: "shirt-colour",
      label: { ja: "服の色", en: "shirt colour" },
      choices: [
        shirt("white", "白", "white", "ffffff"),
        shirt("black", "黒", "black", "2b2b33"),
        shirt("red", "赤", "red", "e2574c"),
        shirt("yellow", "黄", "yellow", "f4d150"),
        shirt("green", "緑", "green", "5fb878"),
        shirt("blue", "青", "blue", "5b8def"),
      ],
    },
    {
      name: "background",
      label: { ja: "背景", en: "background" },
      choices: [
        background("cream", "クリーム", "cream", "fdf3dc"),
        background("sky", "空色", "sky blue", "d2eff3"),
        background("lavender", "ラベンダー", "lavender", "e0ddff"),
        background("rose", "ばら色", "rose", "ffdfe2"),
      ],
    },
  ],
};

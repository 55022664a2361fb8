import * as micah from "@dicebear/micah";
import { colour, extra, shape, without, type FaceStyle } from "./face-style.ts";
import { credits } from "../credits.ts";

const hairColour = (name: string, ja: string, en: string, hex: string, weight: number) =>
  colour(["hairColor", "facialHairColor"], name, ja, en, hex, weight);
const shirt = (name: string, ja: string, en: string, hex: string) => colour(["shirtColor"], name, ja, en, hex);
const background = (name: string, ja: string, en: string, hex: string) =>
  colour(["backgroundColor"], name, ja, en, hex);

/** Line drawings with flat colours, as large as life. The colours are ours, so that each name means what one sees. */
export const micahFaces: FaceStyle = {
  name: "faces",
  credit: credits.faces,
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
        shape("hair", "full", "ロング", "long", 1.5),
        shape("hair", "pixie", "ショート", "pixie cut", 1.5),
        shape("hair", "bob", "横分け", "side parting", 1.5, "dannyPhantom"),
        shape("hair", "fonze", "リーゼント", "quiff", 1.5),
        shape("hair", "mohawk", "モヒカン", "mohawk", 0.8, "mrT"),
        shape("hair", "few", "まばら", "a few hairs", 0.6, "dougFunny"),
        shape("hair", "bald", "髪なし", "bald", 0.6, "mrClean"),
        shape("hair", "turban", "ターバン", "turban", 0.6),
      ],
    },
    {
      name: "hair-colour",
      label: { ja: "髪の色", en: "hair colour" },
      unseen: { hair: ["bald"], beard: ["none"] },
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
        colour(["baseColor"], "light", "明るい", "light", "f9c9b6", 2),
        colour(["baseColor"], "tan", "小麦色", "tan", "d99f79", 1.5),
        colour(["baseColor"], "brown", "茶色", "brown", "b5734f", 1),
        colour(["baseColor"], "dark", "濃い茶色", "dark", "8a4f35", 1),
      ],
    },
    {
      name: "glasses",
      label: { ja: "めがね", en: "glasses" },
      choices: [
        without("glasses", 6),
        extra("glasses", "round", "丸めがね", "round", 2),
        extra("glasses", "square", "四角いめがね", "square", 2),
      ],
    },
    {
      name: "mouth",
      label: { ja: "口", en: "mouth" },
      choices: [
        shape("mouth", "smile", "ほほえみ", "smile", 1.5),
        shape("mouth", "laughing", "笑って開いた口", "laughing, open", 1.5),
        shape("mouth", "surprised", "驚いて開いた口", "surprised, open"),
        shape("mouth", "smirk", "にやり", "smirk"),
        shape("mouth", "pucker", "すぼめた口", "pucker"),
        shape("mouth", "frown", "への字", "frown"),
        shape("mouth", "sad", "悲しい口", "sad"),
        shape("mouth", "nervous", "困った口", "nervous"),
      ],
    },
    {
      name: "eyes",
      label: { ja: "目", en: "eyes" },
      choices: [
        shape("eyes", "dots", "点", "dots", 2, "eyes"),
        shape("eyes", "round", "丸い目", "round", 2),
        shape("eyes", "smiling", "笑った目", "smiling", 2),
        shape("eyes", "shadow", "アイシャドウ", "eye shadow", 1, "eyesShadow"),
        shape("eyes", "smiling-shadow", "笑った目とアイシャドウ", "smiling, eye shadow", 1, "smilingShadow"),
      ],
    },
    {
      name: "eyebrows",
      label: { ja: "まゆ", en: "eyebrows" },
      choices: [
        shape("eyebrows", "up", "上がったまゆ", "raised", 2),
        shape("eyebrows", "down", "下がったまゆ", "lowered", 2),
        shape("eyebrows", "lashes-up", "上がったまゆとまつげ", "raised, lashes", 1, "eyelashesUp"),
        shape("eyebrows", "lashes-down", "下がったまゆとまつげ", "lowered, lashes", 1, "eyelashesDown"),
      ],
    },
    {
      name: "beard",
      label: { ja: "ひげ", en: "beard" },
      choices: [
        without("facialHair", 8),
        extra("facialHair", "beard", "あごひげ", "beard", 1),
        extra("facialHair", "scruff", "無精ひげ", "scruff", 1),
      ],
    },
    {
      name: "earrings",
      label: { ja: "耳飾り", en: "earrings" },
      choices: [
        without("earrings", 7),
        extra("earrings", "hoop", "輪", "hoop", 1.5),
        extra("earrings", "stud", "粒", "stud", 1.5),
      ],
    },
    {
      name: "shirt",
      label: { ja: "服", en: "shirt" },
      choices: [
        shape("shirt", "crew", "丸首", "crew neck"),
        shape("shirt", "open", "開いたえり", "open collar"),
        shape("shirt", "collared", "えりつき", "collared"),
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

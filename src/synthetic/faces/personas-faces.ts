import * as personas from "@dicebear/personas";
import { colourChoice, optionalChoice, shapeChoice, emptyChoice, type FaceStyle } from "./face-style.ts";
import { datasetCredits } from "../dataset-credits.ts";

const hairColour = (name: string, ja: string, en: string, hex: string, weight: number) =>
  colourChoice(["hairColor"], name, ja, en, hex, weight);
const clothing = (name: string, ja: string, en: string, hex: string) =>
  colourChoice(["clothingColor"], name, ja, en, hex);
const skin = (name: string, ja: string, en: string, hex: string) => colourChoice(["skinColor"], name, ja, en, hex);

/** Style of rounder figures with many haircuts. */
export const personasFaces: FaceStyle = {
  name: "faces-personas",
  credit: datasetCredits["faces-personas"],
  drawing: personas,
  constant: {
    backgroundColor: ["f4f1ea"],
    nose: ["mediumRound"],
  },
  attributes: [
    {
      name: "hair",
      label: { ja: "髪型", en: "hair" },
      choices: [
        shapeChoice("hair", "long", "ロング", "long"),
        shapeChoice("hair", "extra-long", "とても長い髪", "very long", 1, "extraLong"),
        shapeChoice("hair", "bob", "ボブ", "bob", 1, "bobCut"),
        shapeChoice("hair", "bangs", "前髪のあるボブ", "bob with a fringe", 1, "bobBangs"),
        shapeChoice("hair", "pigtails", "ツインテール", "pigtails"),
        shapeChoice("hair", "bun", "おだんご", "bun", 1, "straightBun"),
        shapeChoice("hair", "curly-bun", "巻き毛のおだんご", "curly bun", 1, "curlyBun"),
        shapeChoice("hair", "bun-undercut", "刈り上げのおだんご", "bun with undercut", 1, "bunUndercut"),
        shapeChoice("hair", "curly", "巻き毛", "curly"),
        shapeChoice("hair", "curly-high", "高い巻き毛", "high curls", 1, "curlyHighTop"),
        shapeChoice("hair", "side-shave", "片側刈り上げ", "side shave", 1, "sideShave"),
        shapeChoice("hair", "short", "短い横分け", "short parting", 1, "shortCombover"),
        shapeChoice("hair", "chops", "もみあげのある横分け", "parting with sideburns", 1, "shortComboverChops"),
        shapeChoice("hair", "fade", "フェード", "fade"),
        shapeChoice("hair", "buzzcut", "丸刈り", "buzz cut"),
        shapeChoice("hair", "mohawk", "モヒカン", "mohawk"),
        shapeChoice("hair", "balding", "薄い髪", "balding"),
        shapeChoice("hair", "bald", "髪なし", "bald"),
        shapeChoice("hair", "cap", "野球帽", "cap"),
        shapeChoice("hair", "beanie", "ニット帽", "beanie"),
      ],
    },
    {
      name: "hair-colour",
      label: { ja: "髪の色", en: "hair colour" },
      hiddenBy: { hair: ["bald", "cap", "beanie"], beard: ["none"] },
      choices: [
        hairColour("black", "黒", "black", "362c47", 3),
        hairColour("brown", "茶", "brown", "6c4545", 2.5),
        hairColour("blond", "金", "blond", "f2c65c", 2),
        hairColour("orange", "オレンジ", "orange", "f27d65", 1.5),
        hairColour("red", "赤", "red", "d9434e", 1.5),
        hairColour("silver", "銀", "silver", "dee1f5", 1),
      ],
    },
    {
      name: "skin",
      label: { ja: "肌", en: "skin" },
      choices: [
        skin("light", "明るい", "light", "eeb4a4"),
        skin("tan", "小麦色", "tan", "e5a07e"),
        skin("brown", "茶色", "brown", "b16a5b"),
        skin("dark", "濃い茶色", "dark", "92594b"),
      ],
    },
    {
      name: "eyes",
      label: { ja: "目", en: "eyes" },
      choices: [
        shapeChoice("eyes", "open", "開いた目", "open", 2),
        shapeChoice("eyes", "happy", "笑った目", "happy", 1.5),
        shapeChoice("eyes", "wink", "ウインク", "wink"),
        shapeChoice("eyes", "sleep", "閉じた目", "closed"),
        shapeChoice("eyes", "glasses", "めがね", "glasses", 1.5),
        shapeChoice("eyes", "sunglasses", "サングラス", "sunglasses", 1.2),
      ],
    },
    {
      name: "mouth",
      label: { ja: "口", en: "mouth" },
      choices: [
        shapeChoice("mouth", "smile", "ほほえみ", "smile", 1.5),
        shapeChoice("mouth", "big-smile", "大きな笑顔", "big smile", 1.5, "bigSmile"),
        shapeChoice("mouth", "surprise", "驚いた口", "surprise"),
        shapeChoice("mouth", "smirk", "にやり", "smirk"),
        shapeChoice("mouth", "frown", "への字", "frown"),
        shapeChoice("mouth", "lips", "くちびる", "lips"),
        shapeChoice("mouth", "pacifier", "おしゃぶり", "pacifier", 0.5),
      ],
    },
    {
      name: "beard",
      label: { ja: "ひげ", en: "beard" },
      choices: [
        emptyChoice("facialHair", 12),
        optionalChoice("facialHair", "full", "口ひげとあごひげ", "beard and moustache", 1, "beardMustache"),
        optionalChoice("facialHair", "walrus", "太い口ひげ", "walrus"),
        optionalChoice("facialHair", "pyramid", "三角の口ひげ", "pyramid"),
        optionalChoice("facialHair", "goatee", "あごひげ", "goatee"),
        optionalChoice("facialHair", "shadow", "無精ひげ", "stubble"),
        optionalChoice("facialHair", "soul-patch", "唇の下のひげ", "soul patch", 1, "soulPatch"),
      ],
    },
    {
      name: "clothes",
      label: { ja: "服", en: "clothes" },
      choices: [
        shapeChoice("body", "squared", "四角い肩", "square shoulders"),
        shapeChoice("body", "rounded", "丸い肩", "round shoulders"),
        shapeChoice("body", "small", "小さな肩", "small shoulders"),
        shapeChoice("body", "checkered", "チェック柄", "checkered"),
      ],
    },
    {
      name: "clothes-colour",
      label: { ja: "服の色", en: "clothes colour" },
      choices: [
        clothing("blue", "青", "blue", "456dff"),
        clothing("turquoise", "水色", "turquoise", "54d7c7"),
        clothing("purple", "紫", "purple", "7555ca"),
        clothing("green", "緑", "green", "6dbb58"),
        clothing("red", "赤", "red", "e24553"),
        clothing("yellow", "黄", "yellow", "f3b63a"),
      ],
    },
  ],
};

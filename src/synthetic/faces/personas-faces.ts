import * as personas from "@dicebear/personas";
import { colourChoice, optionalChoice, shapeChoice, emptyChoice, type FaceStyle } from "./face-style.ts";
import { datasetCredits } from "../dataset-credits.ts";
import { syntheticText, type Text } from "../../text/index.ts";

const hairColour = (name: string, label: Text, hex: string, weight: number) =>
  colourChoice(["hairColor"], name, label, hex, weight);
const clothing = (name: string, label: Text, hex: string) => colourChoice(["clothingColor"], name, label, hex);
const skin = (name: string, label: Text, hex: string) => colourChoice(["skinColor"], name, label, hex);

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
      label: syntheticText.personasFaces.hair,
      choices: [
        shapeChoice("hair", "long", syntheticText.personasFaces.long),
        shapeChoice("hair", "extra-long", syntheticText.personasFaces.veryLong, 1, "extraLong"),
        shapeChoice("hair", "bob", syntheticText.personasFaces.bob, 1, "bobCut"),
        shapeChoice("hair", "bangs", syntheticText.personasFaces.bobFringe, 1, "bobBangs"),
        shapeChoice("hair", "pigtails", syntheticText.personasFaces.pigtails),
        shapeChoice("hair", "bun", syntheticText.personasFaces.bun, 1, "straightBun"),
        shapeChoice("hair", "curly-bun", syntheticText.personasFaces.curlyBun, 1, "curlyBun"),
        shapeChoice("hair", "bun-undercut", syntheticText.personasFaces.bunUndercut, 1, "bunUndercut"),
        shapeChoice("hair", "curly", syntheticText.personasFaces.curly),
        shapeChoice("hair", "curly-high", syntheticText.personasFaces.highCurls, 1, "curlyHighTop"),
        shapeChoice("hair", "side-shave", syntheticText.personasFaces.sideShave, 1, "sideShave"),
        shapeChoice("hair", "short", syntheticText.personasFaces.shortParting, 1, "shortCombover"),
        shapeChoice("hair", "chops", syntheticText.personasFaces.partingSideburns, 1, "shortComboverChops"),
        shapeChoice("hair", "fade", syntheticText.personasFaces.fade),
        shapeChoice("hair", "buzzcut", syntheticText.personasFaces.buzzCut),
        shapeChoice("hair", "mohawk", syntheticText.personasFaces.mohawk),
        shapeChoice("hair", "balding", syntheticText.personasFaces.balding),
        shapeChoice("hair", "bald", syntheticText.personasFaces.bald),
        shapeChoice("hair", "cap", syntheticText.personasFaces.cap),
        shapeChoice("hair", "beanie", syntheticText.personasFaces.beanie),
      ],
    },
    {
      name: "hair-colour",
      label: syntheticText.personasFaces.hairColour,
      hiddenBy: { hair: ["bald", "cap", "beanie"], beard: ["none"] },
      choices: [
        hairColour("black", syntheticText.personasFaces.black, "362c47", 3),
        hairColour("brown", syntheticText.personasFaces.brown, "6c4545", 2.5),
        hairColour("blond", syntheticText.personasFaces.blond, "f2c65c", 2),
        hairColour("orange", syntheticText.personasFaces.orange, "f27d65", 1.5),
        hairColour("red", syntheticText.personasFaces.red, "d9434e", 1.5),
        hairColour("silver", syntheticText.personasFaces.silver, "dee1f5", 1),
      ],
    },
    {
      name: "skin",
      label: syntheticText.personasFaces.skin,
      choices: [
        skin("light", syntheticText.personasFaces.light, "eeb4a4"),
        skin("tan", syntheticText.personasFaces.tan, "e5a07e"),
        skin("brown", syntheticText.personasFaces.brownSkin, "b16a5b"),
        skin("dark", syntheticText.personasFaces.dark, "92594b"),
      ],
    },
    {
      name: "eyes",
      label: syntheticText.personasFaces.eyes,
      choices: [
        shapeChoice("eyes", "open", syntheticText.personasFaces.open, 2),
        shapeChoice("eyes", "happy", syntheticText.personasFaces.happy, 1.5),
        shapeChoice("eyes", "wink", syntheticText.personasFaces.wink),
        shapeChoice("eyes", "sleep", syntheticText.personasFaces.closed),
        shapeChoice("eyes", "glasses", syntheticText.personasFaces.glasses, 1.5),
        shapeChoice("eyes", "sunglasses", syntheticText.personasFaces.sunglasses, 1.2),
      ],
    },
    {
      name: "mouth",
      label: syntheticText.personasFaces.mouth,
      choices: [
        shapeChoice("mouth", "smile", syntheticText.personasFaces.smile, 1.5),
        shapeChoice("mouth", "big-smile", syntheticText.personasFaces.bigSmile, 1.5, "bigSmile"),
        shapeChoice("mouth", "surprise", syntheticText.personasFaces.surprise),
        shapeChoice("mouth", "smirk", syntheticText.personasFaces.smirk),
        shapeChoice("mouth", "frown", syntheticText.personasFaces.frown),
        shapeChoice("mouth", "lips", syntheticText.personasFaces.lips),
        shapeChoice("mouth", "pacifier", syntheticText.personasFaces.pacifier, 0.5),
      ],
    },
    {
      name: "beard",
      label: syntheticText.personasFaces.beard,
      choices: [
        emptyChoice("facialHair", 12),
        optionalChoice("facialHair", "full", syntheticText.personasFaces.beardMoustache, 1, "beardMustache"),
        optionalChoice("facialHair", "walrus", syntheticText.personasFaces.walrus),
        optionalChoice("facialHair", "pyramid", syntheticText.personasFaces.pyramid),
        optionalChoice("facialHair", "goatee", syntheticText.personasFaces.goatee),
        optionalChoice("facialHair", "shadow", syntheticText.personasFaces.stubble),
        optionalChoice("facialHair", "soul-patch", syntheticText.personasFaces.soulPatch, 1, "soulPatch"),
      ],
    },
    {
      name: "clothes",
      label: syntheticText.personasFaces.clothes,
      choices: [
        shapeChoice("body", "squared", syntheticText.personasFaces.squareShoulders),
        shapeChoice("body", "rounded", syntheticText.personasFaces.roundShoulders),
        shapeChoice("body", "small", syntheticText.personasFaces.smallShoulders),
        shapeChoice("body", "checkered", syntheticText.personasFaces.checkered),
      ],
    },
    {
      name: "clothes-colour",
      label: syntheticText.personasFaces.clothesColour,
      choices: [
        clothing("blue", syntheticText.personasFaces.blue, "456dff"),
        clothing("turquoise", syntheticText.personasFaces.turquoise, "54d7c7"),
        clothing("purple", syntheticText.personasFaces.purple, "7555ca"),
        clothing("green", syntheticText.personasFaces.green, "6dbb58"),
        clothing("red", syntheticText.personasFaces.red, "e24553"),
        clothing("yellow", syntheticText.personasFaces.yellow, "f3b63a"),
      ],
    },
  ],
};

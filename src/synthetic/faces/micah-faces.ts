import * as micah from "@dicebear/micah";
import { colourChoice, optionalChoice, shapeChoice, emptyChoice, type FaceStyle } from "./face-style.ts";
import { datasetCredits } from "../dataset-credits.ts";
import { syntheticText, type Text } from "../../text/index.ts";

const hairColour = (name: string, label: Text, hex: string, weight: number) =>
  colourChoice(["hairColor", "facialHairColor"], name, label, hex, weight);
const shirt = (name: string, label: Text, hex: string) => colourChoice(["shirtColor"], name, label, hex);
const background = (name: string, label: Text, hex: string) => colourChoice(["backgroundColor"], name, label, hex);

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
      label: syntheticText.micahFaces.hair,
      choices: [
        shapeChoice("hair", "full", syntheticText.micahFaces.long, 1.5),
        shapeChoice("hair", "pixie", syntheticText.micahFaces.pixieCut, 1.5),
        shapeChoice("hair", "bob", syntheticText.micahFaces.sideParting, 1.5, "dannyPhantom"),
        shapeChoice("hair", "fonze", syntheticText.micahFaces.quiff, 1.5),
        shapeChoice("hair", "mohawk", syntheticText.micahFaces.mohawk, 0.8, "mrT"),
        shapeChoice("hair", "few", syntheticText.micahFaces.fewHairs, 0.6, "dougFunny"),
        shapeChoice("hair", "bald", syntheticText.micahFaces.bald, 0.6, "mrClean"),
        shapeChoice("hair", "turban", syntheticText.micahFaces.turban, 0.6),
      ],
    },
    {
      name: "hair-colour",
      label: syntheticText.micahFaces.hairColour,
      hiddenBy: { hair: ["bald"], beard: ["none"] },
      choices: [
        hairColour("black", syntheticText.micahFaces.black, "1f1a24", 3),
        hairColour("brown", syntheticText.micahFaces.brown, "7a4a2b", 2.5),
        hairColour("blond", syntheticText.micahFaces.blond, "f4d150", 2),
        hairColour("red", syntheticText.micahFaces.red, "d9542b", 1.5),
        hairColour("pink", syntheticText.micahFaces.pink, "fc909f", 1.2),
        hairColour("blue", syntheticText.micahFaces.blue, "4fa3e0", 1.2),
        hairColour("purple", syntheticText.micahFaces.purple, "9287ff", 1),
        hairColour("white", syntheticText.micahFaces.white, "f4f4f4", 1),
      ],
    },
    {
      name: "skin",
      label: syntheticText.micahFaces.skin,
      choices: [
        colourChoice(["baseColor"], "light", syntheticText.micahFaces.light, "f9c9b6", 2),
        colourChoice(["baseColor"], "tan", syntheticText.micahFaces.tan, "d99f79", 1.5),
        colourChoice(["baseColor"], "brown", syntheticText.micahFaces.brownSkin, "b5734f", 1),
        colourChoice(["baseColor"], "dark", syntheticText.micahFaces.dark, "8a4f35", 1),
      ],
    },
    {
      name: "glasses",
      label: syntheticText.micahFaces.glasses,
      choices: [
        emptyChoice("glasses", 6),
        optionalChoice("glasses", "round", syntheticText.micahFaces.round, 2),
        optionalChoice("glasses", "square", syntheticText.micahFaces.square, 2),
      ],
    },
    {
      name: "mouth",
      label: syntheticText.micahFaces.mouth,
      choices: [
        shapeChoice("mouth", "smile", syntheticText.micahFaces.smile, 1.5),
        shapeChoice("mouth", "laughing", syntheticText.micahFaces.laughingOpen, 1.5),
        shapeChoice("mouth", "surprised", syntheticText.micahFaces.surprisedOpen),
        shapeChoice("mouth", "smirk", syntheticText.micahFaces.smirk),
        shapeChoice("mouth", "pucker", syntheticText.micahFaces.pucker),
        shapeChoice("mouth", "frown", syntheticText.micahFaces.frown),
        shapeChoice("mouth", "sad", syntheticText.micahFaces.sad),
        shapeChoice("mouth", "nervous", syntheticText.micahFaces.nervous),
      ],
    },
    {
      name: "eyes",
      label: syntheticText.micahFaces.eyes,
      choices: [
        shapeChoice("eyes", "dots", syntheticText.micahFaces.dots, 2, "eyes"),
        shapeChoice("eyes", "round", syntheticText.micahFaces.roundGlasses, 2),
        shapeChoice("eyes", "smiling", syntheticText.micahFaces.smiling, 2),
        shapeChoice("eyes", "shadow", syntheticText.micahFaces.eyeShadow, 1, "eyesShadow"),
        shapeChoice("eyes", "smiling-shadow", syntheticText.micahFaces.smilingEyeShadow, 1, "smilingShadow"),
      ],
    },
    {
      name: "eyebrows",
      label: syntheticText.micahFaces.eyebrows,
      choices: [
        shapeChoice("eyebrows", "up", syntheticText.micahFaces.raised, 2),
        shapeChoice("eyebrows", "down", syntheticText.micahFaces.lowered, 2),
        shapeChoice("eyebrows", "lashes-up", syntheticText.micahFaces.raisedLashes, 1, "eyelashesUp"),
        shapeChoice("eyebrows", "lashes-down", syntheticText.micahFaces.loweredLashes, 1, "eyelashesDown"),
      ],
    },
    {
      name: "beard",
      label: syntheticText.micahFaces.beard,
      choices: [
        emptyChoice("facialHair", 8),
        optionalChoice("facialHair", "beard", syntheticText.micahFaces.chinBeard, 1),
        optionalChoice("facialHair", "scruff", syntheticText.micahFaces.scruff, 1),
      ],
    },
    {
      name: "earrings",
      label: syntheticText.micahFaces.earrings,
      choices: [
        emptyChoice("earrings", 7),
        optionalChoice("earrings", "hoop", syntheticText.micahFaces.hoop, 1.5),
        optionalChoice("earrings", "stud", syntheticText.micahFaces.stud, 1.5),
      ],
    },
    {
      name: "shirt",
      label: syntheticText.micahFaces.shirt,
      choices: [
        shapeChoice("shirt", "crew", syntheticText.micahFaces.crewNeck),
        shapeChoice("shirt", "open", syntheticText.micahFaces.openCollar),
        shapeChoice("shirt", "collared", syntheticText.micahFaces.collared),
      ],
    },
    {
      name: "shirt-colour",
      label: syntheticText.micahFaces.shirtColour,
      choices: [
        shirt("white", syntheticText.micahFaces.white, "ffffff"),
        shirt("black", syntheticText.micahFaces.black, "2b2b33"),
        shirt("red", syntheticText.micahFaces.red, "e2574c"),
        shirt("yellow", syntheticText.micahFaces.yellow, "f4d150"),
        shirt("green", syntheticText.micahFaces.green, "5fb878"),
        shirt("blue", syntheticText.micahFaces.blue, "5b8def"),
      ],
    },
    {
      name: "background",
      label: syntheticText.micahFaces.background,
      choices: [
        background("cream", syntheticText.micahFaces.cream, "fdf3dc"),
        background("sky", syntheticText.micahFaces.skyBlue, "d2eff3"),
        background("lavender", syntheticText.micahFaces.lavender, "e0ddff"),
        background("rose", syntheticText.micahFaces.rose, "ffdfe2"),
      ],
    },
  ],
};

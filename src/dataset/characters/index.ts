export { drawCharacter, type Character, type CharacterOptions } from "./draw-character.ts";
export {
  charactersSchema,
  drawCharacterLabels,
  type CharacterLabels,
  type EyeColor,
  type HairColor,
  type HairStyle,
  type Mouth,
} from "./labels.ts";

export { drawCharacter, type Character, type CharacterOptions } from "./draw-character.ts";
export {
  charactersSchema,
  sampleCharacterLabels,
  type CharacterLabels,
  type EyeColor,
  type HairColor,
  type HairStyle,
  type CharacterMouth,
} from "./character-labels.ts";

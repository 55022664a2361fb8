import type { Words } from "../language/language.tsx";

/** Names of the built-in data sets. */
export const datasetNames = {
  sushi: { ja: "寿司", en: "Sushi" },
  faces: { ja: "似顔絵（Micah）", en: "Faces (Micah)" },
  "faces-personas": { ja: "似顔絵（Personas）", en: "Faces (Personas)" },
  characters: { ja: "アニメ風の顔", en: "Anime faces" },
  emoji: { ja: "絵文字", en: "Emoji" },
  "sushi-camera": { ja: "寿司（ぐるりと）", en: "Sushi, all round" },
} satisfies Words;

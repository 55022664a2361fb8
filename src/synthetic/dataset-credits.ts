import type { Text } from "../error.ts";

/** Authors and licences of the built-in sets: shown wherever their pictures are. */
export const datasetCredits = {
  sushi: {
    ja: "寿司の絵: omakase が自分で描いています（MIT）。",
    en: "Sushi: drawn by omakase itself (MIT).",
  },
  faces: {
    ja: "顔のイラスト: Micah Lanier「Avatar Illustration System」（CC BY 4.0）。DiceBear を使って色を変えて描いています。",
    en: "Faces: “Avatar Illustration System” by Micah Lanier, CC BY 4.0, drawn with DiceBear in changed colours.",
  },
  "faces-personas": {
    ja: "顔のイラスト: Draftbit「Personas」（CC BY 4.0）。DiceBear を使って色を変えて描いています。",
    en: "Faces: “Personas” by Draftbit, CC BY 4.0, drawn with DiceBear in changed colours.",
  },
  characters: {
    ja: "キャラクターの絵: omakase が自分で描いています（MIT）。",
    en: "Characters: drawn by omakase itself (MIT).",
  },
  emoji: {
    ja: "絵文字: Fluent Emoji（Microsoft Corporation、MIT）。",
    en: "Emoji: Fluent Emoji (Microsoft Corporation, MIT).",
  },
} as const satisfies Readonly<Record<string, Text>>;

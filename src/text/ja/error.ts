import type { errorSentences as english } from "../en/error.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/error.ts`. */
export const errorSentences: Translation<typeof english> = {
  sentence: "{where}: {expected}が必要ですが、{got}でした。{remedy}。",
  sentenceAlone: "{expected}が必要ですが、{got}でした。{remedy}。",
  integer: {
    expected: "{low} から {high} までの整数",
    got: "{value}",
    remedy: "値を直してください",
  },
  value: {
    nothing: "値のないもの",
    list: "配列",
    function: "関数",
    promise: "Promise",
    tensor: "テンソル {shape}",
    object: "オブジェクト（{fields}）",
  },
};

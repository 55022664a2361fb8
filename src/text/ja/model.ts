import type { modelSentences as english } from "../en/model.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/model`, by file. */
export const modelSentences: Translation<typeof english> = {
  defineModel: { invalid: { expected: "{expected}", got: "{got}", remedy: "defineModel の定義を直してください" } },
  stageWidths: {
    stageWidths: {
      expected: "8、16、32、64、128、256 のどれか",
      got: "{size}",
      remedy: "たとえば 64 を指定してください",
    },
  },
  latentFlow: {
    unfitLatent: { expected: "{places} の倍数", got: "{latent}", remedy: "たとえば {example} を指定してください" },
  },
  settings: {
    batchSize: "1 ステップの枚数",
    learningRate: "学習率",
    adversarial:
      "損失（GAN のみ）: relativistic、standard、hinge（省くと gan と cgan は relativistic、ほかは standard）",
    augment:
      "鑑定士に見せる絵を少し変える確率 0〜0.8、auto、off（省くと、gan と cgan で絵が少ないとき auto。GAN のみ）",
    balance: "鑑定士とにせ絵師のつり合い: auto、off、または 2:1 のような回数の比（省くと off。GAN のみ）",
    frozen:
      "学習させない層。鑑定士の絵に近い 2 層なら discriminator:2。generator や generator.0 のように名前でも（, で区切る）",
  },
};

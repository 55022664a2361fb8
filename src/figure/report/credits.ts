import type { Text } from "../../error.ts";
import { element, fillTemplate } from "./bilingual.ts";
import { pageWords } from "./page-words.ts";
import type { ReportModel, ReportRun } from "./report-run.ts";

/** Papers behind the models. */
const papers: Readonly<Record<ReportModel, Text>> = {
  ae: {
    ja: "オートエンコーダー: G. Hinton, R. Salakhutdinov「Reducing the Dimensionality of Data with Neural Networks」(2006)",
    en: "Autoencoder: G. Hinton, R. Salakhutdinov, “Reducing the Dimensionality of Data with Neural Networks” (2006)",
  },
  vae: {
    ja: "VAE: D. Kingma, M. Welling「Auto-Encoding Variational Bayes」(2013)",
    en: "VAE: D. Kingma, M. Welling, “Auto-Encoding Variational Bayes” (2013)",
  },
  gan: {
    ja: "GAN: I. Goodfellow ほか「Generative Adversarial Networks」(2014)、損失は N. Huang ほか「The GAN is dead; long live the GAN!」(2024) による",
    en: "GAN: I. Goodfellow et al., “Generative Adversarial Networks” (2014); loss after N. Huang et al., “The GAN is dead; long live the GAN!” (2024)",
  },
  dcgan: {
    ja: "DCGAN: A. Radford, L. Metz, S. Chintala「Unsupervised Representation Learning with Deep Convolutional GANs」(2015)",
    en: "DCGAN: A. Radford, L. Metz, S. Chintala, “Unsupervised Representation Learning with Deep Convolutional GANs” (2015)",
  },
  cgan: {
    ja: "cgan: Y. Jin ほか「Towards the Automatic Anime Characters Creation with Generative Adversarial Networks」(2017)、A. Odena ほか (AC-GAN, 2017)、T. Miyato, M. Koyama (2018)、損失は N. Huang ほか (2024) による",
    en: "cgan: Y. Jin et al., “Towards the Automatic Anime Characters Creation with Generative Adversarial Networks” (2017); A. Odena et al. (AC-GAN, 2017); T. Miyato, M. Koyama (2018); loss after N. Huang et al. (2024)",
  },
  pix2pix: {
    ja: "pix2pix: P. Isola ほか「Image-to-Image Translation with Conditional Adversarial Networks」(2017)",
    en: "pix2pix: P. Isola et al., “Image-to-Image Translation with Conditional Adversarial Networks” (2017)",
  },
};

const parts: Text = {
  ja: "図: Observable Plot (ISC)、resvg (MPL-2.0)、文字は Noto Sans JP (SIL OFL 1.1)",
  en: "Figures: Observable Plot (ISC), resvg (MPL-2.0), lettering in Noto Sans JP (SIL OFL 1.1)",
};

/** Formats the credits of the page. */
export function creditsSection(runs: readonly ReportRun[], more: readonly Text[]): string {
  const models = [...new Set(runs.map(({ model }) => model))];
  const given = more.map((text) => fillTemplate({ ja: "{text}", en: "{text}" }, { text }));
  const lines = [...given, ...models.map((model) => papers[model]), parts];
  return (
    `<footer id="credits">${element("h2", pageWords.credits)}` +
    `<ul>${lines.map((line) => element("li", line)).join("")}</ul></footer>`
  );
}

import { bilingualHtml, element } from "./bilingual.ts";
import { modelWords } from "./model-words.ts";
import type { ReportRun } from "./report-run.ts";
import { reportText } from "../../text/index.ts";

/** Formats the comparison of the trained models; empty for a single one. */
export function comparison(runs: readonly ReportRun[]): string {
  const models = [...new Set(runs.map(({ model }) => model))];
  if (models.length < 2) return "";
  const traits = Object.keys(reportText.page.comparison) as (keyof typeof reportText.page.comparison)[];
  const head = `<tr><td></td>${models.map((model) => `<th scope="col">${bilingualHtml(shortNames[model])}</th>`).join("")}</tr>`;
  const rows = traits.map((trait) => {
    const cells = models.map((model) => {
      const { mark, why } = modelWords[model].marks[trait];
      const dots = [1, 2, 3].map((level) => `<i${level <= mark ? ' class="on"' : ""}></i>`).join("");
      return `<td><span class="mark" role="img" aria-label="${mark} / 3">${dots}</span><small>${bilingualHtml(why)}</small></td>`;
    });
    return `<tr><th scope="row">${bilingualHtml(reportText.page.comparison[trait])}</th>${cells.join("")}</tr>`;
  });
  return (
    `<section id="compare">${element("h2", reportText.page.compareHeading)}${element("p", reportText.page.compareLead, "lead")}` +
    `<div class="scroll"><table class="comparison"><thead>${head}</thead><tbody>${rows.join("")}</tbody></table></div></section>`
  );
}

/** Short names for tabs and columns. */
export const shortNames = {
  ae: "AE",
  vae: "VAE",
  gan: "GAN",
  "latent-flow": "latent flow",
  dcgan: "DCGAN",
  cgan: "cgan",
  pix2pix: "pix2pix",
} as const;

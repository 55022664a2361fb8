import type { Text } from "../../error.ts";
import { escapeMarkup } from "../markup.ts";
import { bilingualHtml, element } from "./bilingual.ts";
import { modelChapters } from "./model-chapter.ts";
import type { ReportRun } from "./report-run.ts";
import { reportText } from "../../text/index.ts";

interface NextStep {
  readonly heading: Text;
  readonly why: Text;
  readonly command: string;
}

/** Formats commands for the next steps with the runs of the page. */
export function nextSection(runs: readonly ReportRun[]): string {
  const items = tries(runs).map(({ heading, why, command }) => {
    return (
      `<article class="try">${element("h3", heading)}${element("p", why)}` +
      `<div class="command"><code>${escapeMarkup(command)}</code>` +
      `<button type="button" data-copy="${escapeMarkup(command)}" hidden>` +
      `<span class="idle">${bilingualHtml(reportText.page.copy)}</span><span class="done">${bilingualHtml(reportText.page.copied)}</span>` +
      `</button></div></article>`
    );
  });
  return (
    `<section id="next">${element("h2", reportText.page.next)}${element("p", reportText.page.nextLead, "lead")}` +
    `<div class="tries">${items.join("")}</div></section>`
  );
}

function tries(runs: readonly ReportRun[]): NextStep[] {
  const find = (...models: ReportRun["model"][]): ReportRun | undefined =>
    models.map((model) => runs.find((run) => run.model === model)).find((run) => run !== undefined);
  const drawing = find("cgan", "latent-flow", "gan", "dcgan", "vae");
  const smooth = find("latent-flow", "vae", "gan", "dcgan");
  const encoding = find("latent-flow", "vae", "ae");
  const list: NextStep[] = [];
  const taught = find("vae", "ae", "dcgan", "gan", "pix2pix");
  if (taught)
    list.push({
      heading: reportText.nextSection.writeModel,
      why: reportText.nextSection.courseChapterStudio,
      command: `npx omakase lesson ${modelChapters[taught.model]}`,
    });
  if (drawing) {
    list.push({
      heading: reportText.nextSection.heading,
      why: reportText.nextSection.why,
      command: `npx omakase generate ${quoted(drawing.path)} --count 36 --seed 7`,
    });
    list.push({
      heading: reportText.nextSection.trainLonger,
      why: reportText.nextSection.goesCheckpointDoMore,
      command: `npx omakase train --resume ${quoted(drawing.path)} --minutes 20`,
    });
  }
  if (smooth)
    list.push({
      heading: reportText.nextSection.makeMorph,
      why: reportText.nextSection.animationPictureSeedSeed,
      command: `npx omakase morph ${quoted(smooth.path)} --from 1 --to 2 --frames 60 --out morph.gif`,
    });
  if (encoding)
    list.push({
      heading: reportText.nextSection.putPictureOwn,
      why: reportText.nextSection.writeOwnFilePhoto,
      command: `npx omakase reconstruct ${quoted(encoding.path)} photo.jpg`,
    });
  const ordering = find("cgan");
  if (ordering)
    list.push({
      heading: reportText.nextSection.seeCanOrder,
      why: reportText.nextSection.chooseListOrderSet,
      command: `npx omakase generate ${quoted(ordering.path)} --list`,
    });
  const translating = find("pix2pix");
  if (translating)
    list.push({
      heading: reportText.nextSection.translatePictureOwn,
      why: reportText.nextSection.writeOwnFileDrawing,
      command: `npx omakase translate ${quoted(translating.path)} drawing.png`,
    });
  list.push(
    {
      heading: reportText.nextSection.trainOwnPictures,
      why: reportText.nextSection.fewHundredPicturesSame,
      command: "npx omakase train latent-flow ./my-pictures --minutes 30",
    },
    {
      heading: reportText.nextSection.lookThroughDataFirst,
      why: reportText.nextSection.findsDuplicatesLabelsToo,
      command: "npx omakase dataset ./my-pictures",
    },
  );
  if (!find("dcgan"))
    list.push({
      heading: reportText.nextSection.takeMinutesCompareDcgan,
      why: reportText.nextSection.longerTrainClearerDifference,
      command: "npm start -- --minutes 30",
    });
  return list;
}

/** Quotes a path as one argument, for the shells of Linux, macOS and Windows. */
function quoted(path: string): string {
  return /^[\w./\\:~-]+$/.test(path) ? path : `"${path.replace(/(["$`])/g, "\\$1")}"`;
}

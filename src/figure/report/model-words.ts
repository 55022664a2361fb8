import { reportText, type Text } from "../../text/index.ts";
import type { ReportFigureKind, ReportModel } from "./report-run.ts";

/** Question with its answer. */
export interface ModelQuestion {
  readonly question: Text;
  readonly answer: Text;
}

/** Texts of the report about a model. */
export interface ModelWords {
  readonly name: Text;
  /** Explanation in small print beside the name. */
  readonly gloss: Text;
  /** Summary of the model in one line. */
  readonly motto: Text;
  readonly lead: Text;
  /** Questions that its images raise, with the answers. */
  readonly questions: readonly ModelQuestion[];
  /** Marks from 0 to 3, with reasons. */
  readonly marks: Readonly<Record<Trait, { readonly mark: 0 | 1 | 2 | 3; readonly why: Text }>>;
}

type Trait = keyof typeof reportText.page.comparison;

const { contest, collapse, samplesLook, headings } = reportText.model;

/** Joins the texts of a model with its marks and questions. */
function wordsOf(
  model: ReportModel,
  marks: Readonly<Record<Trait, 0 | 1 | 2 | 3>>,
  questions: readonly ModelQuestion[],
): ModelWords {
  const texts = reportText.model[model];
  const marked = Object.entries(marks).map(([trait, mark]) => [trait, { mark, why: texts.marks[trait as Trait] }]);
  return { ...texts, questions, marks: Object.fromEntries(marked) as ModelWords["marks"] };
}

/** Texts of each model. */
export const modelWords: Record<ReportModel, ModelWords> = {
  ae: wordsOf("ae", { sharp: 2, fresh: 0, encode: 3, morph: 1, steady: 3 }, [reportText.model.ae]),
  vae: wordsOf("vae", { sharp: 1, fresh: 2, encode: 3, morph: 3, steady: 3 }, [reportText.model.vae]),
  gan: wordsOf("gan", { sharp: 3, fresh: 3, encode: 0, morph: 2, steady: 2 }, [contest, collapse]),
  "latent-flow": wordsOf("latent-flow", { sharp: 3, fresh: 3, encode: 3, morph: 2, steady: 3 }, [
    reportText.model["latent-flow"],
  ]),
  dcgan: wordsOf("dcgan", { sharp: 2, fresh: 2, encode: 0, morph: 2, steady: 1 }, [contest, collapse]),
  cgan: wordsOf("cgan", { sharp: 3, fresh: 3, encode: 0, morph: 3, steady: 2 }, [
    reportText.model.cgan,
    contest,
    collapse,
  ]),
  pix2pix: wordsOf("pix2pix", { sharp: 2, fresh: 0, encode: 3, morph: 0, steady: 3 }, [
    reportText.model.pix2pix,
    contest,
  ]),
};

/** Returns the heading of a figure, and what to look at. */
export function figureGuide(kind: ReportFigureKind, model: ReportModel): { heading: Text; look: Text } {
  switch (kind) {
    case "samples":
      return { heading: headings.samples, look: samplesLook[model] };
    case "over-time":
      return {
        heading: model === "ae" ? headings.redrawn : headings.time,
        look: overTimeLook[model] ?? reportText.model.timeLook,
      };
    case "losses":
      return { heading: headings.losses, look: lossesLook[model] ?? reportText.model.contestLook };
    case "balance":
      return {
        heading: headings.balance,
        look: model === "gan" || model === "cgan" ? reportText.model.scoresLook : reportText.model.balanceLook,
      };
    case "health":
      return { heading: headings.health, look: reportText.model.healthLook };
    case "reconstructions":
      return {
        heading: headings.reconstructions,
        look: model === "vae" ? reportText.model.softPairsLook : reportText.model.pairsLook,
      };
    case "attributes":
      return { heading: headings.attributes, look: reportText.model.attributesLook };
    case "translations":
      return { heading: headings.translations, look: reportText.model.translationsLook };
    case "latent-map":
      return { heading: headings.map, look: reportText.model.mapLook };
    case "morph-strip":
      return { heading: headings.strip, look: reportText.model.stripLook };
  }
}

const overTimeLook: Partial<Record<ReportModel, Text>> = {
  ae: reportText.model.redrawnLook,
  "latent-flow": reportText.model.stagesTimeLook,
  pix2pix: reportText.model.translatedLook,
};
const lossesLook: Partial<Record<ReportModel, Text>> = {
  ae: reportText.model.lossLook,
  vae: reportText.model.informationLook,
  "latent-flow": reportText.model.stagesLossLook,
  pix2pix: reportText.model.conditionLook,
};

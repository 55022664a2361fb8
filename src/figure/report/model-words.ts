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
  readonly marks: Readonly<
    Record<keyof typeof reportText.page.comparison, { readonly mark: 0 | 1 | 2 | 3; readonly why: Text }>
  >;
}

const contest: ModelQuestion = reportText.model.contest;

const collapse: ModelQuestion = reportText.model.collapse;

/** Texts of each model. */
export const modelWords: Record<ReportModel, ModelWords> = {
  ae: {
    ...reportText.model.ae,
    questions: [reportText.model.ae],
    marks: {
      sharp: { mark: 2, why: reportText.model.ae.marks.sharp },
      fresh: { mark: 0, why: reportText.model.ae.marks.fresh },
      encode: { mark: 3, why: reportText.model.ae.marks.encode },
      morph: { mark: 1, why: reportText.model.ae.marks.morph },
      steady: { mark: 3, why: reportText.model.ae.marks.steady },
    },
  },
  vae: {
    ...reportText.model.vae,
    questions: [reportText.model.vae],
    marks: {
      sharp: { mark: 1, why: reportText.model.vae.marks.sharp },
      fresh: { mark: 2, why: reportText.model.vae.marks.fresh },
      encode: { mark: 3, why: reportText.model.vae.marks.encode },
      morph: { mark: 3, why: reportText.model.vae.marks.morph },
      steady: { mark: 3, why: reportText.model.vae.marks.steady },
    },
  },
  gan: {
    ...reportText.model.gan,
    questions: [contest, collapse],
    marks: {
      sharp: { mark: 3, why: reportText.model.gan.marks.sharp },
      fresh: { mark: 3, why: reportText.model.gan.marks.fresh },
      encode: { mark: 0, why: reportText.model.gan.marks.encode },
      morph: { mark: 2, why: reportText.model.gan.marks.morph },
      steady: { mark: 2, why: reportText.model.gan.marks.steady },
    },
  },
  "latent-flow": {
    ...reportText.model.latentFlow,
    questions: [reportText.model.latentFlow],
    marks: {
      sharp: { mark: 3, why: reportText.model.latentFlow.marks.sharp },
      fresh: { mark: 3, why: reportText.model.latentFlow.marks.fresh },
      encode: { mark: 3, why: reportText.model.latentFlow.marks.encode },
      morph: { mark: 2, why: reportText.model.latentFlow.marks.morph },
      steady: { mark: 3, why: reportText.model.latentFlow.marks.steady },
    },
  },
  dcgan: {
    ...reportText.model.dcgan,
    questions: [contest, collapse],
    marks: {
      sharp: { mark: 2, why: reportText.model.dcgan.marks.sharp },
      fresh: { mark: 2, why: reportText.model.dcgan.marks.fresh },
      encode: { mark: 0, why: reportText.model.dcgan.marks.encode },
      morph: { mark: 2, why: reportText.model.dcgan.marks.morph },
      steady: { mark: 1, why: reportText.model.dcgan.marks.steady },
    },
  },
  cgan: {
    ...reportText.model.cgan,
    questions: [reportText.model.cgan, contest, collapse],
    marks: {
      sharp: { mark: 3, why: reportText.model.cgan.marks.sharp },
      fresh: { mark: 3, why: reportText.model.cgan.marks.fresh },
      encode: { mark: 0, why: reportText.model.cgan.marks.encode },
      morph: { mark: 3, why: reportText.model.cgan.marks.morph },
      steady: { mark: 2, why: reportText.model.cgan.marks.steady },
    },
  },
  pix2pix: {
    ...reportText.model.pix2pix,
    questions: [reportText.model.pix2pix, contest],
    marks: {
      sharp: { mark: 2, why: reportText.model.pix2pix.marks.sharp },
      fresh: { mark: 0, why: reportText.model.pix2pix.marks.fresh },
      encode: { mark: 3, why: reportText.model.pix2pix.marks.encode },
      morph: { mark: 0, why: reportText.model.pix2pix.marks.morph },
      steady: { mark: 3, why: reportText.model.pix2pix.marks.steady },
    },
  },
};

/** Returns the heading of a figure, and what to look at. */
export function figureGuide(kind: ReportFigureKind, model: ReportModel): { heading: Text; look: Text } {
  switch (kind) {
    case "samples":
      return { heading: headings.samples, look: samplesLook[model] };
    case "over-time":
      return { heading: model === "ae" ? headings.redrawn : headings.time, look: overTimeLook[model] ?? timeLook };
    case "losses":
      return { heading: headings.losses, look: lossesLook[model] ?? contestLook };
    case "balance":
      return { heading: headings.balance, look: model === "gan" || model === "cgan" ? scoresLook : balanceLook };
    case "health":
      return { heading: headings.health, look: healthLook };
    case "reconstructions":
      return { heading: headings.reconstructions, look: model === "vae" ? softPairsLook : pairsLook };
    case "attributes":
      return { heading: headings.attributes, look: attributesLook };
    case "translations":
      return { heading: headings.translations, look: translationsLook };
    case "latent-map":
      return { heading: headings.map, look: mapLook };
    case "morph-strip":
      return { heading: headings.strip, look: stripLook };
  }
}

const headings = {
  samples: reportText.model.headings.samples,
  time: reportText.model.headings.time,
  redrawn: reportText.model.headings.redrawn,
  losses: reportText.model.headings.losses,
  balance: reportText.model.headings.balance,
  health: reportText.model.headings.health,
  reconstructions: reportText.model.headings.reconstructions,
  attributes: reportText.model.headings.attributes,
  translations: reportText.model.headings.translations,
  map: reportText.model.headings.map,
  strip: reportText.model.headings.strip,
} as const;

const samplesLook: Record<ReportModel, Text> = {
  ae: reportText.model.samplesLook.ae,
  vae: reportText.model.samplesLook.vae,
  gan: reportText.model.samplesLook.gan,
  "latent-flow": reportText.model.samplesLook.latentFlow,
  dcgan: reportText.model.samplesLook.dcgan,
  cgan: reportText.model.samplesLook.cgan,
  pix2pix: reportText.model.samplesLook.pix2pix,
};

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
const attributesLook: Text = reportText.model.attributesLook;
const translationsLook: Text = reportText.model.translationsLook;
const timeLook: Text = reportText.model.timeLook;
const contestLook: Text = reportText.model.contestLook;
const balanceLook: Text = reportText.model.balanceLook;
const scoresLook: Text = reportText.model.scoresLook;
const healthLook: Text = reportText.model.healthLook;
const pairsLook: Text = reportText.model.pairsLook;
const softPairsLook: Text = reportText.model.softPairsLook;
const mapLook: Text = reportText.model.mapLook;
const stripLook: Text = reportText.model.stripLook;

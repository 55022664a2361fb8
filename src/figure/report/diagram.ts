import type { Text } from "../../error.ts";
import { bilingualHtml } from "./bilingual.ts";
import type { ReportModel } from "./report-run.ts";
import { reportText } from "../../text/index.ts";

interface DiagramNode {
  readonly name: Text;
  readonly gloss?: Text;
  /** Shape of the node: data, a network, the bottleneck, or one of the two opponents. */
  readonly style: "data" | "network" | "bottleneck" | "generator" | "discriminator";
}

const picture: DiagramNode = { name: reportText.diagram.picture, style: "data" };
const encoder: DiagramNode = {
  name: reportText.diagram.encoder,
  gloss: reportText.diagram.squeezes,
  style: "network",
};
const decoder: DiagramNode = {
  name: reportText.diagram.decoder,
  gloss: reportText.diagram.draws,
  style: "network",
};
const redrawn: DiagramNode = { name: reportText.diagram.redrawnPicture, style: "data" };

/** Draws the structure of a model as a row of nodes that becomes a column on a phone. */
export function diagram(model: ReportModel, latent: number | undefined): string {
  if (model === "ae" || model === "vae") {
    const numbers: Text = latent ? reportText.diagram.numbers({ latent }) : reportText.diagram.fewNumbers;
    const bottleneck: DiagramNode =
      model === "ae"
        ? { name: reportText.diagram.latent, gloss: numbers, style: "bottleneck" }
        : { name: reportText.diagram.blurredPlace, gloss: numbers, style: "bottleneck" };
    return lesson(row([picture, encoder, bottleneck, decoder, redrawn]), model === "ae" ? redrawing : mapping);
  }
  if (model === "latent-flow") {
    const noise: DiagramNode = { name: reportText.diagram.randomNumbers, style: "bottleneck" };
    const flow: DiagramNode = { name: reportText.diagram.flow, gloss: reportText.diagram.leads, style: "generator" };
    const place: DiagramNode = { name: reportText.diagram.latent, style: "bottleneck" };
    const drawn: DiagramNode = { name: reportText.diagram.newPicture, style: "data" };
    return lesson(row([noise, flow, place, { ...decoder, gloss: undefined }, drawn]), reportText.diagram.flowing);
  }
  const start: DiagramNode =
    model === "pix2pix"
      ? { name: reportText.diagram.inputPicture, style: "data" }
      : model === "cgan"
        ? { name: reportText.diagram.randomNumbersOrder, style: "bottleneck" }
        : {
            name: reportText.diagram.randomNumbers,
            gloss: reportText.diagram.aLatent,
            style: "bottleneck",
          };
  const generator: DiagramNode = {
    name: reportText.diagram.generatorNickname,
    gloss: reportText.diagram.generator,
    style: "generator",
  };
  const discriminator: DiagramNode = {
    name: reportText.diagram.discriminatorNickname,
    gloss: reportText.diagram.discriminator,
    style: "discriminator",
  };
  const forgery: DiagramNode = { name: reportText.diagram.forgery, style: "data" };
  const real: DiagramNode = { name: reportText.diagram.realExample, style: "data" };
  const verdict: DiagramNode = { name: reportText.diagram.realForged, style: "data" };
  const paths = `<div class="join">${row([start, generator, forgery])}${row([real])}</div>`;
  return lesson(
    `<div class="flow">${paths}${arrow}${station(discriminator)}${arrow}${station(verdict)}</div>`,
    model === "pix2pix" ? translating : model === "cgan" ? ordering : competing,
  );
}

const redrawing: Text = reportText.diagram.redrawing;
const mapping: Text = reportText.diagram.mapping;
const competing: Text = reportText.diagram.competing;
const translating: Text = reportText.diagram.translating;

const ordering: Text = reportText.diagram.ordering;

function lesson(flow: string, text: Text): string {
  return `<div class="lesson">${flow}<p>${bilingualHtml(text)}</p></div>`;
}

function row(stations: readonly DiagramNode[]): string {
  return `<div class="flow">${stations.map(station).join(arrow)}</div>`;
}

function station({ name, gloss, style }: DiagramNode): string {
  return `<div class="station ${style}"><b>${bilingualHtml(name)}</b>${gloss ? `<small>${bilingualHtml(gloss)}</small>` : ""}</div>`;
}

const arrow =
  '<svg class="arrow" viewBox="0 0 24 12" width="24" height="12" aria-hidden="true">' +
  '<path d="M1 6h21m-5-5 5 5-5 5" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>';

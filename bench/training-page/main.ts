/** The page: shows what the worker reports, and passes on what the person wants. */
import type { PagePlan, LossPoint, WorkerReport, WorkerRequest, PixelSheet } from "./messages.ts";
import { createLossChart, type LossChart } from "./loss-chart.ts";
import { pageLanguage, t, formatNumber } from "./language.ts";
import { trainingPageTexts } from "./words.ts";

type State = "idle" | "opening" | "training" | "stopping" | "stopped";

const elementById = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;
const form = elementById<HTMLFormElement>("controls");
const [run, restartButton] = [elementById<HTMLButtonElement>("run"), elementById<HTMLButtonElement>("anew")];
const progress = elementById<HTMLProgressElement>("progress");
const pageParameters = new URLSearchParams(location.search);

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const ask = (request: WorkerRequest): void => worker.postMessage(request, []);
let state: State = "idle";
let charts: readonly { readonly chart: LossChart; readonly names: readonly string[] }[] = [];

document.documentElement.lang = pageLanguage;
document.title = `omakase: ${t(trainingPageTexts.title)}`;
for (const element of document.querySelectorAll<HTMLElement>("[data-words]"))
  element.textContent = t(trainingPageTexts[element.dataset.words as keyof typeof trainingPageTexts]);
for (const id of ["drawn", "real"] as const) elementById(id).setAttribute("aria-label", t(trainingPageTexts[id]));
for (const name of ["model", "prefer"]) {
  const value = pageParameters.get(name);
  const field = form.elements.namedItem(name);
  if (value && (field instanceof RadioNodeList || field instanceof HTMLSelectElement)) field.value = value;
}
elementById("frame").toggleAttribute("data-empty", true);
enterState("idle", t(trainingPageTexts.waiting));
showNote();
ask({ type: "show", plan: planFromForm() });

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (state === "idle") start();
  else if (state === "stopped") ask({ type: "goOn" });
  else {
    ask({ type: "stop" });
    enterState("stopping");
  }
});
restartButton.addEventListener("click", start);
form.addEventListener("change", () => {
  // Another model or device is another training.
  if (state === "stopped") enterState("idle", t(trainingPageTexts.waiting));
  showNote();
});

worker.addEventListener("message", ({ data }: MessageEvent<WorkerReport>) => onReport(data));
worker.addEventListener("error", ({ message }) => enterState("idle", message));

function start(): void {
  const plan = planFromForm();
  clear(plan.model);
  enterState("opening", t(trainingPageTexts.opening));
  ask({ type: "start", plan });
}

/** What is chosen in the form, and the rest from the address: `?size=32&features=8&batch=8&count=64&steps=20&seed=2`. */
function planFromForm(): PagePlan {
  const chosen = new FormData(form);
  const number = (name: string): number | undefined =>
    pageParameters.has(name) ? Number(pageParameters.get(name)) : undefined;
  return {
    model: chosen.get("model") === "dcgan" ? "dcgan" : "vae",
    prefer: (chosen.get("prefer") || undefined) as PagePlan["prefer"],
    seed: number("seed") ?? 1,
    size: number("size") ?? 64,
    count: number("count") ?? 400,
    steps: number("steps"),
    features: number("features"),
    batch: number("batch"),
  };
}

function onReport(report: WorkerReport): void {
  switch (report.type) {
    case "opening":
      return status(t(trainingPageTexts.opening));
    case "device":
      elementById("device").textContent = t(report.text);
      return;
    case "drawing":
      status(`${t(trainingPageTexts.drawing)} (${formatNumber(report.done)} / ${formatNumber(report.total)})`);
      progress.hidden = false;
      progress.max = report.total;
      progress.value = report.done;
      return;
    case "examples":
      return paintSheet("real", report.sheet);
    case "compiling":
      progress.hidden = true;
      return status(t(trainingPageTexts.compiling));
    case "training":
      return enterState("training", t(trainingPageTexts.training));
    case "steps":
      elementById("step").textContent = formatNumber(report.step);
      elementById("seen").textContent = formatNumber(report.imagesSeen);
      if (report.imagesPerSecond !== undefined) elementById("speed").textContent = formatNumber(report.imagesPerSecond);
      return addPoints(report.points);
    case "drawn":
      elementById("frame").toggleAttribute("data-empty", false);
      return paintSheet("drawn", report.sheet);
    case "stopped":
      if (report.how === "paused") return enterState("stopped", t(trainingPageTexts.stopped));
      return enterState("idle", t(report.how === "done" ? trainingPageTexts.done : trainingPageTexts.waiting));
    case "failed":
      return enterState("idle", t(report.text));
  }
}

function enterState(next: State, text?: string): void {
  state = next;
  if (text !== undefined) status(text);
  progress.hidden = true;
  const busy = ["opening", "training", "stopping"].includes(state);
  run.textContent = t(
    state === "stopped" ? trainingPageTexts.goOn : busy ? trainingPageTexts.stop : trainingPageTexts.start,
  );
  run.disabled = state === "stopping";
  restartButton.hidden = state !== "stopped";
  for (const field of form.querySelectorAll<HTMLInputElement>("input, select")) field.disabled = busy;
  document.body.dataset.state = state;
}

function status(text: string): void {
  elementById("status").textContent = text;
}

function showNote(): void {
  elementById("model-note").textContent = t(
    planFromForm().model === "vae" ? trainingPageTexts.vaeNote : trainingPageTexts.dcganNote,
  );
}

/** Forgets what the last training showed. */
function clear(model: PagePlan["model"]): void {
  for (const id of ["step", "seen", "speed"]) elementById(id).textContent = "–";
  const canvas = elementById<HTMLCanvasElement>("drawn");
  canvas.getContext("2d")!.clearRect(0, 0, canvas.width, canvas.height);
  elementById("frame").toggleAttribute("data-empty", true);
  // A VAE's two losses differ too much in size to share an axis; the opponents' losses are to be compared.
  const groups =
    model === "vae" ? [["reconstruction"], ["divergence"]] : [["discriminator.adversarial", "generator.adversarial"]];
  charts = groups.map((names, group) => {
    const lines = names.map((name, at) => ({
      name: t(trainingPageTexts[name as keyof typeof trainingPageTexts]),
      colour: ["--blue", "--accent"][(group + at) % 2],
    }));
    return { names, chart: createLossChart(lines, t(trainingPageTexts.imagesSeen), formatNumber) };
  });
  const figures = charts.map(({ chart, names }, group) => {
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    names.forEach((name, at) => {
      const key = document.createElement("span");
      key.style.setProperty("--key", `var(${["--blue", "--accent"][(group + at) % 2]})`);
      key.textContent = t(trainingPageTexts[name as keyof typeof trainingPageTexts]);
      caption.append(key);
    });
    figure.append(caption, chart.canvas);
    return figure;
  });
  elementById("charts").replaceChildren(...figures);
}

function addPoints(points: readonly LossPoint[]): void {
  for (const { chart, names } of charts) {
    for (const point of points)
      chart.add(
        point.seen,
        names.map((name) => point[name]),
      );
    chart.show();
  }
}

function paintSheet(id: "drawn" | "real", { width, height, pixels }: PixelSheet): void {
  const canvas = elementById<HTMLCanvasElement>(id);
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")!.putImageData(new ImageData(pixels, width, height), 0, 0);
}

/** The page: shows what the worker reports, and passes on what the person wants. */
import type { Plan, Point, Report, Request, Sheet } from "./messages.ts";
import { lossChart, type LossChart } from "./loss-chart.ts";
import { language, say, sayNumber } from "./language.ts";
import { words } from "./words.ts";

type State = "idle" | "opening" | "training" | "stopping" | "stopped";

const part = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;
const form = part<HTMLFormElement>("controls");
const [run, anew] = [part<HTMLButtonElement>("run"), part<HTMLButtonElement>("anew")];
const progress = part<HTMLProgressElement>("progress");
const asked = new URLSearchParams(location.search);

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const ask = (request: Request): void => worker.postMessage(request, []);
let state: State = "idle";
let charts: readonly { readonly chart: LossChart; readonly names: readonly string[] }[] = [];

document.documentElement.lang = language;
document.title = `omakase: ${say(words.title)}`;
for (const element of document.querySelectorAll<HTMLElement>("[data-words]"))
  element.textContent = say(words[element.dataset.words as keyof typeof words]);
for (const id of ["drawn", "real"] as const) part(id).setAttribute("aria-label", say(words[id]));
for (const name of ["model", "prefer"]) {
  const value = asked.get(name);
  const field = form.elements.namedItem(name);
  if (value && (field instanceof RadioNodeList || field instanceof HTMLSelectElement)) field.value = value;
}
part("frame").toggleAttribute("data-empty", true);
enter("idle", say(words.waiting));
showNote();
ask({ type: "show", plan: planned() });

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (state === "idle") start();
  else if (state === "stopped") ask({ type: "goOn" });
  else {
    ask({ type: "stop" });
    enter("stopping");
  }
});
anew.addEventListener("click", start);
form.addEventListener("change", () => {
  // Another model or device is another training.
  if (state === "stopped") enter("idle", say(words.waiting));
  showNote();
});

worker.addEventListener("message", ({ data }: MessageEvent<Report>) => hear(data));
worker.addEventListener("error", ({ message }) => enter("idle", message));

function start(): void {
  const plan = planned();
  clear(plan.model);
  enter("opening", say(words.opening));
  ask({ type: "start", plan });
}

/** What is chosen in the form, and the rest from the address: `?size=32&features=8&batch=8&count=64&steps=20&seed=2`. */
function planned(): Plan {
  const chosen = new FormData(form);
  const number = (name: string): number | undefined => (asked.has(name) ? Number(asked.get(name)) : undefined);
  return {
    model: chosen.get("model") === "dcgan" ? "dcgan" : "vae",
    prefer: (chosen.get("prefer") || undefined) as Plan["prefer"],
    seed: number("seed") ?? 1,
    size: number("size") ?? 64,
    count: number("count") ?? 400,
    steps: number("steps"),
    features: number("features"),
    batch: number("batch"),
  };
}

function hear(report: Report): void {
  switch (report.type) {
    case "opening":
      return status(say(words.opening));
    case "device":
      part("device").textContent = say(report.text);
      return;
    case "drawing":
      status(`${say(words.drawing)} (${sayNumber(report.done)} / ${sayNumber(report.total)})`);
      progress.hidden = false;
      progress.max = report.total;
      progress.value = report.done;
      return;
    case "examples":
      return paint("real", report.sheet);
    case "compiling":
      progress.hidden = true;
      return status(say(words.compiling));
    case "training":
      return enter("training", say(words.training));
    case "steps":
      part("step").textContent = sayNumber(report.step);
      part("seen").textContent = sayNumber(report.picturesSeen);
      if (report.picturesPerSecond !== undefined) part("speed").textContent = sayNumber(report.picturesPerSecond);
      return plot(report.points);
    case "drawn":
      part("frame").toggleAttribute("data-empty", false);
      return paint("drawn", report.sheet);
    case "stopped":
      if (report.how === "paused") return enter("stopped", say(words.stopped));
      return enter("idle", say(report.how === "done" ? words.done : words.waiting));
    case "failed":
      return enter("idle", say(report.text));
  }
}

function enter(next: State, text?: string): void {
  state = next;
  if (text !== undefined) status(text);
  progress.hidden = true;
  const busy = ["opening", "training", "stopping"].includes(state);
  run.textContent = say(state === "stopped" ? words.goOn : busy ? words.stop : words.start);
  run.disabled = state === "stopping";
  anew.hidden = state !== "stopped";
  for (const field of form.querySelectorAll<HTMLInputElement>("input, select")) field.disabled = busy;
  document.body.dataset.state = state;
}

function status(text: string): void {
  part("status").textContent = text;
}

function showNote(): void {
  part("model-note").textContent = say(planned().model === "vae" ? words.vaeNote : words.dcganNote);
}

/** Forgets what the last training showed. */
function clear(model: Plan["model"]): void {
  for (const id of ["step", "seen", "speed"]) part(id).textContent = "–";
  const canvas = part<HTMLCanvasElement>("drawn");
  canvas.getContext("2d")!.clearRect(0, 0, canvas.width, canvas.height);
  part("frame").toggleAttribute("data-empty", true);
  // A VAE's two losses differ too much in size to share an axis; the opponents' losses are to be compared.
  const groups =
    model === "vae" ? [["reconstruction"], ["divergence"]] : [["discriminator.adversarial", "generator.adversarial"]];
  charts = groups.map((names, group) => {
    const lines = names.map((name, at) => ({
      name: say(words[name as keyof typeof words]),
      colour: ["--blue", "--accent"][(group + at) % 2],
    }));
    return { names, chart: lossChart(lines, say(words.picturesSeen), sayNumber) };
  });
  const figures = charts.map(({ chart, names }, group) => {
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    names.forEach((name, at) => {
      const key = document.createElement("span");
      key.style.setProperty("--key", `var(${["--blue", "--accent"][(group + at) % 2]})`);
      key.textContent = say(words[name as keyof typeof words]);
      caption.append(key);
    });
    figure.append(caption, chart.canvas);
    return figure;
  });
  part("charts").replaceChildren(...figures);
}

function plot(points: readonly Point[]): void {
  for (const { chart, names } of charts) {
    for (const point of points)
      chart.add(
        point.seen,
        names.map((name) => point[name]),
      );
    chart.show();
  }
}

function paint(id: "drawn" | "real", { width, height, pixels }: Sheet): void {
  const canvas = part<HTMLCanvasElement>(id);
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")!.putImageData(new ImageData(pixels, width, height), 0, 0);
}

/**
 * The HTML element `<omakase-picture>`: a picture that a model draws in the visitor's browser.
 *
 * ```html
 * <script type="module" src="omakase-picture.js"></script>
 * <omakase-picture model="characters.omakase" attributes="hair: pink; glasses" seed="7"></omakase-picture>
 * ```
 *
 * @module omakase/element
 */
import { OmakaseError, formatErrorTexts, type Language, type Text } from "../../error.ts";
import { browserText, inLanguage } from "../../text/index.ts";
import type { PictureAnswer, PictureRequest } from "./picture-request.ts";

declare global {
  interface HTMLElementTagNameMap {
    "omakase-picture": OmakasePicture;
  }
}

/** Attributes of the element; all but `alt` decide on the picture. */
const observedNames = ["model", "attributes", "seed", "alt", "lang"] as const;

/** Rules of the page come before these. */
const styles = `
  :host { display: inline-block; inline-size: 16rem; max-inline-size: 100%; aspect-ratio: 1; overflow: hidden; }
  :host([hidden]) { display: none; }
  canvas { display: block; inline-size: 100%; block-size: 100%; object-fit: contain; }
  p { margin: 0; padding: 0.5rem; overflow-wrap: anywhere; }
  [hidden] { display: none; }
`;

/** `HTMLElement`; on a server, where a page is only written, a class without abilities. */
const Base =
  (globalThis as { HTMLElement?: typeof HTMLElement }).HTMLElement ?? (Object as unknown as typeof HTMLElement);

/**
 * Picture of a model. Attributes: `model` (address of a `.omakase` file), `attributes` (such as
 * `hair: pink; glasses`), `seed` (0 or more; default: a new one for each element), `alt` (description in place of the
 * attributes; empty for a decoration). Events: `load` once a picture is there, `error` when none can be drawn. Add
 * `data-device` to see which device drew.
 */
export class OmakasePicture extends Base {
  static readonly observedAttributes = observedNames;

  #canvas: HTMLCanvasElement | undefined;
  #message: HTMLParagraphElement | undefined;
  #request = 0;
  readonly #randomSeed = newSeed();
  #conditions: Text | undefined;

  /** Address of the model file, as in the page. */
  get model(): string {
    return this.getAttribute("model") ?? "";
  }
  set model(value: string) {
    this.setAttribute("model", value);
  }

  /** Seed of the picture. */
  get seed(): number {
    return Number(this.getAttribute("seed") ?? this.#randomSeed);
  }
  set seed(value: number) {
    this.setAttribute("seed", String(value));
  }

  /** Draws another picture: sets `seed` to a random number. */
  draw(): void {
    this.seed = newSeed();
  }

  connectedCallback(): void {
    if (this.#canvas) return; // moved within the page
    this.#build();
    this.#update();
  }

  attributeChangedCallback(name: (typeof observedNames)[number], before: string | null, after: string | null): void {
    if (!this.#canvas || before === after) return;
    if (name === "alt" || name === "lang") this.#name();
    else this.#update();
  }

  #build(): void {
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet(); // a policy may forbid style elements
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    this.#canvas = document.createElement("canvas");
    this.#message = document.createElement("p");
    this.#message.setAttribute("role", "status");
    root.append(this.#canvas, this.#message);
  }

  /** Orders a picture, once for all attributes that change together. */
  #update(): void {
    const id = (this.#request = nextId++);
    this.#conditions = undefined;
    this.#name();
    queueMicrotask(() => {
      if (id !== this.#request) return;
      const address = this.model === "" ? "" : new URL(this.model, document.baseURI).href;
      const seed = this.getAttribute("seed") ?? String(this.#randomSeed);
      const attributes = this.getAttribute("attributes") ?? "";
      void order({ id, model: address, attributes, seed }).then((answer) => {
        if (id === this.#request) this.#show(answer);
      });
    });
  }

  #show(answer: PictureAnswer): void {
    if ("failure" in answer) return this.#fail(answer.failure);
    const { width, height, pixels, conditions, device } = answer;
    const canvas = this.#canvas!;
    Object.assign(canvas, { width, height, hidden: false });
    canvas.getContext("2d")!.putImageData(new ImageData(pixels, width, height), 0, 0);
    this.#message!.textContent = "";
    this.#conditions = conditions;
    this.dataset.device = device;
    this.#name();
    this.dispatchEvent(new Event("load"));
  }

  #fail(text: Text): void {
    this.#canvas!.hidden = true;
    const message = inLanguage(text, this.#language());
    this.#message!.textContent = message;
    this.dispatchEvent(new ErrorEvent("error", { message }));
  }

  /** Gives the picture its accessible name: `alt`, or the attributes. */
  #name(): void {
    const canvas = this.#canvas!;
    const alt = this.getAttribute("alt");
    const language = this.#language();
    const conditions = this.#conditions
      ? inLanguage(this.#conditions, language)
      : (this.getAttribute("attributes") ?? "");
    const name =
      alt ?? inLanguage(browserText.element.name({ hasConditions: conditions !== "", conditions }), language);
    canvas.setAttribute("role", name === "" ? "presentation" : "img");
    canvas.setAttribute("aria-label", name);
  }

  #language(): Language {
    const language = this.closest<HTMLElement>("[lang]")?.lang || navigator.language;
    return language.startsWith("ja") ? "ja" : "en";
  }
}

// Frameworks set a property where an element has one of that name; `attributes` is a list that cannot be set.
if ("Element" in globalThis)
  Object.defineProperty(OmakasePicture.prototype, "attributes", {
    ...Object.getOwnPropertyDescriptor(Element.prototype, "attributes"),
    set(this: OmakasePicture, value: string) {
      this.setAttribute("attributes", value);
    },
  });

let nextId = 1;
let worker: Worker | undefined;
const waiting = new Map<number, (answer: PictureAnswer) => void>();

/** Sends an order to the worker of the page, which starts with the first. */
function order(request: PictureRequest): Promise<PictureAnswer> {
  return new Promise((resolve) => {
    waiting.set(request.id, resolve);
    try {
      worker ??= startWorker();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
      worker.postMessage(request);
    } catch {
      failAll(); // a script of another server
    }
  });
}

function startWorker(): Worker {
  // Bundlers find the worker by this form.
  const started = new Worker(new URL("./picture-worker.js", import.meta.url), { type: "module" });
  started.addEventListener("message", ({ data }: MessageEvent<PictureAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  started.addEventListener("error", () => {
    worker = undefined; // the next order tries again
    failAll();
  });
  return started;
}

function failAll(): void {
  const error = new OmakaseError("device", { where: "picture-worker.js", ...browserText.element.noWorker });
  for (const [id, resolve] of waiting) resolve({ id, failure: formatErrorTexts(error) });
  waiting.clear();
}

function newSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}

(globalThis as { customElements?: CustomElementRegistry }).customElements?.define("omakase-picture", OmakasePicture);

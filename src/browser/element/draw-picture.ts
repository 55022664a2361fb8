import { referenceDevice } from "../../device/index.ts";
import { OmakaseError, type Text } from "../../error.ts";
import { openPackedRun, referenceCost, trainedRun, type OpenedRun } from "../../run/index.ts";
import {
  attributeValueText,
  createSampler,
  generate,
  parseAttributes,
  type AttributeRequest,
  type Sampler,
} from "../../sample/index.ts";
import { browserText, listText } from "../../text/index.ts";
import { fetchBytes } from "../fetch-bytes.ts";
import { toRgba } from "../to-rgba.ts";
import { parseAttributeList } from "./parse-attribute-list.ts";
import type { DrawnPicture, PictureRequest } from "./picture-request.ts";

/** A model file, opened once, and its samplers. */
interface Model {
  readonly run: OpenedRun;
  sampler?: Sampler;
  engineSampler?: Promise<Sampler | undefined>;
}

/** The shortest WebAssembly module: a page's policy may forbid all. */
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

const models = new Map<string, Promise<Model>>();
let isFirst = true;

/**
 * Draws the picture of an element. The first picture of a small model comes from the reference device at once; the
 * engine (4 MB) is fetched for larger models and when more than one picture is to be drawn. Where the page's policy
 * forbids WebAssembly, the reference device draws all.
 *
 * @throws OmakaseError when the model cannot be fetched, or has no such attribute.
 */
export async function drawPicture(request: PictureRequest): Promise<Omit<DrawnPicture, "id">> {
  const seed = parseSeed(request.seed);
  const model = await openModel(request.model);
  const attributes = parseAttributeList(request.attributes);
  const mayWait = referenceCost(model.run) === "high";
  if (mayWait || !isFirst) model.engineSampler ??= openEngineSampler(model.run);
  isFirst = false;
  const sampler = await quickestSampler(model, mayWait);
  const [{ picture, recipe }] = await generate(sampler, { seed, attributes });
  const { width, height } = picture;
  const conditions = conditionsText(sampler, attributes);
  return { width, height, pixels: toRgba(picture), conditions, device: recipe.device.name };
}

async function quickestSampler(model: Model, mayWait: boolean): Promise<Sampler> {
  const engine = model.engineSampler;
  const ready = await (mayWait ? engine : Promise.race([engine, undefined]));
  return ready ?? (model.sampler ??= createSampler(trainedRun(model.run, referenceDevice())));
}

/** Opens the engine, a part of its own that is fetched now; undefined where it cannot run. */
async function openEngineSampler(run: OpenedRun): Promise<Sampler | undefined> {
  try {
    await WebAssembly.compile(emptyModule); // before 4 MB are fetched in vain
    const { openEngine } = await import("./engine.ts");
    const sampler = createSampler(trainedRun(run, await openEngine()));
    await generate(sampler); // compiles the model
    return sampler;
  } catch {
    return undefined;
  }
}

function openModel(address: string): Promise<Model> {
  let opened = models.get(address);
  if (!opened) {
    opened = fetchModel(address);
    models.set(address, opened);
    opened.catch(() => models.delete(address)); // a retry may succeed
  }
  return opened;
}

async function fetchModel(address: string): Promise<Model> {
  if (address === "") throw new OmakaseError("option", { where: "model", ...browserText.element.noModel });
  const bytes = await fetchBytes(
    new URL(address),
    (got, cause) =>
      new OmakaseError("source", { where: address, ...browserText.element.modelMissing({ got }) }, { cause }),
  );
  const run = await openPackedRun(bytes, address);
  if (run.config.model === "pix2pix")
    throw new OmakaseError("option", { where: address, ...browserText.element.translator });
  return { run };
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new OmakaseError("option", { where: "seed", ...browserText.element.seed({ text }) });
}

/** Names requested attributes as the model labels them: `hair colour: pink, glasses: yes`. */
function conditionsText({ attributes, trained }: Sampler, request: AttributeRequest): Text {
  if (!attributes) return listText([]);
  const conditions = [...parseAttributes(attributes, request, trained.examples)].map(([name, allowed]) => {
    const attribute = attributes.tags.find((tag) => tag.name === name)!;
    const values = typeof allowed === "number" ? [allowed] : allowed;
    const value = listText(
      values.map((one) => attributeValueText(attribute, one)),
      "or",
    );
    return browserText.element.condition({ name: attribute.label, value });
  });
  return listText(conditions);
}

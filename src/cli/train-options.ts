import { InvalidArgumentError } from "commander";
import { OmakaseError } from "../error.ts";
import { pictureSizes, runSchema, type RunConfig, type RunWishes } from "../run/index.ts";
import { modelNames, type ModelName } from "../model/index.ts";
import { between } from "./command.ts";
import type { ComputingOptions } from "./computing.ts";

/** What the command line says about a training. */
export interface TrainOptions extends Omit<RunWishes, "from">, ComputingOptions {
  readonly steps?: number;
  readonly minutes?: number;
  readonly out?: string;
  readonly resume?: string;
  readonly dryRun?: boolean;
  readonly checkpointEvery?: number;
  readonly figuresEvery?: number;
  readonly loss?: RunWishes["adversarial"];
  readonly tags?: readonly string[];
  readonly from?: string;
  readonly freeze?: readonly string[];
  /** Weight of the gradient penalty. */
  readonly penalty?: number;
}

/** What a command line wishes of a run. */
export function wishesOf(options: TrainOptions): RunWishes {
  const said = {
    ...Object.fromEntries(wished.map((name) => [name, options[name]])),
    weights: options.penalty === undefined ? undefined : { gradientPenalty: options.penalty },
    adversarial: options.loss,
    frozen: options.freeze,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** The options that a run knows by the same name. */
const wished = [
  "size",
  "seed",
  "count",
  "features",
  "latent",
  "batch",
  "rate",
  "decay",
  "flip",
  "spectral",
  "augment",
  "balance",
  "jitter",
  "reverse",
  "balanced",
  "method",
] as const satisfies readonly (keyof TrainOptions & keyof RunWishes)[];

/** Options of one model or two. */
const ownOptions: readonly {
  readonly models: readonly ModelName[];
  readonly options: readonly (keyof TrainOptions)[];
}[] = [
  { models: ["pix2pix"], options: ["jitter", "reverse"] },
  { models: ["cgan"], options: ["tags", "balanced", "method"] },
  { models: ["gan", "cgan", "pix2pix"], options: ["decay"] },
  { models: ["gan", "dcgan", "cgan", "pix2pix"], options: ["balance", "loss", "penalty", "augment"] },
  { models: modelNames.filter((name) => name !== "pix2pix"), options: ["latent"] },
  { models: ["gan"], options: ["spectral"] },
];

/** An option that means nothing to the model would be left unheard. */
export function refuseForeign(model: ModelName, options: TrainOptions): void {
  const foreign = ownOptions.flatMap((own) => (own.models.includes(model) ? [] : own.options));
  const found = foreign.find((name) => options[name] !== undefined);
  const stays = options.rate !== undefined || options.method === "classic";
  if (found === undefined && options.decay !== undefined && stays) throw fixedRate();
  if (found === undefined) return;
  throw new OmakaseError("option", {
    where: `--${found}`,
    expected: { ja: `${model} のオプション`, en: `an option of ${model}` },
    got: { ja: "ほかのモデルのもの", en: "one of other models" },
    remedy: { ja: `--${found} を外してください`, en: `Leave --${found} out` },
  });
}

function fixedRate(): OmakaseError {
  return new OmakaseError("option", {
    where: "--decay",
    expected: { ja: "下がっていく学習率", en: "a learning rate that falls" },
    got: {
      ja: "--rate か --method classic による、変わらない学習率",
      en: "one that stays, by --rate or --method classic",
    },
    remedy: { ja: "どちらかを外してください", en: "Leave one of them out" },
  });
}

/** Two numbers of pictures seen, the smaller first. */
export function pictureRange(value: string): string {
  if (runSchema.shape.decay.safeParse(value).success) return value;
  throw new InvalidArgumentError("60000:140000");
}

/** Names with commas between. */
export function layers(value: string): string[] {
  return value.split(",").map((name) => name.trim());
}

/** One of two words, or turns. */
export function turns(value: string): string {
  if (value === "auto" || value === "off" || /^[1-9]\d?:[1-9]\d?$/.test(value)) return value;
  throw new InvalidArgumentError("auto | off | 2:1");
}

/** A chance, or one of two words. */
export function augmentation(value: string): NonNullable<RunWishes["augment"]> {
  return value === "auto" || value === "off" ? value : between(0, 0.8)(value);
}

/** What is wished for, against the schema of a configuration: before any picture is read or drawn. */
export function checkedWishes<Wishes extends RunWishes>(wishes: Wishes): Wishes {
  const result = runSchema.partial().safeParse(wishes);
  if (!result.success) throw badValue(result.error.issues[0], wishes);
  return wishes;
}

/** The configuration, once more against its schema: the sizes that exist, say. */
export function checked(config: RunConfig): RunConfig {
  const result = runSchema.safeParse(config);
  if (result.success) return result.data;
  throw badValue(result.error.issues[0], config);
}

function badValue(
  { path, message }: { readonly path: readonly PropertyKey[]; readonly message: string },
  values: RunWishes,
): OmakaseError {
  const name = String(path[0] ?? "");
  const got = JSON.stringify(values[name as keyof RunWishes]);
  return new OmakaseError("option", {
    where: `--${name}`,
    expected:
      name === "size" ? { ja: pictureSizes.join("、"), en: pictureSizes.join(", ") } : { ja: message, en: message },
    got: { ja: got, en: got },
    remedy: { ja: "ほかの値を指定してください", en: "Give another value" },
  });
}

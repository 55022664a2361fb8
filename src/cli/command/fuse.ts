import { join } from "node:path";
import { OmakaseError, type Text } from "../../error.ts";
import { familyTree, figurePng } from "../../figure/index.ts";
import type { Sampler } from "../../sample/index.ts";
import {
  createFamilyBuilder,
  findGene,
  fuse,
  genomeOf,
  renderFamily,
  rarityLabels,
  defaultGeneKind,
  type Offspring,
  type GeneKind,
  type GeneShares,
} from "../../latent/index.ts";
import { numberBetween, oneOf, defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { addDeviceOptions, type DeviceCommandOptions } from "../option/device-options.ts";
import { openSampler } from "../input/open-model.ts";
import { readParent } from "../input/read-parent.ts";
import { modelText } from "../option/model-text.ts";
import type { Session } from "../session.ts";
import { renderProgress } from "../output/render-progress.ts";
import { withinFolder, recipePng, writeResults, type OutputFile } from "../output/write-results.ts";

interface FuseCommandOptions extends DeviceCommandOptions {
  readonly children?: number;
  readonly seed?: number;
  readonly by?: GeneKind;
  readonly fromA?: string;
  readonly fromB?: string;
  readonly mutation?: number;
  readonly tree?: boolean;
  readonly out?: string;
  readonly overwrite?: boolean;
}

const defaultCount = 8;
const maxChildren = 100;
/** Maximum number of children in a figure. */
const maxShownChildren = 16;

/** `omakase fuse <run> A B`: two pictures have children. */
export const addFuseCommand: AddCommand = (program, t, language) => {
  const about = {
    ja: "2 枚の絵の子どもを描く。目に見える特徴を、両方の親から受けつぐ",
    en: "two pictures have children, which inherit visible traits from both",
  };
  const examples = [
    "omakase fuse characters 7 12 --children 8",
    "omakase fuse runs/cgan-characters 7:3 a.png --from-a hair,eyes --mutation 0.1",
    "omakase fuse runs/cgan-characters child-1.png child-4.png --tree",
    "omakase fuse runs/vae-sushi maguro.png ebi.png --by layer",
  ];
  const option = (ja: string, en: string) => t({ ja, en });
  const parent = option(
    "シード（7）、シードの何枚目か（7:12）、または画像（omakase の PNG。ae と vae なら写真も）",
    "a seed (7), a picture of a seed (7:12), or a picture file (a PNG of omakase; of an ae or vae any picture)",
  );
  addDeviceOptions(
    defineCommand(program, { name: "fuse", about, examples, language }, runFuse)
      .argument("<model>", t(modelText))
      .argument("<a>", option(`1 人めの親: ${parent}`, `the first parent: ${parent}`))
      .argument("<b>", option("2 人めの親", "the second parent"))
      .option(
        "--children <n>",
        option(`子どもの数（省くと ${defaultCount}）`, `how many; default ${defaultCount}`),
        wholeNumber(1, maxChildren),
      )
      .option(
        "--seed <n>",
        option("何を受けつぐかを決めるシード（省くと毎回ちがう）", "decides what they inherit; default: a new one"),
        wholeNumber(0),
      )
      .option(
        "--by <what>",
        option(
          "何をひとまとまりで受けつぐか: attribute 特徴の組（cgan）、layer ネットワークの段、latent 潜在ベクトルの部分（省くと、あれば attribute、なければ layer）",
          "what is inherited as a whole: attribute, groups of them (cgan); layer, those of the network; latent, parts of it; default attribute where there are some, else layer",
        ),
        oneOf("attribute", "layer", "latent"),
      )
      .option(
        "--from-a <groups>",
        option("必ず 1 人めの親から受けつぐもの。例: hair,eyes", "always from the first parent, such as hair,eyes"),
      )
      .option("--from-b <groups>", option("必ず 2 人めの親から受けつぐもの", "always from the second parent"))
      .option(
        "--mutation <p>",
        option(
          "0〜1。どちらの親からも受けつがず、新しくなる見こみ（省くと 0）",
          "0 to 1: how likely each group comes from neither parent but is new; default 0",
        ),
        numberBetween(0, 1),
      )
      .option(
        "--tree",
        option("先祖までさかのぼった家系図を描く（PNG と SVG）", "draw the tree of all ancestors too, as PNG and SVG"),
      )
      .option(
        "--out <folder>",
        option("書きこむフォルダ（省くと実行フォルダの pictures/ の下）", "default: a folder in pictures/ of the run"),
      )
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace files of the same names")),
    t,
  );
};

async function runFuse(
  session: Session,
  path: string,
  a: string,
  b: string,
  options: FuseCommandOptions,
): Promise<void> {
  const { children: count = defaultCount, seed = session.host.newSeed(), mutation, out, overwrite } = options;
  const { device, threads, half } = options;
  const { run, sampler } = await openSampler(session, path, { commandName: "fuse", device, threads, half });
  try {
    const by = options.by ?? defaultGeneKind(sampler);
    const shares = sharesFromOptions(sampler, by, options);
    const parents = [await readParent(session, sampler, a, run), await readParent(session, sampler, b, run)] as const;
    const children = await fuse(sampler, parents, { count, seed, by, shares, mutation, ...renderProgress(session) });
    const digits = String(count).length;
    const names = children.map((_, at) => `child-${String(at + 1).padStart(digits, "0")}`);
    const files: OutputFile[] = [];
    for (const [at, child] of children.entries())
      files.push({ path: `${names[at]}.png`, bytes: await recipePng(session, child) });
    files.push(...(await familyFiles(session, sampler, parents, children, options.tree === true)));
    const [first, second] = parents;
    const defaultFolder = join(run.path, "pictures", `fuse-${first.fileName}-${second.fileName}-seed-${seed}`);
    const written = await writeResults(session, (ending) => withinFolder(files, out ?? defaultFolder + ending), {
      isExplicit: out !== undefined,
      overwrite,
    });
    for (const [at, { shares: own, share, traits, rarity }] of children.entries()) {
      session.emit({ type: "child", file: written[at].path, seed, by, shares: own, share, traits, rarity });
      session.print(childText(children[at], names[at], [first.name, second.name], sampler));
    }
    const figures = written.slice(count).map((file) => file.path);
    session.emit({ type: "family", files: figures, parents: [first.name, second.name], seed, children: count });
    session.print({
      ja: `${first.name} と ${second.name} の子どもを ${count} 枚描きました（シード ${seed}）。見くらべる: ${figures[0]}\n  子どもも親になれます: npx omakase fuse ${run.argument} ${written[0].path} 3 --tree`,
      en: `Drew ${count === 1 ? "1 child" : `${count} children`} of ${first.name} and ${second.name} (seed ${seed}). To compare: ${figures[0]}\n  A child can be a parent: npx omakase fuse ${run.argument} ${written[0].path} 3 --tree`,
    });
  } finally {
    sampler.dispose();
  }
}

/** Draws the parents with their children or, with all ancestors, the whole tree. */
async function familyFiles(
  session: Session,
  sampler: Sampler,
  parents: readonly Parameters<ReturnType<typeof createFamilyBuilder>["add"]>[0][],
  children: readonly Offspring[],
  withAncestors: boolean,
): Promise<OutputFile[]> {
  const { host, language } = session;
  const familyBuilder = createFamilyBuilder(sampler);
  if (withAncestors)
    for (const [at, { recipe }] of children.slice(0, maxShownChildren).entries())
      familyBuilder.add({ recipe, name: `child-${at + 1}` });
  else {
    for (const { recipe, name } of parents) familyBuilder.add({ recipe: { ...recipe, family: undefined }, name });
    children.slice(0, maxShownChildren).forEach((child, at) => {
      const { by, shares, point } = child;
      familyBuilder.members.push({ name: `child-${at + 1}`, latent: point.latent, parents: [0, 1], by, shares });
    });
  }
  const shown = await renderFamily(sampler, familyBuilder.members, renderProgress(session));
  const more = children.length - maxShownChildren;
  const note = more > 0 ? { ja: `ほかに ${more} 枚`, en: `and ${more} more` } : "";
  const figure = familyTree(shown, { language, note });
  const png = { path: "family.png", bytes: await figurePng(figure, host.asset) };
  return withAncestors ? [png, { path: "family.svg", bytes: new TextEncoder().encode(figure.svg) }] : [png];
}

/** Describes the inheritance and the rarity of a child. */
function childText(child: Offspring, name: string, [a, b]: readonly [string, string], sampler: Sampler): Text {
  const { genes } = genomeOf(sampler, child.by);
  const said = (language: "ja" | "en") => {
    const list = (test: (share: number | undefined) => boolean) =>
      genes
        .filter((gene) => test(child.shares[gene.name]))
        .map(({ label }) => label[language])
        .join(language === "ja" ? "・" : ", ");
    const parts = [
      [a, list((share) => share === 1)],
      [b, list((share) => share === 0)],
      [language === "ja" ? "新しい" : "new", list((share) => share === undefined)],
    ].filter(([, words]) => words !== "");
    return parts.map(([from, words]) => `${from}: ${words}`).join(language === "ja" ? "／" : "; ");
  };
  const percent = Math.round(100 * child.share.a);
  const { rarity } = child;
  const one = rarity && Math.round(1 / rarity.percentile);
  const often = rarity?.word === "common";
  const badge = rarity
    ? {
        ja: `  ${rarityLabels[rarity.word].ja}${often ? "" : `（これほど珍しいのは ${one} 枚に 1 枚）`}`,
        en: `  ${rarityLabels[rarity.word].en}${often ? "" : ` (1 picture in ${one} is as rare)`}`,
      }
    : { ja: "", en: "" };
  return {
    ja: `${name}  ${a} が ${percent} %（${said("ja")}）${badge.ja}`,
    en: `${name}  ${percent} % of ${a} (${said("en")})${badge.en}`,
  };
}

/** Converts `--from-a` and `--from-b` to gene shares. */
function sharesFromOptions(sampler: Sampler, by: GeneKind, { fromA, fromB }: FuseCommandOptions): GeneShares {
  const genome = genomeOf(sampler, by);
  if (genome.genes.length < 2) throw indivisibleError(by);
  const read = (option: string, text: string | undefined, share: number): [string, number][] =>
    (text ?? "")
      .split(/[,、]/)
      .map((word) => word.trim())
      .filter((word) => word !== "")
      .map((word) => {
        const gene = findGene(genome, word, sampler.attributes);
        if (!gene) throw unknownGeneError(option, word, genome.genes);
        return [gene.name, share];
      });
  const [a, b] = [read("--from-a", fromA, 1), read("--from-b", fromB, 0)];
  const twice = a.find(([name]) => b.some(([other]) => other === name));
  if (twice) throw geneClaimedTwiceError(twice[0]);
  return Object.fromEntries([...a, ...b]);
}

function indivisibleError(by: GeneKind): OmakaseError {
  const others = { ja: "attribute、layer、latent のうちのほかのもの", en: "another of attribute, layer, latent" };
  return new OmakaseError("option", {
    where: `--by ${by}`,
    expected: others,
    got: { ja: "このモデルでは分けられないもの", en: "what cannot be divided in this model" },
    remedy: { ja: "--by を変えるか、外してください", en: "Change --by, or leave it out" },
  });
}

function unknownGeneError(where: string, got: string, genes: readonly { name: string; label: Text }[]): OmakaseError {
  const listed = genes.map(({ name, label }) => (label.ja === name ? name : `${name}（${label.ja}）`)).join("、");
  return new OmakaseError("option", {
    where,
    expected: { ja: `${listed} のどれか`, en: `some of ${genes.map(({ name }) => name).join(", ")}` },
    got: { ja: `「${got}」`, en: `"${got}"` },
    remedy: { ja: "つづりを確かめてください", en: "Check the spelling" },
  });
}

function geneClaimedTwiceError(name: string): OmakaseError {
  return new OmakaseError("option", {
    where: "--from-b",
    expected: { ja: "--from-a にないもの", en: "what --from-a does not name" },
    got: { ja: `「${name}」`, en: `"${name}"` },
    remedy: { ja: "どちらか片方にだけ書いてください", en: "Name it in one of the two only" },
  });
}

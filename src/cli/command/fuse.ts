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
import { modelArgumentText } from "../option/model-argument-text.ts";
import type { Session } from "../session.ts";
import { renderProgress } from "../output/render-progress.ts";
import { withinFolder, recipePng, writeResults, type OutputFile } from "../output/write-results.ts";
import { cliText, listText, nameWithLabel } from "../../text/index.ts";

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
  const about = cliText.fuse.about;
  const examples = [
    "omakase fuse characters 7 12 --children 8",
    "omakase fuse runs/cgan-characters 7:3 a.png --from-a hair,eyes --mutation 0.1",
    "omakase fuse runs/cgan-characters child-1.png child-4.png --tree",
    "omakase fuse runs/vae-sushi maguro.png ebi.png --by layer",
  ];
  const parent = t(cliText.fuse.parent);
  addDeviceOptions(
    defineCommand(program, { name: "fuse", about, examples, language }, runFuse)
      .argument("<model>", t(modelArgumentText))
      .argument("<a>", t(cliText.fuse.a({ parent })))
      .argument("<b>", t(cliText.fuse.b))
      .option("--children <n>", t(cliText.fuse.children({ defaultCount })), wholeNumber(1, maxChildren))
      .option("--seed <n>", t(cliText.fuse.seed), wholeNumber(0))
      .option("--by <what>", t(cliText.fuse.by), oneOf("attribute", "layer", "latent"))
      .option("--from-a <groups>", t(cliText.fuse.fromA))
      .option("--from-b <groups>", t(cliText.fuse.fromB))
      .option("--mutation <p>", t(cliText.fuse.mutation), numberBetween(0, 1))
      .option("--tree", t(cliText.fuse.tree))
      .option("--out <folder>", t(cliText.fuse.out))
      .option("--overwrite", t(cliText.fuse.overwrite)),
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
    session.print(
      cliText.fuse.done({
        count,
        first: first.name,
        second: second.name,
        seed,
        figure: figures[0],
        argument: run.argument,
        child: written[0].path,
      }),
    );
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
  const note = more > 0 ? cliText.fuse.more({ more }) : "";
  const figure = familyTree(shown, { language, note });
  const png = { path: "family.png", bytes: await figurePng(figure, host.asset) };
  return withAncestors ? [png, { path: "family.svg", bytes: new TextEncoder().encode(figure.svg) }] : [png];
}

/** Describes the inheritance and the rarity of a child. */
function childText(child: Offspring, name: string, [a, b]: readonly [string, string], sampler: Sampler): Text {
  const { genes } = genomeOf(sampler, child.by);
  const labels = (test: (share: number | undefined) => boolean) =>
    genes.filter((gene) => test(child.shares[gene.name])).map(({ label }) => label);
  const origins = [
    { from: a, inherited: labels((share) => share === 1) },
    { from: b, inherited: labels((share) => share === 0) },
    { from: cliText.fuse.newGenes, inherited: labels((share) => share === undefined) },
  ].filter(({ inherited }) => inherited.length > 0);
  const said = listText(
    origins.map(({ from, inherited }) => cliText.fuse.origin({ from, genes: listText(inherited, "dot") })),
    "semicolon",
  );
  const percent = Math.round(100 * child.share.a);
  const { rarity } = child;
  const badge = rarity
    ? cliText.fuse.badge({
        rarityLabel: rarityLabels[rarity.word],
        isOften: rarity.word === "common",
        one: Math.round(1 / rarity.percentile),
      })
    : "";
  return cliText.fuse.child({ name, percent, a, said, badge });
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
  return new OmakaseError("option", {
    where: `--by ${by}`,
    ...cliText.fuse.indivisible({ expected: cliText.fuse.otherKind }),
  });
}

function unknownGeneError(where: string, got: string, genes: readonly { name: string; label: Text }[]): OmakaseError {
  return new OmakaseError("option", {
    where,
    ...cliText.fuse.unknownGene({ genes: listText(genes.map(nameWithLabel)), got }),
  });
}

function geneClaimedTwiceError(name: string): OmakaseError {
  return new OmakaseError("option", { where: "--from-b", ...cliText.fuse.geneClaimedTwice({ name }) });
}

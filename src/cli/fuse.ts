import { join } from "node:path";
import { OmakaseError, type Text } from "../error.ts";
import { familyTree, figurePng } from "../figure/index.ts";
import type { Painter } from "../generate/index.ts";
import {
  familyBook,
  findGene,
  fuse,
  genomeOf,
  portraits,
  rarityWords,
  usualInheritance,
  type Child,
  type InheritBy,
  type Shares,
} from "../morph/index.ts";
import { between, oneOf, verb, whole, type Verb } from "./command.ts";
import { computing, type ComputingOptions } from "./computing.ts";
import { openArtist } from "./open-artist.ts";
import { readParent } from "./read-parent.ts";
import type { Session } from "./session.ts";
import { watched } from "./watched.ts";
import { inFolder, pngOf, writeResults, type Result } from "./write-results.ts";

interface FuseOptions extends ComputingOptions {
  readonly children?: number;
  readonly seed?: number;
  readonly by?: InheritBy;
  readonly fromA?: string;
  readonly fromB?: string;
  readonly mutation?: number;
  readonly tree?: boolean;
  readonly out?: string;
  readonly overwrite?: boolean;
}

const usualCount = 8;
const largestCount = 100;
/** More children side by side are too small to look at. */
const shownChildren = 16;

/** `omakase fuse <run> A B`: two pictures have children. */
export const fuseVerb: Verb = (program, say, language) => {
  const about = {
    ja: "2 枚の絵の子どもを描く。目に見える特徴を、両方の親から受けつぐ",
    en: "two pictures have children, which inherit visible traits from both",
  };
  const examples = [
    "omakase fuse runs/cgan-characters 7 12 --children 8",
    "omakase fuse runs/cgan-characters 7:3 a.png --from-a hair,eyes --mutation 0.1",
    "omakase fuse runs/cgan-characters child-1.png child-4.png --tree",
    "omakase fuse runs/vae-sushi maguro.png ebi.png --by layer",
  ];
  const option = (ja: string, en: string) => say({ ja, en });
  const parent = option(
    "シード（7）、シードの何枚目か（7:12）、または画像（omakase の PNG。ae と vae なら写真も）",
    "a seed (7), a picture of a seed (7:12), or a picture file (a PNG of omakase; of an ae or vae any picture)",
  );
  computing(
    verb(program, { name: "fuse", about, examples, language }, raise)
      .argument("<run>", option("学習した実行フォルダ", "the folder of a run"))
      .argument("<a>", option(`1 人めの親: ${parent}`, `the first parent: ${parent}`))
      .argument("<b>", option("2 人めの親", "the second parent"))
      .option(
        "--children <n>",
        option(`子どもの数（省くと ${usualCount}）`, `how many; default ${usualCount}`),
        whole(1, largestCount),
      )
      .option(
        "--seed <n>",
        option("何を受けつぐかを決めるシード（省くと毎回ちがう）", "decides what they inherit; default: a new one"),
        whole(0),
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
        between(0, 1),
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
    say,
  );
};

async function raise(session: Session, path: string, a: string, b: string, options: FuseOptions): Promise<void> {
  const { children: count = usualCount, seed = session.host.entropy(), mutation, out, overwrite } = options;
  const { device, threads, half } = options;
  const { run, artist } = await openArtist(session, path, { verb: "fuse", device, threads, half });
  try {
    const by = options.by ?? usualInheritance(artist);
    const shares = fixedShares(artist, by, options);
    const parents = [await readParent(session, artist, a, run), await readParent(session, artist, b, run)] as const;
    const children = await fuse(artist, parents, { count, seed, by, shares, mutation, ...watched(session) });
    const digits = String(count).length;
    const names = children.map((_, at) => `child-${String(at + 1).padStart(digits, "0")}`);
    const files: Result[] = [];
    for (const [at, child] of children.entries())
      files.push({ path: `${names[at]}.png`, bytes: await pngOf(session, child) });
    files.push(...(await drawFamily(session, artist, parents, children, options.tree === true)));
    const [first, second] = parents;
    const usual = join(run.path, "pictures", `fuse-${first.short}-${second.short}-seed-${seed}`);
    const written = await writeResults(session, (ending) => inFolder(files, out ?? usual + ending), {
      chosen: out !== undefined,
      overwrite,
    });
    for (const [at, { shares: own, share, traits, rarity }] of children.entries()) {
      session.emit({ type: "child", file: written[at].path, seed, by, shares: own, share, traits, rarity });
      session.print(childWords(children[at], names[at], [first.name, second.name], artist));
    }
    const figures = written.slice(count).map((file) => file.path);
    session.emit({ type: "family", files: figures, parents: [first.name, second.name], seed, children: count });
    session.print({
      ja: `${first.name} と ${second.name} の子どもを ${count} 枚描きました（シード ${seed}）。見くらべる: ${figures[0]}\n  子どもも親になれます: npx omakase fuse ${path} ${written[0].path} 3 --tree`,
      en: `Drew ${count === 1 ? "1 child" : `${count} children`} of ${first.name} and ${second.name} (seed ${seed}). To compare: ${figures[0]}\n  A child can be a parent: npx omakase fuse ${path} ${written[0].path} 3 --tree`,
    });
  } finally {
    artist.dispose();
  }
}

/** The parents with their children; or, with all ancestors, the whole tree. */
async function drawFamily(
  session: Session,
  artist: Painter,
  parents: readonly Parameters<ReturnType<typeof familyBook>["add"]>[0][],
  children: readonly Child[],
  isWhole: boolean,
): Promise<Result[]> {
  const { host, language } = session;
  const book = familyBook(artist);
  if (isWhole)
    for (const [at, { recipe }] of children.slice(0, shownChildren).entries())
      book.add({ recipe, name: `child-${at + 1}` });
  else {
    for (const { recipe, name } of parents) book.add({ recipe: { ...recipe, family: undefined }, name });
    children.slice(0, shownChildren).forEach((child, at) => {
      const { by, shares, latent } = child;
      book.members.push({ name: `child-${at + 1}`, latent: [...latent], parents: [0, 1], by, shares });
    });
  }
  const shown = await portraits(artist, book.members, watched(session));
  const more = children.length - shownChildren;
  const note = more > 0 ? { ja: `ほかに ${more} 枚`, en: `and ${more} more` } : "";
  const figure = familyTree(shown, { language, note });
  const png = { path: "family.png", bytes: await figurePng(figure, host.asset) };
  return isWhole ? [png, { path: "family.svg", bytes: new TextEncoder().encode(figure.svg) }] : [png];
}

/** What a child has of whom, and how rare it is. */
function childWords(child: Child, name: string, [a, b]: readonly [string, string], artist: Painter): Text {
  const { genes } = genomeOf(artist, child.by);
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
  const one = rarity && Math.round(1 / rarity.asRare);
  const often = rarity?.word === "common";
  const badge = rarity
    ? {
        ja: `  ${rarityWords[rarity.word].ja}${often ? "" : `（これほど珍しいのは ${one} 枚に 1 枚）`}`,
        en: `  ${rarityWords[rarity.word].en}${often ? "" : ` (1 picture in ${one} is as rare)`}`,
      }
    : { ja: "", en: "" };
  return {
    ja: `${name}  ${a} が ${percent} %（${said("ja")}）${badge.ja}`,
    en: `${name}  ${percent} % of ${a} (${said("en")})${badge.en}`,
  };
}

/** `--from-a` and `--from-b` as shares. */
function fixedShares(artist: Painter, by: InheritBy, { fromA, fromB }: FuseOptions): Shares {
  const genome = genomeOf(artist, by);
  if (genome.genes.length < 2) throw indivisible(by);
  const read = (option: string, text: string | undefined, share: number): [string, number][] =>
    (text ?? "")
      .split(/[,、]/)
      .map((word) => word.trim())
      .filter((word) => word !== "")
      .map((word) => {
        const gene = findGene(genome, word, artist.attributes);
        if (!gene) throw unknownGroup(option, word, genome.genes);
        return [gene.name, share];
      });
  const [a, b] = [read("--from-a", fromA, 1), read("--from-b", fromB, 0)];
  const twice = a.find(([name]) => b.some(([other]) => other === name));
  if (twice) throw claimedTwice(twice[0]);
  return Object.fromEntries([...a, ...b]);
}

function indivisible(by: InheritBy): OmakaseError {
  const others = { ja: "attribute、layer、latent のうちのほかのもの", en: "another of attribute, layer, latent" };
  return new OmakaseError("option", {
    where: `--by ${by}`,
    expected: others,
    got: { ja: "このモデルでは分けられないもの", en: "what cannot be divided in this model" },
    remedy: { ja: "--by を変えるか、外してください", en: "Change --by, or leave it out" },
  });
}

function unknownGroup(where: string, got: string, genes: readonly { name: string; label: Text }[]): OmakaseError {
  const listed = genes.map(({ name, label }) => (label.ja === name ? name : `${name}（${label.ja}）`)).join("、");
  return new OmakaseError("option", {
    where,
    expected: { ja: `${listed} のどれか`, en: `some of ${genes.map(({ name }) => name).join(", ")}` },
    got: { ja: `「${got}」`, en: `"${got}"` },
    remedy: { ja: "つづりを確かめてください", en: "Check the spelling" },
  });
}

function claimedTwice(name: string): OmakaseError {
  return new OmakaseError("option", {
    where: "--from-b",
    expected: { ja: "--from-a にないもの", en: "what --from-a does not name" },
    got: { ja: `「${name}」`, en: `"${name}"` },
    remedy: { ja: "どちらか片方にだけ書いてください", en: "Name it in one of the two only" },
  });
}

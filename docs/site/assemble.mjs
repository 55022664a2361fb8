/**
 * Pages of the documentation site, from their one source each: the pages in `ja/` and `en/`, the chapters of `lesson/`, the
 * programs of `example/`, the pages of `docs/`. `assemblePages` returns them in Markdown by their path in the site; the
 * Japanese ones lie at its root, the English ones in `en/`.
 *
 * Links in a source lead from file to file of the repository, so that they work there, too. Here they are led to the pages.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path) => readFileSync(join(root, path), "utf8");
const list = (folder, pattern) => readdirSync(join(root, folder)).filter((name) => pattern.test(name));

/** Languages of the site and the folders of their pages. */
export const languages = { ja: "", en: "en/" };

/** Words of pages that are made here. */
const words = {
  ja: {
    english: "このページは英語で書かれています。",
    lessons: "しくみ: 書いて学ぶ 12 章",
    lessonsLead:
      "AE、VAE、GAN を、数式なしで、自分で書けるようになる授業です。読む、空いた行を書く、動かす、確かめる。ブラウザの中でも、ふだんのエディタでもできます。時間は、2 コアのパソコンのブラウザでの目安です。Node なら、学習の時間は 3 分の 1 ほどです。",
    work: "勉強のしかた",
    works: [
      "**ブラウザで**: 章のページの「ここで動かす」を押すと、そのページの中で書いて動かせます。「スタジオの「しくみ」で開く」なら、文とプログラムが並びます。インストールは要りません。",
      "**エディタで**: Node.js 20.19 以上が要ります。リポジトリで `npm pack` とすると `omakase-0.1.0.tgz` ができます。自分のフォルダで `npm install ./omakase-0.1.0.tgz`、それから `npx omakase lesson 1`。いまのフォルダの中に `lessons/` ができます。`lessons/01-distribution/lesson.ts` の TODO に書いて、保存してください。",
      "`npx omakase lesson 1` は、保存するたびに調べて学習し、次の保存を待ち続けます。おわるときは Ctrl-C。一度だけなら `--once`、小さな絵（たいてい 16 点）と少ない回数で手早くためすなら `--quick`（前の図は置きかわり、絵はあらくなります）、ほかの仕事のために CPU を空けるなら `--threads 1`。英語で出てきたら `--lang ja` を付けます。",
      '**ブラウザからエディタへ**: 「しくみ」の「エディタで続ける」が、書いたプログラムの入ったコマンド `npx omakase lesson --from "…"` をコピーします。ターミナルにはりつけると、同じプログラムが `lessons/` に入り、同じ答え合わせをします。自分で書いたファイルは、上書きしません。友だちのリンクも同じように開けますが、そのプログラムは Node で、あなたの権限で何でもできます。動かす前に読んでください。',
      "こまったら `--hint`（3 つまで）、`--solution`（答え）、`--reset`（はじめから）。",
      "自分のモデルは `npx omakase train my-vae.ts sushi` で学習できます。`.ts` も Node 20 で動きます。`node my-vae.ts` のように、omakase なしで `.ts` を動かすには Node 22.18 が要ります。全部を自分のプログラムでするなら、[プログラムで](../docs/site/ja/guide/my-folder.md#プログラムで)。",
    ],
    time: (reading, seconds) => `読む ${reading} 分、計算 ${seconds} 秒`,
    run: "ここで動かす",
    below: "このページの下のほうで動かす",
    bench: "この章のプログラムを、このページで書いて、動かして、確かめられます。書いたものは、このブラウザに残ります。",
    studio: "スタジオの「しくみ」で開く",
    editor: (number) => `エディタで書くなら: \`npx omakase lesson ${number}\``,
    inside: "ここは、動かして見られます",
    programs: "プログラム",
    exercise: "穴のあいたプログラム（ここから始めます）",
    hint: (number) => `ヒント ${number}`,
    solution: "答えのプログラム",
    examples: "例のプログラム",
    examplesLead:
      "どれも 60 行以内で、そのまま動きます。どのプログラムも、テストで毎回動かしています。説明の文は英語です。`node 01-autoencoder.ts` で動くのは Node 22.18 からです。`npx omakase train 06-wgan-gp.ts sushi` のように、モデルのファイルを `omakase train` に渡すなら、Node 20 でも動きます。",
  },
  en: {
    english: "",
    lessons: "The course: twelve chapters to write",
    lessonsLead:
      "You become able to write an AE, a VAE and a GAN, without formulas. Read, write the missing lines, run, check. In the browser, or in the editor that you are used to. Times are about those of a browser on two cores; in Node, training takes about a third.",
    work: "How to work",
    works: [
      "**In the browser**: open a chapter, and press Run it here: you write and run in the page. On the studio's screen Learn, text and program stand side by side. There is nothing to install.",
      "**In an editor**: you need Node.js 20.19 or newer. `npm pack` in a clone of the repository writes `omakase-0.1.0.tgz`. In a folder of your own, type `npm install ./omakase-0.1.0.tgz`, then `npx omakase lesson 1`. It makes a folder `lessons/` in the current one. Write at each TODO of `lessons/01-distribution/lesson.ts`, and save.",
      "`npx omakase lesson 1` checks and trains at every save, and then waits for the next one. Ctrl-C ends it. `--once` checks once and ends, `--quick` takes smaller pictures, mostly of 16 dots, and fewer steps (its figures replace the former ones, and are coarse), `--threads 1` leaves the processor to others.",
      '**From the browser to an editor**: Continue in an editor, on the screen Learn, copies a command, `npx omakase lesson --from "…"`, that holds your program. Paste it in a terminal: the same program goes to `lessons/`, and the same check judges it. A file that you wrote is not overwritten. A link of a friend opens in the same way, but in Node it can do whatever you can do: read it first.',
      "When stuck: `--hint` (three of them), `--solution`, and `--reset` to begin again.",
      "A model of your own trains by `npx omakase train my-vae.ts sushi`, which reads `.ts` on Node 20, too. To run a `.ts` file without omakase, as in `node my-vae.ts`, takes Node 22.18. How a program does it all: [In a program](../docs/site/en/guide/my-folder.md#in-a-program).",
    ],
    time: (reading, seconds) => `${reading} min to read, ${seconds} s to compute`,
    run: "Run it here",
    below: "Run it below, in this page",
    bench: "Write, run and check the program of this chapter in this page. What you write stays in this browser.",
    studio: "Open it on the studio's screen Learn",
    editor: (number) => `In your editor: \`npx omakase lesson ${number}\``,
    inside: "You can move this one yourself",
    programs: "Programs",
    exercise: "The program with gaps (begin here)",
    hint: (number) => `Hint ${number}`,
    solution: "The program with the answers",
    examples: "Example programs",
    examplesLead:
      "Each has at most 60 lines and runs as it is. A test runs every one of them. `node 01-autoencoder.ts` needs Node 22.18 or newer. A file with a model, such as `npx omakase train 06-wgan-gp.ts sushi`, also runs on Node 20.",
  },
};

/**
 * Assembles the pages of one language.
 *
 * @param {"ja" | "en"} language
 * @param {readonly Chapter[]} chapters - of `lesson/`, by `listChapters` of `omakase/node`.
 * @param {{ programText: Function, hintText: Function }} lesson - the module `omakase/lesson`.
 * @returns pages by path, such as `en/guide/outliers.md`, and pictures: path in the site → path in the repository.
 */
export function assemblePages(language, chapters, lesson) {
  const sources = sourcesOf(language);
  const pictures = new Map();
  const pages = new Map();
  const add = (page, source, text) => pages.set(page, leadLinks(text, { page, source, sources, pictures }));
  for (const [source, page] of sources) {
    const chapter = chapters.find(({ number }) => source.startsWith(`lesson/${String(number).padStart(2, "0")}-`));
    if (source === "lesson") add(page, source, lessonList(language, chapters));
    else if (chapter) add(page, source, lessonPage(language, chapter, source, lesson));
    else if (source === "example") add(page, source, examplePage(language));
    else if (/^docs\/.*\.md$/.test(source))
      add(page, source, withoutSwitch(withNotice(language, source, read(source))));
  }
  return { pages, pictures };
}

/** Returns what becomes a page of a language: path in the repository → path in the site, with an anchor for examples. */
function sourcesOf(language) {
  const folder = languages[language];
  const sources = new Map();
  const own = `docs/site/${language}`;
  for (const path of readdirSync(join(root, own), { recursive: true, encoding: "utf8" }))
    if (path.endsWith(".md"))
      sources.set(posix.join(own, path.replaceAll("\\", "/")), folder + path.replaceAll("\\", "/"));
  sources.set("lesson", `${folder}lesson/index.md`);
  for (const name of list("lesson", /^\d\d-/))
    sources.set(`lesson/${name}/text.${language}.md`, `${folder}lesson/${name}.md`);
  sources.set("example", `${folder}example.md`);
  for (const name of list("example", /\.ts$/))
    sources.set(`example/${name}`, `${folder}example.md#${exampleAnchor(name)}`);
  for (const name of ["", "notes/"].flatMap((from) => list(`docs/${from}`, /\.md$/).map((file) => from + file)))
    if (!name.endsWith(".ja.md")) sources.set(inLanguage(`docs/${name}`, language), `${folder}document/${name}`);
  sources.set(inLanguage("README.md", language), `${folder}index.md`);
  return sources;
}

/** Returns the file in a language where there is one, else the English one. */
function inLanguage(path, language) {
  const its = path.replace(/\.md$/, `.${language}.md`);
  return existsSync(join(root, its)) ? its : path;
}

const exampleAnchor = (name) => `_${name.replace(/\.ts$/, "")}`;

/** Tells Japanese readers that a page is in English. */
function withNotice(language, source, text) {
  const isEnglish = language === "ja" && !source.startsWith("docs/site/") && !source.endsWith(".ja.md");
  return isEnglish ? text.replace(/^(# .*\n)/m, `$1\n::: info 英語\n${words.ja.english}\n:::\n`) : text;
}

/** Removes the first line of a file that leads to the other language: the site has a menu for that. */
function withoutSwitch(text) {
  return text.replace(/^\[(?:日本語|English)\]\([^)]+\)\n+/, "");
}

function lessonList(language, chapters) {
  const { lessons, lessonsLead, work, works, time } = words[language];
  const lines = chapters.map(
    ({ number, name, title, reading, seconds }) =>
      `${number}. [${title[language]}](${folderName(number, name)}/text.${language}.md) — ${time(reading, seconds)}`,
  );
  const how = works.map((one) => `- ${one}`).join("\n");
  return `# ${lessons}\n\n${lessonsLead}\n\n${lines.join("\n")}\n\n## ${work}\n\n${how}\n`;
}

const folderName = (number, name) => `${String(number).padStart(2, "0")}-${name}`;

/** Anchor of a chapter's programs. */
const benchAnchor = "program";

/** Writes the page of a chapter: its text, the parts of the studio that run in it, its programs and hints. */
function lessonPage(language, { number, name, reading, seconds, hints }, source, { programText, hintText }) {
  const t = words[language];
  const program = read(posix.join(dirname(source), "lesson.ts"));
  const code = (kind) => `\`\`\`ts\n${programText(program, kind, language).trimEnd()}\n\`\`\``;
  const fold = (title, text) => `::: details ${title}\n${text}\n:::\n`;
  const up = languages[language] === "" ? ".." : "../..";
  const studio = `${up}/studio/index.html?lang=${language}#/learn?chapter=${folderName(number, name)}`;
  const ways = [`[${t.below}](#${benchAnchor})`, `[${t.studio}](${studio}){target="_blank"}`, t.editor(number)];
  const box = `::: tip ${t.time(reading, seconds)}\n${ways.join("\n\n")}\n:::\n`;
  const live = (label, inside = "") =>
    `<LiveView chapter="${folderName(number, name)}"${inside} name="${label}" run="${t.run}" away="${t.studio}" />\n`;
  return [
    read(source)
      .replace(/^(# .*\n)/, `$1\n${box}`)
      .replaceAll(/^<!-- see inside: (\w+) -->$/gm, (_, component) => live(t.inside, ` inside="${component}"`)),
    `## ${t.programs} {#${benchAnchor}}\n`,
    live(t.bench),
    fold(t.exercise, code("exercise")),
    ...hints.map((hint, at) => fold(t.hint(at + 1), markdownText(hintText(hint)[language]))),
    fold(t.solution, code("solution")),
  ].join("\n");
}

/** Writes a text as Markdown: each line is a paragraph, and marks of Markdown stay as they are. */
function markdownText(text) {
  return text.replaceAll(/[<{*_[\]\\`]/g, "\\$&").replaceAll("\n", "\n\n");
}

function examplePage(language) {
  const { examples, examplesLead } = words[language];
  const parts = list("example", /\.ts$/).map(
    (name) =>
      `## ${name.replace(/\.ts$/, "")} {#${exampleAnchor(name)}}\n\n\`\`\`ts\n${read(`example/${name}`).trimEnd()}\n\`\`\`\n`,
  );
  return `# ${examples}\n\n${examplesLead}\n\n${parts.join("\n")}`;
}

/** Leads the links of a source, from file to file of the repository, to pages of the site. Code stays as it is. */
function leadLinks(text, { page, source, sources, pictures }) {
  const from = source.endsWith(".md") ? dirname(source) : source;
  const lead = (whole, before, target) => {
    if (/^(https?:|#|mailto:)/.test(target) || target.includes("/studio/index.html")) return whole;
    const [path, anchor] = target.split("#");
    const wanted = posix.normalize(posix.join(from, path)).replace(/\/$/, "");
    const found = sources.get(wanted) ?? sources.get(otherLanguage(wanted));
    if (found !== undefined)
      return `${before}(${relativeTo(page, anchor === undefined ? found : `${found}#${anchor}`)})`;
    if (!/\.(png|svg|jpe?g|webp|gif)$/.test(wanted) || !existsSync(join(root, wanted)))
      throw new Error(`${source}: expected a link to a page of the site or a picture, got ${target}.`);
    const picture = wanted.replace(/^docs\/(?:site\/)?/, "document/");
    pictures.set(picture, wanted);
    return `${before}(${relativeTo(page, picture)})`;
  };
  return text
    .split(/^(```[^]*?^```$)/m)
    .map((part) => (part.startsWith("```") ? part : part.replaceAll(/(\])\(([^)\s]+)\)/g, lead)))
    .join("");
}

const otherLanguage = (path) => path.replace(/\.ja\.md$/, ".md");

/** Returns the address of a page or picture, as seen from a page. */
function relativeTo(page, target) {
  const path = relative(dirname(page), target).replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}

/** Returns the first heading of a page. */
export function titleOf(markdown) {
  return /^# (.*)$/m.exec(markdown)?.[1].replaceAll("`", "") ?? "";
}

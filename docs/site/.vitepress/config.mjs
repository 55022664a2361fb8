/** Settings of the site. Pages are assembled into `dist/pages` (see `assemble.mjs`), and the site is built into `dist/site`. */
import { readFileSync } from "node:fs";
import showCaptions from "markdown-it-image-figures";
import { defineConfig } from "vitepress";
import { slugify } from "./slugify.mjs";
import { tokenize } from "./tokenize.mjs";

const { ja, en } = JSON.parse(readFileSync(new URL("../dist/sidebar.json", import.meta.url), "utf8"));

const searchJa = {
  button: { buttonText: "検索", buttonAriaLabel: "検索" },
  modal: {
    displayDetails: "くわしく表示",
    resetButtonTitle: "消す",
    backButtonTitle: "閉じる",
    noResultsText: "見つかりません:",
    footer: {
      selectText: "開く",
      selectKeyAriaLabel: "Enter",
      navigateText: "選ぶ",
      navigateUpKeyAriaLabel: "上",
      navigateDownKeyAriaLabel: "下",
      closeText: "閉じる",
      closeKeyAriaLabel: "Escape",
    },
  },
};

const wordsJa = {
  outline: { label: "このページの中", level: [2, 3] },
  docFooter: { prev: "前へ", next: "次へ" },
  darkModeSwitchLabel: "明るさ",
  lightModeSwitchTitle: "明るくする",
  darkModeSwitchTitle: "暗くする",
  sidebarMenuLabel: "目次",
  returnToTopLabel: "上へ",
  langMenuLabel: "言語",
  skipToContentLabel: "本文へ",
  notFound: {
    title: "このページはありません",
    quote: "アドレスを確かめるか、検索してみてください。",
    linkLabel: "はじめのページへ",
    linkText: "はじめのページへ",
  },
};

/** Returns the items of the menu on top: the sections of the sidebar. */
const navigation = (sections) =>
  sections.map(({ text, items }) => ({ text, link: items[0].link, activeMatch: activeMatch(items) }));
const activeMatch = (items) =>
  `^(${items
    .flatMap((item) => [item, ...(item.items ?? [])])
    .map(({ link }) => link.replace(/(index)?\.md$/, ""))
    .join("|")})`;

export default defineConfig({
  title: "omakase",
  srcDir: "dist/pages",
  outDir: "dist/site",
  cacheDir: "dist/cache",
  locales: {
    root: {
      label: "日本語",
      lang: "ja",
      description: "TypeScript で絵の生成モデルを学習する omakase の手引き",
      themeConfig: { nav: navigation(ja), sidebar: ja, ...wordsJa },
    },
    en: {
      label: "English",
      lang: "en",
      description: "Guide of omakase: generative image models in TypeScript",
      themeConfig: { nav: navigation(en), sidebar: en, outline: { level: [2, 3] } },
    },
  },
  themeConfig: {
    search: {
      provider: "local",
      options: {
        locales: { root: { translations: searchJa } },
        miniSearch: { options: { tokenize }, searchOptions: { combineWith: "AND", fuzzy: 0.1 } },
      },
    },
  },
  markdown: {
    config: (markdown) => markdown.use(showCaptions, { figcaption: "alt" }).use(joinJapaneseLines),
    anchor: { slugify },
  },
  transformHead: ({ siteData: { base } }) => [
    ["link", { rel: "icon", href: `${base}studio/icon.svg`, type: "image/svg+xml" }],
  ],
  // The studio lies beside the pages; `script/docs.mjs` puts it there.
  ignoreDeadLinks: [/\/studio\/index/],
});

/** Joins lines of Japanese without a space: browsers show a line break as one. */
function joinJapaneseLines(markdown) {
  const wide = /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/;
  const mark = /[、。「」（）：]/;
  const { softbreak } = markdown.renderer.rules;
  markdown.renderer.rules.softbreak = (tokens, at, ...rest) => {
    const before =
      tokens
        .slice(0, at)
        .findLast(({ content }) => content !== "")
        ?.content.at(-1) ?? "";
    const after = tokens.slice(at + 1).find(({ content }) => content !== "")?.content[0] ?? "";
    const joins = mark.test(before) || mark.test(after) || (wide.test(before) && wide.test(after));
    return joins ? "" : (softbreak?.(tokens, at, ...rest) ?? "\n");
  };
}

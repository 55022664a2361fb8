import { parseHTML } from "linkedom/worker";
import { describe, expect, test } from "vitest";
import type { ReportRun } from "./report-run.ts";
import { reportPage } from "./report-page.ts";

const run = (model: ReportRun["model"], more: Partial<ReportRun> = {}): ReportRun => ({
  model,
  path: `runs/${model}-sushi`,
  source: "sushi",
  pictures: 4000,
  size: 64,
  latent: 64,
  steps: 1560,
  imagesSeen: 49_920,
  minutes: 5.03,
  imagesPerSecond: 165.4,
  figures: [
    { kind: "losses", address: { ja: "a/losses.ja.svg", en: "a/losses.en.svg" }, width: 760, height: 420 },
    { kind: "samples", address: "a/samples.svg" },
  ],
  ...more,
});

/** Parses the page and removes what the style sheet hides. */
function shown(html: string): { document: Document; text: string } {
  const { document } = parseHTML(html);
  const hidden = document.documentElement.lang === "ja" ? "en" : "ja";
  for (const part of document.querySelectorAll(`[lang=${hidden}], style, script`)) part.remove();
  return { document, text: document.body.textContent ?? "" };
}

describe("report page", () => {
  test("says in both languages what was trained, on what, and for how long", () => {
    const ja = shown(reportPage({ runs: [run("vae"), run("gan")], language: "ja" })).text;
    for (const said of [
      "4,000枚",
      "のべ4.99万枚（12周）",
      "5分",
      "毎秒165枚",
      "偽札づくり",
      "鑑定士",
      "モード崩壊",
      "ふんわり",
    ]) {
      expect(ja).toContain(said);
    }
    const en = shown(reportPage({ runs: [run("vae"), run("gan")], language: "en" })).text;
    for (const said of ["4,000", "49.9k (12 times round)", "5 min", "165 pictures a second", "mode collapse", "soft"]) {
      expect(en).toContain(said);
    }
    expect(en.replace("日本語", "")).not.toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u);
  });

  test("shows translations of pix2pix, and a discriminator of pairs", () => {
    const figures = [{ kind: "translations", address: "a/translations.svg" }] as const;
    const pages = (["ja", "en"] as const).map((language) =>
      shown(reportPage({ runs: [run("pix2pix", { figures, latent: undefined })], language })),
    );
    expect(pages[0].text).toContain("本物の組か");
    expect(pages[1].text).toContain("is this a real pair?");
    expect(pages[1].text).toContain("npx omakase translate runs/pix2pix-sushi drawing.png");
    expect(pages[1].document.querySelector(".card .cover img")?.getAttribute("src")).toBe("a/translations.svg");
  });

  test("loads nothing but its pictures", () => {
    const { document } = parseHTML(reportPage({ runs: [run("gan")], language: "ja" }));
    expect([...document.querySelectorAll("link")].map((link) => link.getAttribute("href"))).toEqual(["data:,"]);
    expect(document.querySelectorAll("script[src], iframe, object, embed")).toHaveLength(0);
    expect(document.querySelector("style")!.textContent).not.toMatch(/url\(|@import/);
    const addresses = new Set([...document.querySelectorAll("img")].map((image) => image.getAttribute("src")));
    expect(addresses).toEqual(new Set(["a/losses.ja.svg", "a/losses.en.svg", "a/samples.svg"]));
  });

  test("has no dangling link and no duplicate id", () => {
    const { document } = parseHTML(reportPage({ runs: [run("gan"), run("gan"), run("ae")], language: "en" }));
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...document.querySelectorAll("a:not(.chapter a)")]; // a chapter is at a studio, not in the page
    const targets = links.map((link) => link.getAttribute("href")!);
    expect(targets.filter((target) => !ids.includes(target.slice(1)))).toEqual([]);
  });

  test("describes every picture in the language of the page", () => {
    const { document } = shown(reportPage({ runs: [run("gan", { morph: { address: "m.gif" } })], language: "en" }));
    const images = [...document.querySelectorAll("img")];
    expect(images.length).toBeGreaterThan(2);
    for (const image of images) expect(image.getAttribute("alt")).toMatch(/^[\x20-\x7e]{4,}$/);
  });

  test("answers a question once, even if two models raise it", () => {
    const { text } = shown(reportPage({ runs: [run("gan"), run("dcgan")], language: "ja" }));
    expect(text.split("「モード崩壊」って何？")).toHaveLength(2);
  });

  test("gives commands for the existing runs, ready to paste", () => {
    const { document } = parseHTML(
      reportPage({ runs: [run("vae"), run("gan", { path: "runs/my gan" })], language: "ja" }),
    );
    const commands = [...document.querySelectorAll("[data-copy]")].map((button) => button.getAttribute("data-copy"));
    expect(commands).toContain('npx omakase generate "runs/my gan" --count 36 --seed 7');
    expect(commands).toContain("npx omakase morph runs/vae-sushi --from 1 --to 2 --frames 60 --out morph.gif");
    expect(commands).toContain("npm start -- --minutes 30");
    const codes = [...document.querySelectorAll(".command code")].map((code) => code.textContent);
    expect(codes).toEqual(commands);
    const withDcgan = reportPage({ runs: [run("dcgan")], language: "ja" });
    expect(withDcgan).not.toContain("npm start -- --minutes 30");
  });

  test("names and links the chapter of the course that explains each model", () => {
    const { document, text: ja } = shown(reportPage({ runs: [run("vae"), run("gan")], language: "ja" }));
    const links = [...document.querySelectorAll<HTMLAnchorElement>(".chapter a")].map(({ href }) => href);
    expect(links).toEqual([3, 8].map((number) => `http://127.0.0.1:4649/#/learn?chapter=${number}`));
    for (const said of ["講座の 3 章", "npx omakase lesson 3", "講座の 8 章", "npx omakase lesson 8"])
      expect(ja).toContain(said);
  });

  test("escapes user text", () => {
    const nasty = `<img src=x onerror=alert(1)> **loud** \`code\` {size} "quoted'`;
    const text = { ja: nasty, en: nasty };
    const page = reportPage({
      runs: [
        run("gan", {
          source: nasty,
          path: nasty,
          warnings: [text],
          metrics: [{ name: nasty, value: nasty }],
          figures: [{ kind: "samples", address: `javascript:alert(1)//"><img src=x>` }],
          morph: { address: `data:text/html,<script>alert(1)</script>`, still: `"onerror="alert(1)` },
        }),
      ],
      language: "ja",
      credits: [text],
    });
    const { document } = parseHTML(page);
    expect(document.querySelectorAll("[onerror], img[src='x']")).toHaveLength(0);
    expect(document.querySelectorAll("script")).toHaveLength(1);
    for (const part of document.querySelectorAll("img, source")) {
      expect(part.getAttribute("src") ?? part.getAttribute("srcset")).not.toMatch(/^\s*(javascript|data):/);
    }
    for (const part of [".warning", "#credits li", ".numbers th", ".numbers td"]) {
      const found = document.querySelector(part)!;
      expect(found.textContent).toContain(nasty);
      expect(found.querySelectorAll("strong, code, img")).toHaveLength(0);
    }
    expect(document.querySelector(".hero .lead")!.textContent).toContain(nasty);
  });

  test("finds pictures with unusual names", () => {
    const address = "runs\\ガン #1 (50%)/図 1?.svg";
    const { document } = parseHTML(
      reportPage({ runs: [run("gan", { figures: [{ kind: "samples", address }] })], language: "ja" }),
    );
    const source = document.querySelector("img")!.getAttribute("src")!;
    const url = new URL(source, "file:///home/page/index.html");
    expect(decodeURIComponent(url.pathname)).toBe("/home/page/runs/ガン #1 (50%)/図 1?.svg");
    expect(url.search + url.hash).toBe("");
  });

  test("has content without any run", () => {
    expect(shown(reportPage({ runs: [], language: "en" })).text).toContain("Nothing has been trained yet");
  });
});

/**
 * `node script/lesson-sheets.mjs`: writes the printed sheet of every chapter, `lesson/<chapter>/sheet.<language>.pdf`, from
 * the chapter's own data: the idea, its picture, the gaps with room to write, and on the back the hints upside down. The
 * sheets are committed, so that no user needs a PDF library; a test finds one that is out of date.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "./run-program.mjs";

/** Page of A4 and its margin, pt. */
const [width, height, margin] = [595.28, 841.89, 48];
const inner = width - 2 * margin;
/** Height of a line to write on, pt. */
const ruled = 20;
/** Scale of pictures: 560 px become 1400. */
const pictureScale = 2.5;

const words = {
  ja: { minutes: "分", name: "なまえ", turn: "書いてみよう", notes: "メモ", hint: "ヒント" },
  en: { minutes: "min", name: "Name", turn: "Your turn", notes: "Notes", hint: "Hint" },
};

/**
 * Returns everything that a sheet shows, and a hash of it, by which a test finds sheets that are out of date.
 *
 * @param lesson - the module `omakase/lesson`.
 */
export function sheetContent(lesson, chapter, language) {
  const folder = join(projectRoot, "lesson", lesson.chapterFolder(chapter));
  const picture = readFileSync(join(folder, "picture", chapter.picture));
  const source = readFileSync(join(folder, "lesson.ts"), "utf8");
  const content = {
    number: chapter.number,
    title: chapter.title[language],
    idea: sentences(chapter.idea[language]),
    minutes: lesson.chapterMinutes(chapter),
    gaps: lesson.printedGaps(source, language),
    hints: chapter.hints.map((hint) => lesson.hintText(hint)[language]),
  };
  const hash = createHash("sha256").update(JSON.stringify(content)).update(picture).digest("hex");
  return { content, picture, hash };
}

/** Cuts a text into its sentences. */
function sentences(text) {
  return text.match(/[^。.?!？]+[。.?!？]+/g).map((sentence) => sentence.trim());
}

/** Writes one sheet. @returns its bytes, the same for the same content. */
async function writeSheet(PDFDocument, { content, hash, picture }, language) {
  const font = (weight) => join(projectRoot, "asset", "font", `NotoSansJP-${weight}.ttf`);
  const info = { Title: content.title, Keywords: hash, Creator: "omakase", CreationDate: new Date(0) };
  const pdf = new PDFDocument({ size: "A4", margin, info, lang: language, bufferPages: true, autoFirstPage: false });
  const chunks = [];
  pdf.on("data", (chunk) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.on("end", resolve));
  pdf.registerFont("text", font("Regular")).registerFont("bold", font("Bold"));
  pdf.addPage();
  drawFront(pdf, content, picture, words[language]);
  pdf.addPage();
  drawBack(pdf, content, words[language]);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function drawFront(pdf, { number, title, idea, minutes, gaps }, picture, t) {
  pdf.fillColor("#555").font("text").fontSize(9);
  pdf.text(`omakase · ${number} · ≈ ${minutes} ${t.minutes}`, margin, margin - 12, { lineBreak: false });
  pdf.text(`${t.name}  ______________________`, margin, margin - 12, { width: inner, align: "right" });
  pdf.fillColor("#000").font("bold").fontSize(19);
  pdf.text(`${number} · ${title}`, margin, margin + 10, { width: inner });
  pdf.moveDown(0.4).font("text").fontSize(11);
  for (const sentence of idea) pdf.text(sentence, { width: inner, lineGap: 2 });
  pdf.moveDown(0.5);
  const image = pdf.openImage(picture);
  const scale = Math.min((inner * 0.8) / image.width, 165 / image.height);
  pdf.image(image, margin + (inner - image.width * scale) / 2, pdf.y, { width: image.width * scale });
  pdf.y += image.height * scale + 12;
  pdf.font("bold").fontSize(13).text(t.turn, margin, pdf.y);
  pdf.moveDown(0.3);
  const lines = gaps.map((gap) => Math.max(2, gap.lines + 1));
  const texts = printedLines(pdf, gaps);
  const codeHeight = texts.reduce(
    (sum, { before, todo, after }) => sum + blockHeight([...before, ...todo, ...after]),
    0,
  );
  const room = height - margin - pdf.y - codeHeight - gaps.length * 14;
  const count = lines.reduce((sum, some) => sum + some, 0);
  const step = Math.min(26, room / count);
  if (step < 12) throw new Error(`${number}: no room to write (${step.toFixed(1)} pt a line)`);
  for (const [at, { before, todo, after }] of texts.entries()) {
    drawCode(pdf, before, "#555");
    drawCode(pdf, todo, "#9a3412");
    for (let line = 0; line < lines[at]; line++) drawRule(pdf, (pdf.y += step));
    pdf.y += 7;
    drawCode(pdf, after, "#555");
    pdf.y += 7;
  }
}

function drawBack(pdf, { number, title, hints }, t) {
  pdf.font("bold").fontSize(13).fillColor("#000").text(`${number} · ${title} · ${t.notes}`, margin, margin);
  const text = hints.map((hint, at) => `${t.hint} ${at + 1}\n${hint}`);
  pdf.font("text").fontSize(9);
  const heights = text.map((one) => pdf.heightOfString(one, { width: inner, lineGap: 1 }) + 8);
  const top = height - margin - heights.reduce((sum, one) => sum + one, 0);
  for (let y = pdf.y + 14; y < top - 20; y += ruled + 2) drawRule(pdf, y);
  // upside down: the lower right corner becomes the upper left one
  pdf.save().rotate(180, { origin: [width / 2, height / 2] });
  let y = margin;
  pdf.fillColor("#000");
  for (const [at, one] of text.entries()) {
    pdf.text(one, margin, y, { width: inner, lineGap: 1 });
    y += heights[at];
  }
  pdf.restore();
}

function drawRule(pdf, y) {
  pdf
    .moveTo(margin, y)
    .lineTo(width - margin, y)
    .lineWidth(0.5)
    .strokeColor("#aaa")
    .stroke();
}

/** Size of code, pt, and the height of its lines. */
const [codeSize, codeLine] = [8.5, 12.5];

function blockHeight(lines) {
  return lines.length * codeLine;
}

/**
 * Cuts the lines of gaps to the width of the page, without the indent that all share. Lines between two gaps stand there
 * once, and empty ones at the ends are left out.
 */
function printedLines(pdf, gaps) {
  const all = gaps.flatMap(({ before, todo, after }) => [...before, ...todo, ...after]);
  const indent = Math.min(...all.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  const cut = (lines) => trimEmpty(lines).flatMap((line) => wrap(pdf, line.slice(indent)));
  return gaps.map(({ before, todo, after }, at) => {
    const printed = gaps[at - 1]?.after ?? [];
    return { before: cut(before.filter((line) => !printed.includes(line))), todo: cut(todo), after: cut(after) };
  });
}

function trimEmpty(lines) {
  const isFull = lines.map((line) => line.trim() !== "");
  return lines.slice(Math.max(0, isFull.indexOf(true)), isFull.lastIndexOf(true) + 1);
}

/** Wraps a line of code at spaces, or between Japanese letters. */
function wrap(pdf, line) {
  const rest = line.match(/\s*[（「]*(?:[\x21-\x7e]+|[^\s\x20-\x7e（「])[。、」）]*|\s+$/g) ?? [""];
  const lines = [];
  const hang = " ".repeat(line.search(/\S|$/) + (/^\s*\/\//.test(line) ? 3 : 2));
  let now = "";
  for (const piece of rest) {
    if (now !== "" && codeWidth(pdf, now + piece) > inner) {
      lines.push(now);
      now = hang + piece.trimStart();
    } else now += piece;
  }
  return [...lines, now];
}

/** Parts of a line by the font that has their letters: Courier has ASCII alone. */
function codeParts(line) {
  return [...line.matchAll(/[\x20-\x7e]+|[^\x20-\x7e]+/g)].map(([text]) => ({
    text,
    font: /[\x20-\x7e]/.test(text) ? "Courier" : "text",
  }));
}

function codeWidth(pdf, line) {
  return codeParts(line).reduce((sum, { text, font }) => {
    return sum + pdf.font(font).fontSize(codeSize).widthOfString(text);
  }, 0);
}

function drawCode(pdf, lines, colour) {
  for (const line of lines) {
    let x = margin;
    for (const { text, font } of codeParts(line)) {
      pdf.font(font).fontSize(codeSize).fillColor(colour);
      pdf.text(text, x, pdf.y + (font === "text" ? -2 : 1), { lineBreak: false, baseline: "top" });
      pdf.y -= font === "text" ? -2 : 1;
      x += pdf.widthOfString(text);
    }
    pdf.y += codeLine;
  }
}

/** Draws the picture of a chapter as PNG, with few colours. */
async function rasterise(svg) {
  const [{ figurePng }, { nodeHost }, { default: sharp }] = await Promise.all([
    import("../dist/figure/index.js"),
    import("../dist/node/index.js"),
    import("sharp"),
  ]);
  const png = await figurePng({ svg: String(svg) }, nodeHost().asset, { scale: pictureScale });
  return sharp(png).flatten({ background: "#fff" }).png({ palette: true, colours: 64 }).toBuffer();
}

/** Makes one sheet from its chapter. */
export async function makeSheet(lesson, chapter, language) {
  const { default: PDFDocument } = await import("pdfkit");
  const sheet = sheetContent(lesson, chapter, language);
  return writeSheet(PDFDocument, { ...sheet, picture: await rasterise(sheet.picture) }, language);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lesson = await import("../dist/lesson/index.js");
  const { listChapters } = await import("../dist/node/index.js");
  for (const chapter of await listChapters())
    for (const language of ["ja", "en"]) {
      const bytes = await makeSheet(lesson, chapter, language);
      writeFileSync(join(projectRoot, "lesson", lesson.chapterFolder(chapter), `sheet.${language}.pdf`), bytes);
      console.log(chapter.number, language, bytes.length);
    }
}

import type { Chapter } from "../../lesson/index.ts";
import { buildClassSite, chapterFiles, listChapters, type SiteFile } from "../../node/index.ts";
import type { Files } from "../../host.ts";
import { cliText } from "../../text/index.ts";
import { hostFiles, hostPageName, sheetPath } from "../output/host-page.ts";
import { withinFolder, writeResults } from "../output/write-results.ts";
import type { Session } from "../session.ts";
import { defineCommand, type AddCommand } from "./define-command.ts";

interface ClassOptions {
  readonly overwrite?: boolean;
}

const defaultFolder = "class";

/** `omakase class [folder]`: a folder to hand out in a class. */
export const addClassCommand: AddCommand = (program, t, language) => {
  const about = cliText.class.about;
  const examples = ["omakase class", "omakase class ./sunday --overwrite"];
  defineCommand(program, { name: "class", about, examples, language }, writeClass)
    .argument("[folder]", t(cliText.class.folder))
    .option("--overwrite", t(cliText.class.overwrite));
};

async function writeClass(session: Session, folder = defaultFolder, { overwrite }: ClassOptions): Promise<void> {
  const { host, language } = session;
  const chapters = await listChapters();
  const site = await buildClassSite(host.files);
  const sheets = await readSheets(host.files, chapters);
  const files = [...site, ...sheets, ...hostFiles(chapters, new Set(sheets.map(({ path }) => path)))];
  await writeResults(session, () => withinFolder(files, folder), { isExplicit: true, overwrite });

  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const hostPage = hostPageName(language);
  session.emit({ type: "class", folder, files: files.length, bytes, page: "index.html", host: hostPage });
  const megabytes = (bytes / 1e6).toFixed(1);
  session.print(cliText.class.done({ folder, count: files.length, bytes: megabytes, host: hostPage }));
}

/** Reads the sheets that lie in the folders of the chapters. */
async function readSheets(files: Files, chapters: readonly Chapter[]): Promise<SiteFile[]> {
  const sheets: SiteFile[] = [];
  for (const chapter of chapters)
    for (const language of ["ja", "en"] as const) {
      const file = files.join(chapterFiles(chapter), `sheet.${language}.pdf`);
      if (await files.stat(file)) sheets.push({ path: sheetPath(chapter, language), bytes: await files.read(file) });
    }
  return sheets;
}

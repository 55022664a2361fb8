import { once } from "node:events";
import { resolve } from "node:path";
import { OmakaseError } from "../../error.ts";
import type { Chapter } from "../../lesson/index.ts";
import { buildClassSite, chapterFiles, listChapters, startClassServer, type SiteFile } from "../../node/index.ts";
import type { Files } from "../../host.ts";
import { cliText } from "../../text/index.ts";
import { hostFiles, hostPageName, sheetPath } from "../output/host-page.ts";
import { withinFolder, writeResults } from "../output/write-results.ts";
import type { Session } from "../session.ts";
import { defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";

interface ClassOptions {
  readonly overwrite?: boolean;
  readonly serve?: boolean;
  readonly wall?: boolean;
  readonly host?: string;
  readonly port?: number;
}

const defaultFolder = "class";

/** `omakase class [folder]`: a folder to hand out in a class. */
export const addClassCommand: AddCommand = (program, t, language) => {
  const about = cliText.class.about;
  const examples = ["omakase class", "omakase class ./sunday --overwrite", "omakase class --serve --wall"];
  defineCommand(program, { name: "class", about, examples, language }, runClass)
    .argument("[folder]", t(cliText.class.folder))
    .option("--overwrite", t(cliText.class.overwrite))
    .option("--serve", t(cliText.class.serve))
    .option("--wall", t(cliText.class.wall))
    .option("--host <address>", t(cliText.class.host))
    .option("--port <n>", t(cliText.class.port), wholeNumber(0, 65535));
};

async function runClass(session: Session, folder = defaultFolder, options: ClassOptions): Promise<void> {
  const { overwrite, serve } = options;
  const unused = serve ? undefined : (["wall", "host", "port"] as const).find((name) => options[name] !== undefined);
  if (unused) throw new OmakaseError("option", { where: `--${unused}`, ...cliText.class.onlyServe });
  const { files } = session.host;
  const isWritten = (await files.stat(files.join(folder, "open.js"))) !== undefined;
  if (!serve || overwrite || !isWritten) await writeClass(session, folder, overwrite);
  if (serve) await serveFolder(session, folder, options);
}

/** Serves the folder until Ctrl-C. */
async function serveFolder(
  session: Session,
  folder: string,
  { host, port, wall: hasWall }: ClassOptions,
): Promise<void> {
  const { signal, catchStops } = session;
  catchStops();
  const wallFolder = hasWall ? `${resolve(folder)}-wall` : undefined;
  const server = await startClassServer({ folder, host, port, wallFolder });
  const { address, elsewhere, port: listening, wall } = server;
  session.emit({ type: "serving", folder, address, elsewhere, port: listening, ...(wall && { wall }) });
  session.print(cliText.class.serving({ folder, address, hasWall: wall !== undefined }));
  if (wall && wallFolder !== undefined) {
    const show = `${address}#/learn?wall=${wall.code}&host=${wall.hostKey}`;
    session.print(cliText.class.wallOpen({ code: wall.code, address: show, folder: wallFolder }));
  }
  for (const one of elsewhere) session.print(cliText.class.elsewhere({ one }));
  if (!signal.aborted) await once(signal, "abort");
  await server.close();
}

async function writeClass(session: Session, folder: string, overwrite: boolean | undefined): Promise<void> {
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

import { once } from "node:events";
import { join, resolve } from "node:path";
import { OmakaseError } from "../../error.ts";
import type { Chapter } from "../../lesson/index.ts";
import {
  buildClassSite,
  chapterFiles,
  draftNodeFolder,
  listChapters,
  nodeSystem,
  startClassServer,
  type SiteFile,
} from "../../node/index.ts";
import type { Files } from "../../host.ts";
import { cliText } from "../../text/index.ts";
import { hostFiles, hostPageName, nodeReadme, sheetPath } from "../output/host-page.ts";
import { requireFree, withinFolder, writeResults } from "../output/write-results.ts";
import type { Session } from "../session.ts";
import { defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";

interface ClassOptions {
  readonly overwrite?: boolean;
  readonly node?: boolean;
  readonly serve?: boolean;
  readonly wall?: boolean;
  readonly host?: string;
  readonly port?: number;
}

const defaultFolder = "class";

/** `omakase class [folder]`: a folder to hand out in a class. */
export const addClassCommand: AddCommand = (program, t, language) => {
  const about = cliText.class.about;
  const examples = [
    "omakase class",
    "omakase class ./sunday --overwrite",
    "omakase class --node",
    "omakase class --serve --wall",
  ];
  defineCommand(program, { name: "class", about, examples, language }, runClass)
    .argument("[folder]", t(cliText.class.folder))
    .option("--overwrite", t(cliText.class.overwrite))
    .option("--node", t(cliText.class.node))
    .option("--serve", t(cliText.class.serve))
    .option("--wall", t(cliText.class.wall))
    .option("--host <address>", t(cliText.class.host))
    .option("--port <n>", t(cliText.class.port), wholeNumber(0, 65535));
};

async function runClass(session: Session, folder = defaultFolder, options: ClassOptions): Promise<void> {
  const { overwrite, node, serve } = options;
  const unused = serve ? undefined : (["wall", "host", "port"] as const).find((name) => options[name] !== undefined);
  if (unused) throw new OmakaseError("option", { where: `--${unused}`, ...cliText.class.onlyServe });
  const { files } = session.host;
  const isWritten = (await files.stat(files.join(folder, "open.js"))) !== undefined;
  if (!serve || overwrite || node || !isWritten) await writeClass(session, folder, options);
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

async function writeClass(session: Session, folder: string, { overwrite, node }: ClassOptions): Promise<void> {
  const { host, language } = session;
  const chapters = await listChapters();
  const site = await buildClassSite(host.files);
  const sheets = await readSheets(host.files, chapters);
  const comes = { sheets: new Set(sheets.map(({ path }) => path)), ...(node && { nodeSystem }) };
  const files = [...site, ...sheets, ...hostFiles(chapters, comes)];
  const placed = withinFolder(files, folder);
  const write = () => writeResults(session, () => placed, { isExplicit: true, overwrite });
  if (node) await withNodeFolder(session, folder, { placed, overwrite, write });
  else await write();

  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const hostPage = hostPageName(language);
  session.emit({ type: "class", folder, files: files.length, bytes, page: "index.html", host: hostPage });
  const megabytes = (bytes / 1e6).toFixed(1);
  session.print(cliText.class.done({ folder, count: files.length, bytes: megabytes, host: hostPage }));
}

/** Makes the folder for those who use Node before the class is written, and moves it there afterwards. */
async function withNodeFolder(
  session: Session,
  folder: string,
  { placed, overwrite, write }: { placed: readonly SiteFile[]; overwrite?: boolean; write: () => Promise<unknown> },
): Promise<void> {
  const { signal, t, catchStops, host } = session;
  const place = join(folder, "node");
  if (!overwrite) {
    if (await host.files.stat(place)) throw new OmakaseError("option", { where: place, ...cliText.class.nodeExists });
    await requireFree(session, placed);
  }
  const release = catchStops();
  const draft = await draftNodeFolder(folder, {
    readme: nodeReadme(nodeSystem),
    signal,
    onStep(step) {
      session.emit({ type: "step", step });
      session.status(t(cliText.class.step[step]));
    },
  });
  try {
    await write();
    await draft.place();
  } finally {
    await draft.discard();
    release();
  }
  session.emit({ type: "node", folder: place, bytes: draft.bytes, system: nodeSystem });
  const bytes = (draft.bytes / 1e6).toFixed(1);
  session.print(cliText.class.nodeDone({ folder: place, system: nodeSystem, bytes }));
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

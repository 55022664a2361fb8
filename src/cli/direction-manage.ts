import type { Direction } from "../direction/index.ts";
import { directionPath, listDirections, openDirection, saveDirection } from "../run/index.ts";
import type { DirectionOptions } from "./direction-options.ts";
import { drawDirection } from "./draw-direction.ts";
import { freeName } from "./keep-direction.ts";
import type { Artist } from "./open-artist.ts";
import type { Session } from "./session.ts";

/** What is there of a direction besides its numbers. */
const endings = [".json", ".png", ".svg"];

/** `--list`, `--show`, `--rename`, `--remove`: what can be done with directions that are there. False: none of these. */
export async function manageDirections(session: Session, opened: Artist, options: DirectionOptions): Promise<boolean> {
  const { files } = session.host;
  const { run } = opened;
  if (options.list) {
    await list(session, opened);
    return true;
  }
  if (options.show !== undefined) {
    const file = await drawDirection(session, opened, await openDirection(files, run, options.show), options);
    session.emit({ type: "direction", name: options.show, figure: file });
    session.print({ ja: `描きました: ${file}`, en: `Drew it: ${file}` });
    return true;
  }
  const old = options.rename ?? options.remove;
  if (old === undefined) return false;
  const direction = await openDirection(files, run, old);
  if (options.rename !== undefined) {
    const name = await freeName(session, opened, options);
    const renamed: Direction = { ...direction, name };
    await saveDirection(files, run.path, renamed);
    await drawDirection(session, opened, renamed, options);
    session.emit({ type: "direction", name, was: old, file: directionPath(files, run.path, name) });
    session.print({ ja: `「${old}」を「${name}」にしました`, en: `"${old}" is now called "${name}"` });
  } else session.print({ ja: `「${old}」を消しました`, en: `Removed "${old}"` });
  for (const ending of endings) await files.remove(directionPath(files, run.path, old, ending));
  return true;
}

async function list(session: Session, { run }: Artist): Promise<void> {
  const { files } = session.host;
  const names = await listDirections(files, run.path);
  if (names.length === 0)
    session.print({
      ja: `まだ方向はありません。npx omakase direction ${run.path} --unsupervised 8 でさがせます`,
      en: `There are none yet. To find some: npx omakase direction ${run.path} --unsupervised 8`,
    });
  for (const name of names) {
    const { method, positive, negative, orthogonalTo, ...found } = await openDirection(files, run, name);
    const right = (found.wishes ?? found.reader)?.right;
    const told = right === undefined ? undefined : Math.round(100 * right);
    session.emit({ type: "direction", name, method, positive, negative, orthogonalTo, right });
    session.print({
      ja: `${name}: ${method}${told === undefined ? "" : `、${positive.length} と ${negative.length} から、見分け ${told} %`}`,
      en: `${name}: ${method}${told === undefined ? "" : `, from ${positive.length} and ${negative.length}, told apart ${told} %`}`,
    });
  }
}

import type { Direction } from "../../../latent/index.ts";
import { directionPath, listDirections, openDirection, saveDirection } from "../../../run/index.ts";
import type { DirectionOptions } from "../../option/direction-options.ts";
import { drawDirectionFigure } from "./draw-direction-figure.ts";
import { requireFreeName } from "./save-found-direction.ts";
import type { OpenedSampler } from "../../input/open-model.ts";
import type { Session } from "../../session.ts";
import { cliText } from "../../../text/index.ts";

/** Extensions of the files of a direction. */
const directionFileExtensions = [".json", ".png", ".svg"];

/** `--list`, `--show`, `--rename`, `--remove`: manages saved directions. Returns false when the options name no such action. */
export async function manageDirections(
  session: Session,
  opened: OpenedSampler,
  options: DirectionOptions,
): Promise<boolean> {
  const { files } = session.host;
  const { run } = opened;
  if (options.list) {
    await printDirections(session, opened);
    return true;
  }
  if (options.show !== undefined) {
    const file = await drawDirectionFigure(session, opened, await openDirection(files, run, options.show), options);
    session.emit({ type: "direction", name: options.show, figure: file });
    session.print(cliText.manageDirections.drew({ file }));
    return true;
  }
  const previousName = options.rename ?? options.remove;
  if (previousName === undefined) return false;
  const direction = await openDirection(files, run, previousName);
  if (options.rename !== undefined) {
    const name = await requireFreeName(session, opened, options);
    const renamed: Direction = { ...direction, name };
    await saveDirection(files, run.path, renamed);
    await drawDirectionFigure(session, opened, renamed, options);
    session.emit({ type: "direction", name, was: previousName, file: directionPath(files, run.path, name) });
    session.print(cliText.manageDirections.renamed({ previousName, name }));
  } else session.print(cliText.manageDirections.removed({ previousName }));
  for (const ending of directionFileExtensions)
    await files.remove(directionPath(files, run.path, previousName, ending));
  return true;
}

async function printDirections(session: Session, { run }: OpenedSampler): Promise<void> {
  const { files } = session.host;
  const names = await listDirections(files, run.path);
  if (names.length === 0) session.print(cliText.manageDirections.none({ argument: run.argument }));
  for (const name of names) {
    const { method, positive, negative, orthogonalTo, ...found } = await openDirection(files, run, name);
    const accuracy = (found.conditions ?? found.probe)?.accuracy;
    const percent = accuracy === undefined ? undefined : Math.round(100 * accuracy);
    session.emit({ type: "direction", name, method, positive, negative, orthogonalTo, accuracy });
    session.print(
      cliText.manageDirections.line({
        name,
        method,
        hasPercent: percent !== undefined,
        positive: positive.length,
        negative: negative.length,
        percent: percent ?? 0,
      }),
    );
  }
}

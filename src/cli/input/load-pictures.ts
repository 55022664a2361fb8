import { openDataset, type Dataset, type OpenDatasetOptions } from "../../dataset/index.ts";
import type { Session } from "../session.ts";
import { cliText } from "../../text/index.ts";

/** Opens a data set and shows the progress. */
export async function loadPictures(
  session: Session,
  source: string,
  {
    size,
    count,
    channels,
    pairs,
    reverse,
    seed,
    fit,
  }: Pick<OpenDatasetOptions, "size" | "count" | "channels" | "pairs" | "reverse" | "seed" | "fit">,
): Promise<Dataset> {
  const release = session.catchStops(); // finished images stay in the cache
  const dataset = await openDataset(source, session.host, {
    size,
    count,
    channels,
    pairs,
    reverse,
    seed,
    fit,
    signal: session.signal,
    onProgress: ({ done, total }) => session.status(session.t(cliText.loadPictures.preparing({ done, total }))),
  }).finally(release);
  session.signal.throwIfAborted();
  for (const notice of dataset.notices) session.print(notice);
  if (dataset.skipped.length > 0)
    session.print(
      cliText.loadPictures.skipped({
        count: dataset.skipped.length,
        file: dataset.skipped[0].file,
        reason: dataset.skipped[0].reason,
      }),
    );
  return dataset;
}

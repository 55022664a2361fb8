import { openDataset, type Dataset, type OpenDatasetOptions } from "../../dataset/index.ts";
import type { Session } from "../session.ts";

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
  }: Pick<OpenDatasetOptions, "size" | "count" | "channels" | "pairs" | "reverse" | "seed">,
): Promise<Dataset> {
  const release = session.catchStops(); // finished images stay in the cache
  const dataset = await openDataset(source, session.host, {
    size,
    count,
    channels,
    pairs,
    reverse,
    seed,
    signal: session.signal,
    onProgress: ({ done, total }) =>
      session.status(session.t({ ja: `絵を準備中 ${done} / ${total}`, en: `preparing pictures ${done} / ${total}` })),
  }).finally(release);
  session.signal.throwIfAborted();
  for (const notice of dataset.notices) session.print(notice);
  if (dataset.skipped.length > 0)
    session.print({
      ja: `${dataset.skipped.length} 個のファイルは使えないので飛ばしました（例: ${dataset.skipped[0].file} — ${dataset.skipped[0].reason.ja}）`,
      en: `skipped ${dataset.skipped.length} files (such as ${dataset.skipped[0].file}: ${dataset.skipped[0].reason.en})`,
    });
  return dataset;
}

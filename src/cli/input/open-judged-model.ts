import { withFeedback, type AnomalyModel } from "../../anomaly/index.ts";
import type { Files } from "../../host.ts";
import { openOutlierModel, readOutlierFeedback } from "../../run/index.ts";

/** Opens an anomaly model with the feedback that was given to it. */
export async function openJudgedModel(files: Files, path: string): Promise<AnomalyModel> {
  const { model } = await openOutlierModel(files, path);
  return withFeedback(model, await readOutlierFeedback(files, path, model));
}

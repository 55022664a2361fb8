import {
  openOutlierModel,
  readOutlierFeedback,
  removeOutlierFeedback,
  saveOutlierModel,
  withFeedback,
  writeOutlierFeedback,
  type AnomalyModel,
  type Files,
  type PictureFeedback,
} from "omakase/studio";

/** Folder of the last model in the storage of the browser. */
const folder = "outlier";

/** Last fitted model with its feedback, in the storage of the browser. */
export interface KeptAnomalyModel {
  /** Replaces the model. Returns false where the browser keeps nothing. */
  save(model: AnomalyModel): Promise<boolean>;
  /** Opens the model; undefined without one, or with one of another version. */
  open(): Promise<AnomalyModel | undefined>;
  /** Keeps an entry of feedback to the model. */
  add(model: AnomalyModel, entry: PictureFeedback): Promise<void>;
  /** Removes the entry about the image with this hash. */
  remove(hash: string): Promise<void>;
}

/** Keeps a model in the files of a host. Pages outside https and localhost have no storage: there nothing is kept. */
export function keptAnomalyModel(files: Files): KeptAnomalyModel {
  let isKept = true;
  return {
    async save(model) {
      try {
        await files.remove(folder);
        await saveOutlierModel(files, folder, model, { source: "pictures", pictures: 1, seed: 1 });
        isKept = true;
      } catch {
        isKept = false;
      }
      return isKept;
    },
    async open() {
      try {
        const { model } = await openOutlierModel(files, folder);
        return withFeedback(model, await readOutlierFeedback(files, folder, model));
      } catch {
        return undefined;
      }
    },
    async add(model, entry) {
      if (isKept) await writeOutlierFeedback(files, folder, model, [entry]);
    },
    async remove(hash) {
      if (isKept) await removeOutlierFeedback(files, folder, [hash]);
    },
  };
}

import { proxy } from "comlink";
import {
  uploadSchema,
  trainingJobSchema,
  type Upload,
  type TrainingJob,
  type LogRecord,
  type NetworkLayers,
  type SampleSheetName,
  type TrainingJobRequest,
} from "omakase/studio";
import { trainingService } from "../../worker/client.ts";
import type { Pixels } from "../../worker/rendered-picture.ts";
import type { DroppedFile } from "../../worker/train/upload-store.ts";
import type { TrainingUpdate } from "../../worker/train/training-update.ts";
import { subscribeToServerEvents } from "../../storage/server-events.ts";
import { fetchFromServer, fetchJson, postRequest } from "../../storage/server.ts";

/** Name of a training backend. */
export type TrainingBackendName = "browser" | "server";

/** Training backend: runs trainings in the browser or on the server. */
export interface TrainingBackend {
  list(): Promise<TrainingJob[]>;
  add(plan: TrainingJobRequest): Promise<TrainingJob>;
  pause(id: string): Promise<TrainingJob>;
  resume(id: string): Promise<TrainingJob>;
  stop(id: string): Promise<TrainingJob>;
  /** Extends a finished training by some minutes. */
  extend(id: string, minutes: number): Promise<TrainingJob>;
  /** Removes a training and its run. */
  remove(id: string): Promise<void>;
  log(id: string): Promise<LogRecord[]>;
  /** Lists the layers of a training that has begun. */
  layers(id: string): Promise<NetworkLayers[]>;
  /** Returns the images-seen counts of the stored sample sheets, ascending. */
  sampleHistory(id: string): Promise<number[]>;
  /** Returns a sample sheet as PNG: eight pictures in a row. */
  sampleSheet(id: string, name: SampleSheetName): Promise<Blob>;
  /** Returns the uploaded data sets. */
  uploads(): Promise<Upload[]>;
  upload(name: string, dropped: readonly DroppedFile[], onProgress: (done: number) => void): Promise<Upload>;
  /** Returns the first few pictures of an upload. */
  uploadExamples(id: string): Promise<readonly Pixels[]>;
  removeUpload(id: string): Promise<void>;
  /**
   * @param onReturn - something may have been missed.
   * @returns stops listening.
   */
  listen(hear: (news: TrainingUpdate) => void, onReturn: () => void): () => void;
}

const listeners = new Set<(news: TrainingUpdate) => void>();
let listening = false;

const browserBackend: TrainingBackend = {
  list: () => trainingService().list(),
  async add(plan) {
    void (navigator as Partial<Navigator>).storage?.persist?.(); // otherwise the browser may evict runs under storage pressure
    return await trainingService().add(plan);
  },
  pause: (id) => trainingService().pause(id),
  resume: (id) => trainingService().resume(id),
  stop: (id) => trainingService().stop(id),
  extend: (id, minutes) => trainingService().extend(id, { minutes }),
  remove: (id) => trainingService().remove(id),
  log: (id) => trainingService().log(id),
  layers: (id) => trainingService().layers(id),
  sampleHistory: (id) => trainingService().sampleHistory(id),
  sampleSheet: async (id, name) => new Blob([await trainingService().sampleSheet(id, name)], { type: "image/png" }),
  uploads: () => trainingService().uploads.list(),
  upload: (name, dropped, onProgress) => trainingService().uploads.add(name, dropped, proxy(onProgress)),
  uploadExamples: (id) => trainingService().examples(id),
  removeUpload: (id) => trainingService().uploads.remove(id),
  listen(hear) {
    listeners.add(hear);
    if (!listening) {
      listening = true;
      const tellAll = (news: TrainingUpdate): void => {
        for (const listener of listeners) listener(news);
      };
      void trainingService().listen(proxy(tellAll));
    }
    return () => void listeners.delete(hear);
  },
};

const postJobAction = async (id: string, name: string): Promise<TrainingJob> =>
  trainingJobSchema.parse(await fetchJson(`api/jobs/${id}/${name}`, { method: "POST" }));

const serverBackend: TrainingBackend = {
  async list() {
    const all = await fetchJson("api/jobs");
    return (Array.isArray(all) ? all : []).flatMap((one) => trainingJobSchema.safeParse(one).data ?? []); // an unreadable one does not hide the others
  },
  add: async (plan) =>
    trainingJobSchema.parse(await fetchJson("api/jobs", postRequest("application/json", JSON.stringify(plan)))),
  pause: (id) => postJobAction(id, "pause"),
  resume: (id) => postJobAction(id, "resume"),
  stop: (id) => postJobAction(id, "stop"),
  extend: async (id, minutes) =>
    trainingJobSchema.parse(
      await fetchJson(`api/jobs/${id}/extend`, postRequest("application/json", JSON.stringify({ minutes }))),
    ),
  async remove(id) {
    await fetchFromServer(`api/jobs/${id}?run=delete`, { method: "DELETE" });
  },
  log: async (id) => (await fetchJson(`api/jobs/${id}/log`)) as LogRecord[],
  layers: async (id) => (await fetchJson(`api/jobs/${id}/layers`)) as NetworkLayers[],
  sampleHistory: async (id) => (await fetchJson(`api/jobs/${id}/samples`)) as number[],
  sampleSheet: async (id, name) => (await fetchFromServer(`api/jobs/${id}/samples/${name}.png`)).blob(),
  uploads: async () => uploadSchema.array().parse(await fetchJson("api/pictures")),
  async upload(name, dropped) {
    const address = `api/pictures?${new URLSearchParams({ name })}`;
    const [first] = dropped;
    if (dropped.length === 1 && /\.zip$/i.test(first.path))
      return uploadSchema.parse(await fetchJson(address, postRequest("application/zip", first.file)));
    const form = new FormData();
    for (const { path, file } of dropped) form.append("pictures", file, path);
    return uploadSchema.parse(await fetchJson(address, { method: "POST", body: form }));
  },
  async uploadExamples(id) {
    return await squaresOf(await (await fetchFromServer(`api/pictures/${id}/examples.png`)).blob());
  },
  async removeUpload(id) {
    await fetchFromServer(`api/pictures/${id}`, { method: "DELETE" });
  },
  listen: (hear, onReturn) => subscribeToServerEvents(hear, onReturn),
};

/** Divides a row of square pictures. */
async function squaresOf(row: Blob): Promise<Pixels[]> {
  const bitmap = await createImageBitmap(row);
  const { width, height: side } = bitmap;
  const context = new OffscreenCanvas(width, side).getContext("2d")!;
  context.drawImage(bitmap, 0, 0);
  return Array.from({ length: Math.floor(width / side) }, (_, at) => context.getImageData(at * side, 0, side, side));
}

/** Training backends by name. */
export const trainingBackends: Readonly<Record<TrainingBackendName, TrainingBackend>> = {
  browser: browserBackend,
  server: serverBackend,
};

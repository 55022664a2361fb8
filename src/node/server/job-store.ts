import { formatErrorTexts, type Text } from "../../error.ts";
import type { TrainingJob } from "../../protocol/index.ts";
import { DatabaseUnavailableError } from "../database/reconnector.ts";
import type { JobTable, StoredJob } from "../database/job-table.ts";
import type { EventBus } from "./event-bus.ts";

/** The trainings as they stand: for whoever asks, on all pages, and in the database. */
export interface JobStore {
  list(): readonly TrainingJob[];
  find(id: string): TrainingJob | undefined;
  /**
   * Puts in a training, or its changed form, once that is kept.
   *
   * @throws what the database throws; then nothing has changed.
   */
  save(job: TrainingJob): Promise<TrainingJob>;
  /**
   * Changes a training that goes its own way, at once. A database that is away is told of it when it is back.
   *
   * @param process - the number of the process that trains it.
   */
  update(id: string, changes: Partial<TrainingJob>, process?: number): TrainingJob;
  /**
   * Takes a training out.
   *
   * @param after - done when nothing keeps it any more. When that fails, the training is put in again.
   */
  remove(id: string, after: () => Promise<void>): Promise<void>;
  /** Waits until the database was told all that was noted, or is away. */
  flush(): Promise<void>;
}

/** See {@link createJobStore}. */
export interface JobStoreOptions {
  readonly table: JobTable;
  readonly eventBus: EventBus;
  /** What a person should hear. */
  readonly onNotice: (text: Text) => void;
}

/** See {@link JobStore}. */
export function createJobStore(stored: readonly StoredJob[], { table, eventBus, onNotice }: JobStoreOptions): JobStore {
  const jobs = new Map(stored.map(({ job }) => [job.id, job]));
  /** Those that are being taken out: nobody can begin them any more. */
  const removing = new Set<string>();
  /** What the database has not been told. */
  const unsaved = new Map<string, StoredJob>();
  /** Ends when the last question does: of two forms of a training, the later must be the one that stays. */
  let lastQuery: Promise<unknown> = Promise.resolve();
  const serially = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    const asked = lastQuery.then(ask);
    lastQuery = asked.catch(() => undefined);
    return asked;
  };
  /** One that waits for its turn, and will tell what is noted until then too: where a database lets wait, no more queue up. */
  let pendingFlush: Promise<void> | undefined;
  const publishJob = (job: TrainingJob): TrainingJob => {
    jobs.set(job.id, job);
    eventBus.publish({ type: "job", job });
    return job;
  };

  async function saveChanges(): Promise<void> {
    pendingFlush = undefined;
    for (const [id, stored] of [...unsaved]) {
      await table.save(stored);
      if (unsaved.get(id) === stored) unsaved.delete(id);
    }
  }

  const store: JobStore = {
    list: () => [...jobs.values()].filter(({ id }) => !removing.has(id)),
    find: (id) => (removing.has(id) ? undefined : jobs.get(id)),

    async save(job) {
      await serially(async () => {
        await table.save({ job });
        unsaved.delete(job.id);
      });
      return publishJob(job);
    },

    update(id, changes, process) {
      const job = publishJob({ ...jobs.get(id)!, ...changes });
      unsaved.set(id, { job, process });
      void store.flush();
      return job;
    },

    async remove(id, after) {
      removing.add(id);
      try {
        await serially(async () => {
          await table.remove(id);
          unsaved.delete(id);
        });
        await after();
      } catch (error) {
        store.update(id, {}); // the database may have lost it already
        throw error;
      } finally {
        removing.delete(id);
      }
      jobs.delete(id);
      eventBus.publish({ type: "removed", id });
    },

    flush: () =>
      (pendingFlush ??= serially(saveChanges).catch((error: unknown) => {
        if (!(error instanceof DatabaseUnavailableError)) onNotice(formatErrorTexts(error));
      })),
  };
  return store;
}

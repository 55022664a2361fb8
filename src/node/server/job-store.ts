import { createSerialQueue } from "../../serial-queue.ts";
import { formatErrorTexts, type Text } from "../../error.ts";
import type { TrainingJob } from "../../protocol/index.ts";
import { DatabaseUnavailableError } from "../database/reconnector.ts";
import type { JobTable, StoredJob } from "../database/job-table.ts";
import type { EventBus } from "./event-bus.ts";

/** Current state of the trainings: in memory, on all pages, and in the database. */
export interface JobStore {
  list(): readonly TrainingJob[];
  find(id: string): TrainingJob | undefined;
  /**
   * Inserts or updates a training, after it is stored.
   *
   * @throws the database's error; then nothing has changed.
   */
  save(job: TrainingJob): Promise<TrainingJob>;
  /**
   * Updates a running training at once. A database that is away gets the update later.
   *
   * @param process - number of the training process.
   */
  update(id: string, changes: Partial<TrainingJob>, process?: number): TrainingJob;
  /**
   * Removes a training.
   *
   * @param after - called when the database has removed it. When that fails, the training is inserted again.
   */
  remove(id: string, after: () => Promise<void>): Promise<void>;
  /** Waits until all updates are stored, or the database is away. */
  flush(): Promise<void>;
}

/** Options of {@link createJobStore}. */
export interface JobStoreOptions {
  readonly table: JobTable;
  readonly eventBus: EventBus;
  /** Called with a message for a person. */
  readonly onNotice: (text: Text) => void;
}

/** Creates a {@link JobStore}. */
export function createJobStore(stored: readonly StoredJob[], { table, eventBus, onNotice }: JobStoreOptions): JobStore {
  const jobs = new Map(stored.map(({ job }) => [job.id, job]));
  /** Trainings being removed, which cannot start any more. */
  const removing = new Set<string>();
  /** Updates that are not yet stored. */
  const unsaved = new Map<string, StoredJob>();
  /** Queries, one at a time: of two versions of a training, the later must be stored last. */
  const queries = createSerialQueue();
  /** Flush that waits for its turn and will store later updates too: a slow database gets no longer queue. */
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
      await queries.run(async () => {
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
        await queries.run(async () => {
          await table.remove(id);
          unsaved.delete(id);
        });
        await after();
      } catch (error) {
        store.update(id, {}); // the database may have removed it already
        throw error;
      } finally {
        removing.delete(id);
      }
      jobs.delete(id);
      eventBus.publish({ type: "removed", id });
    },

    flush: () =>
      (pendingFlush ??= queries.run(saveChanges).catch((error: unknown) => {
        if (!(error instanceof DatabaseUnavailableError)) onNotice(formatErrorTexts(error));
      })),
  };
  return store;
}

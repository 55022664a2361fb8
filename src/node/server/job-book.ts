import { bothSentences, type Text } from "../../error.ts";
import type { Job } from "../../wire/index.ts";
import { DatabaseAway } from "../database/attend.ts";
import type { JobTable, KeptJob } from "../database/job-table.ts";
import type { NewsHub } from "./news-hub.ts";

/** The trainings as they stand: for whoever asks, on all pages, and in the database. */
export interface JobBook {
  list(): readonly Job[];
  find(id: string): Job | undefined;
  /**
   * Puts in a training, or its changed form, once that is kept.
   *
   * @throws what the database throws; then nothing has changed.
   */
  keep(job: Job): Promise<Job>;
  /**
   * Changes a training that goes its own way, at once. A database that is away is told of it when it is back.
   *
   * @param process - the number of the process that trains it.
   */
  note(id: string, changes: Partial<Job>, process?: number): Job;
  /**
   * Takes a training out.
   *
   * @param after - done when nothing keeps it any more. When that fails, the training is put in again.
   */
  remove(id: string, after: () => Promise<void>): Promise<void>;
  /** Waits until the database was told all that was noted, or is away. */
  flush(): Promise<void>;
}

/** See {@link jobBook}. */
export interface JobBookOptions {
  readonly table: JobTable;
  readonly hub: NewsHub;
  /** What a person should hear. */
  readonly onNotice: (text: Text) => void;
}

/** See {@link JobBook}. */
export function jobBook(kept: readonly KeptJob[], { table, hub, onNotice }: JobBookOptions): JobBook {
  const jobs = new Map(kept.map(({ job }) => [job.id, job]));
  /** Those that are being taken out: nobody can begin them any more. */
  const leaving = new Set<string>();
  /** What the database has not been told. */
  const untold = new Map<string, KeptJob>();
  /** Ends when the last question does: of two forms of a training, the later must be the one that stays. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    const asked = turn.then(ask);
    turn = asked.catch(() => undefined);
    return asked;
  };
  /** One that waits for its turn, and will tell what is noted until then too: where a database lets wait, no more queue up. */
  let telling: Promise<void> | undefined;
  const show = (job: Job): Job => {
    jobs.set(job.id, job);
    hub.publish({ type: "job", job });
    return job;
  };

  async function tell(): Promise<void> {
    telling = undefined;
    for (const [id, kept] of [...untold]) {
      await table.save(kept);
      if (untold.get(id) === kept) untold.delete(id);
    }
  }

  const book: JobBook = {
    list: () => [...jobs.values()].filter(({ id }) => !leaving.has(id)),
    find: (id) => (leaving.has(id) ? undefined : jobs.get(id)),

    async keep(job) {
      await inTurn(async () => {
        await table.save({ job });
        untold.delete(job.id);
      });
      return show(job);
    },

    note(id, changes, process) {
      const job = show({ ...jobs.get(id)!, ...changes });
      untold.set(id, { job, process });
      void book.flush();
      return job;
    },

    async remove(id, after) {
      leaving.add(id);
      try {
        await inTurn(async () => {
          await table.remove(id);
          untold.delete(id);
        });
        await after();
      } catch (error) {
        book.note(id, {}); // the database may have lost it already
        throw error;
      } finally {
        leaving.delete(id);
      }
      jobs.delete(id);
      hub.publish({ type: "removed", id });
    },

    flush: () =>
      (telling ??= inTurn(tell).catch((error: unknown) => {
        if (!(error instanceof DatabaseAway)) onNotice(bothSentences(error));
      })),
  };
  return book;
}

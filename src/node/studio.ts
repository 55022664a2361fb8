/** Types of `startStudio`, apart from the server and its database: programs that use omakase do not need their types. */
import type { Language, Text } from "../error.ts";
import type { TrainingJob, TrainingJobRequest, ServerEvent } from "../protocol/index.ts";

/** See `startStudio`. */
export interface StudioOptions {
  /**
   * The folder that the studio works in: models come from and go to its `runs/`, pictures to its `pictures/`, what is
   * kept otherwise to its `.omakase/`. Default: the current folder.
   */
  readonly workspace?: string;
  /** Folders of runs from elsewhere, shown first. Default: none. */
  readonly runs?: readonly string[];
  /** The address to listen at. Any other than this machine's own needs a token to come in. Default `127.0.0.1`. */
  readonly host?: string;
  /**
   * The addresses that the studio is visited at by way of a proxy (`https://studio.example.org`). Where there are any, a
   * token is needed to come in. Default: none.
   */
  readonly origins?: readonly string[];
  /** The port; 0: any that is free. Default: the first free one from 4649 on. */
  readonly port?: number;
  /** A PostgreSQL to keep ratings, trainings and pictures in. Default: the environment variable `DATABASE_URL`, else a database in the workspace. */
  readonly database?: string;
  /** Of the figures of trainings. Default `en`. */
  readonly language?: Language;
  /** Told what a person should hear, such as of a damaged run. */
  readonly onNotice?: (text: Text) => void;
  /** Gives up the opening; a studio that is open goes on. */
  readonly signal?: AbortSignal;
}

/** Trainings of a studio. */
export interface Trainings {
  list(): readonly TrainingJob[];
  /** Begins it, or lets it wait for its turn. */
  add(plan: TrainingJobRequest): Promise<TrainingJob>;
  /** Goes on with one that was interrupted or that failed. */
  resume(id: string): Promise<TrainingJob>;
}

/** A studio that is open. */
export interface Studio {
  /** What to open in a browser on this machine; with the token, where one is needed. */
  readonly address: string;
  /** What to open elsewhere; empty where nobody can. */
  readonly elsewhere: readonly string[];
  readonly port: number;
  readonly workspace: string;
  /** What trains here. Who holds this may also learn from a folder or file of the machine, by its absolute path. */
  readonly trainings: Trainings;
  /** Hears the news that pages are told, until the function that this gives is called. */
  listen(hear: (news: ServerEvent) => void): () => void;
  /** Trainings save and are interrupted; then all is closed. */
  close(): Promise<void>;
}

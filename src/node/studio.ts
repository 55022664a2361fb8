/**
 * Types of `startStudio`, separate from the server and its database: programs that use omakase do not need their types.
 */
import type { Language, Text } from "../error.ts";
import type { TrainingJob, TrainingJobRequest, ServerEvent } from "../protocol/index.ts";

/** Options of `startStudio`. */
export interface StudioOptions {
  /**
   * Folder that the studio works in: models are in its `runs/`, images in its `pictures/`, all else in its `.omakase/`.
   * Default: the current folder.
   */
  readonly workspace?: string;
  /** Folders of runs from elsewhere, listed first. Default: none. */
  readonly runs?: readonly string[];
  /** Address to listen at. Any other than this machine's own requires a token. Default `127.0.0.1`. */
  readonly host?: string;
  /**
   * Addresses at which proxies are visited (`https://studio.example.org`). If there are any, a token is required.
   * Default: none.
   */
  readonly origins?: readonly string[];
  /** Port; 0: any free one. Default: the first free one from 4649 on. */
  readonly port?: number;
  /**
   * URL of a PostgreSQL for ratings, trainings and uploads. Default: the environment variable `DATABASE_URL`, else a
   * database in the workspace.
   */
  readonly database?: string;
  /** Language of the figures of trainings. Default `en`. */
  readonly language?: Language;
  /** Called with a message for a person, such as about a damaged run. */
  readonly onNotice?: (text: Text) => void;
  /** Aborts the opening; an open studio continues. */
  readonly signal?: AbortSignal;
}

/** Trainings of a studio. */
export interface Trainings {
  list(): readonly TrainingJob[];
  /** Starts a training, or queues it. */
  add(plan: TrainingJobRequest): Promise<TrainingJob>;
  /** Resumes a paused or failed training. */
  resume(id: string): Promise<TrainingJob>;
}

/** Open studio. */
export interface Studio {
  /** Address for a browser on this machine, with the token if one is needed. */
  readonly address: string;
  /** Addresses for other machines; empty if none can connect. */
  readonly elsewhere: readonly string[];
  readonly port: number;
  readonly workspace: string;
  /**
   * Trainings of this studio. Unlike the page, this object also accepts the absolute path of a folder or file as a
   * source.
   */
  readonly trainings: Trainings;
  /** Subscribes to the events that pages get; the returned function unsubscribes. */
  listen(listener: (event: ServerEvent) => void): () => void;
  /** Saves and pauses trainings, then closes everything. */
  close(): Promise<void>;
}

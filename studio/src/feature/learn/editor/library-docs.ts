/** Doc of a name of the library, for the editor. `studio/library-docs.ts` makes it from the sources. */
export interface DocEntry {
  readonly name: string;
  readonly kind: "class" | "constant" | "function" | "namespace" | "property" | "type";
  /** Text after the name: `(out: number, options?: DenseOptions): Layer`. */
  readonly signature?: string;
  /** First paragraph of the doc comment; code stands between backticks. */
  readonly text?: string;
  readonly parameters?: readonly DocParameter[];
  readonly returns?: string;
  readonly example?: string;
  /** Key in `types`: fields of the value; of a type, its own. */
  readonly type?: string;
  /** Key in `types`: fields of what a call results in, when it is awaited. */
  readonly result?: string;
  /** Names in a namespace. */
  readonly members?: readonly DocEntry[];
  /** Whether programs of the course use it. */
  readonly common?: true;
  /** Place in the learner's program that sets the name. */
  readonly own?: OwnLine;
}

/** Line of the learner's program. */
export interface OwnLine {
  /** Number from 1. */
  readonly line: number;
  readonly code: string;
}

/** Parameter of a function. */
export interface DocParameter {
  readonly name: string;
  readonly text?: string;
  /** Key in `types`: fields of an options object. */
  readonly type?: string;
}

/** Fields of an object. */
export interface DocType {
  /** `Dataset`. */
  readonly name: string;
  readonly text?: string;
  readonly fields: readonly DocEntry[];
  /** Value of every other field, where all names are allowed. */
  readonly each?: DocEntry;
}

/** Docs of all that a program of the course may import. */
export interface LibraryDocs {
  readonly modules: Readonly<Record<"omakase" | "omakase/lesson", readonly DocEntry[]>>;
  readonly types: Readonly<Record<string, DocType>>;
}

import type { ServerEvent, Text } from "omakase/studio";

/** Update about trainings: events of a server, and events of browser trainings. */
export type TrainingUpdate =
  | ServerEvent
  /** Pictures are decoded or drawn, before anything is learned. */
  | { readonly type: "preparing"; readonly id: string; readonly done: number; readonly total: number }
  | { readonly type: "notice"; readonly id: string; readonly text: Text }
  /** Rollback to the best model: the log became shorter. */
  | { readonly type: "rewound"; readonly id: string };

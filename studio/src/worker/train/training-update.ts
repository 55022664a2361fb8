import type { ServerEvent, Text } from "omakase";

/** What is heard of trainings: what servers tell, and what only this browser knows. */
export type TrainingUpdate =
  | ServerEvent
  /** Pictures are decoded or drawn, before anything is learned. */
  | { readonly type: "preparing"; readonly id: string; readonly done: number; readonly total: number }
  | { readonly type: "notice"; readonly id: string; readonly text: Text }
  /** It went back to its best model: its log is shorter than it was. */
  | { readonly type: "rewound"; readonly id: string };

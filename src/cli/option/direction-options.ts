import type { DeviceCommandOptions } from "./device-options.ts";

/** Options of `omakase direction`. */
export interface DirectionOptions extends DeviceCommandOptions {
  readonly name?: string;
  readonly positive?: readonly string[];
  readonly negative?: readonly string[];
  readonly tag?: string;
  readonly orthogonalTo?: readonly string[];
  readonly unsupervised?: number;
  readonly method?: "sefa" | "ganspace";
  readonly show?: string;
  readonly rename?: string;
  readonly remove?: string;
  readonly list?: boolean;
  readonly seed?: number;
  readonly overwrite?: boolean;
}

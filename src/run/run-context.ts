import type { Device } from "../device/index.ts";
import type { Language } from "../error.ts";
import type { Host } from "../host.ts";

/** Where and with what a run works. */
export interface RunContext {
  readonly host: Host;
  readonly device: Device;
  readonly language: Language;
  /** The run's folder. */
  readonly path: string;
}

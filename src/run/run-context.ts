import type { Device } from "../device/index.ts";
import type { Language } from "../error.ts";
import type { Host } from "../host.ts";

/** Environment of a run: host, device and folder. */
export interface RunContext {
  readonly host: Host;
  readonly device: Device;
  readonly language: Language;
  /** Folder of the run. */
  readonly path: string;
}

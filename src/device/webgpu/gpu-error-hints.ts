import type { Text } from "../../error.ts";
import { deviceText } from "../../text/index.ts";

/** Remedies for errors of a GPU, each the end of an error message; they depend on the host. */
export interface GpuErrorHints {
  /** No GPU, or none that works. */
  readonly noGpu: Text;
  /** Too little memory, or too small buffers. */
  readonly memoryFull: Text;
  /** A rejected command. */
  readonly rejected: Text;
  /** A lost device. */
  readonly deviceLost: Text;
  /** A GPU without half precision. */
  readonly noHalfPrecision: Text;
}

/** Remedies for any host. */
export const defaultGpuErrorHints: GpuErrorHints = deviceText.gpuErrorHints.defaultGpuErrorHints;

import { OmakaseError } from "../../error.ts";
import { alignUp } from "./memory-plan.ts";
import type { GpuErrorHints } from "./gpu-error-hints.ts";
import { deviceText } from "../../text/index.ts";

/** Usage flags of buffers, as in `GPUBufferUsage`. */
export const bufferUse = { mapRead: 1, copyFrom: 4, copyTo: 8, storage: 128 } as const;

const bytesEach = 4;

/** A WebGPU device with common helpers. Lengths and offsets are in float32 numbers. */
export interface Gpu {
  readonly device: GPUDevice;
  /**
   * Creates a buffer. WebGPU reports a lack of memory only later: see `tryAllocate`.
   *
   * @throws OmakaseError `device` when the length exceeds the GPU's limit.
   */
  buffer(label: string, length: number, use: number): GPUBuffer;
  /**
   * Allocates memory and watches for a lack of it.
   *
   * @returns the result of `ask`, to be discarded when `refusal` resolves with an error. The device stays usable.
   */
  tryAllocate<T>(ask: () => T): { readonly made: T; readonly refusal: Promise<OmakaseError | undefined> };
  write(buffer: GPUBuffer, offset: number, values: Float32Array | Uint32Array): void;
  copy(from: GPUBuffer, offset: number, to: GPUBuffer, offsetTo: number, length: number): void;
  /** Reads ranges of buffers as they are now, whatever runs later. */
  read(parts: readonly BufferRange[]): Promise<Float32Array[]>;
  /** Copies ranges at this point of an encoder; `BufferReadback` reads them. */
  startReadback(encoder: GPUCommandEncoder, parts: readonly BufferRange[]): BufferReadback;
  /**
   * Checks the device.
   *
   * @throws OmakaseError `device` when it is lost or has rejected a command.
   */
  check(): void;
}

/** A range of a buffer. */
export interface BufferRange {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly count: number;
}

/** A pending readback. */
export interface BufferReadback {
  numbers(): Promise<Float32Array[]>;
}

/** Errors of a device. */
export interface GpuErrors {
  /** Returns the first permanent error, if there is one. */
  readonly failure: () => OmakaseError | undefined;
  /** Resolves with an error when the device is lost. */
  readonly lostError: Promise<OmakaseError>;
  readonly hints: GpuErrorHints;
}

export function createGpu(device: GPUDevice, { failure, lostError, hints }: GpuErrors): Gpu {
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  /** Free staging buffers by length. */
  const idle = new Map<number, GPUBuffer[]>();
  /** Bytes requested since the guard began. */
  let requested = 0;
  const check = (): void => {
    const found = failure();
    if (found) throw found;
  };
  const gpu: Gpu = {
    device,
    buffer(label, length, use) {
      check();
      const size = alignUp(length) * bytesEach;
      const most = use & bufferUse.storage ? Math.min(maxBufferSize, maxStorageBufferBindingSize) : maxBufferSize;
      if (size > most) throw bufferTooLargeError(label, size, most, hints);
      requested += size;
      return device.createBuffer({ label, size, usage: use });
    },
    tryAllocate(ask) {
      const before = requested;
      requested = 0;
      device.pushErrorScope("validation"); // uses of a buffer without memory are validation errors
      device.pushErrorScope("out-of-memory");
      const end = () => Promise.all([device.popErrorScope(), device.popErrorScope()]).catch(() => [null, null]);
      let made;
      try {
        made = ask();
      } catch (error) {
        void end();
        throw error;
      }
      const bytes = requested;
      requested += before;
      const refusal = end().then(([memory, other]) => {
        if (memory) return outOfMemoryError(bytes, hints);
        return other ? gpuRefusedError(other.message, hints) : undefined;
      });
      return { made, refusal };
    },
    write(buffer, offset, values) {
      device.queue.writeBuffer(buffer, offset * bytesEach, values as Float32Array<ArrayBuffer>);
    },
    copy(from, offset, to, offsetTo, length) {
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(from, offset * bytesEach, to, offsetTo * bytesEach, length * bytesEach);
      device.queue.submit([encoder.finish()]);
    },
    async read(parts) {
      check();
      const encoder = device.createCommandEncoder();
      const fetch = gpu.startReadback(encoder, parts);
      device.queue.submit([encoder.finish()]);
      return fetch.numbers();
    },
    startReadback(encoder, parts) {
      const length = Math.max(
        1,
        parts.reduce((total, { count }) => total + count, 0),
      );
      const size = 2 ** Math.ceil(Math.log2(length)); // few different sizes, for reuse
      const ask = () => gpu.buffer("reading", size, bufferUse.mapRead | bufferUse.copyTo);
      const known = idle.get(size)?.pop();
      const { made: staging, refusal } = known ? { made: known, refusal: undefined } : gpu.tryAllocate(ask);
      let at = 0;
      for (const { buffer, offset, count } of parts) {
        encoder.copyBufferToBuffer(buffer, offset * bytesEach, staging, at * bytesEach, count * bytesEach);
        at += count;
      }
      let numbers: Promise<Float32Array[]> | undefined;
      return { numbers: () => (numbers ??= mapped(staging, size, parts, refusal)) };
    },
    check,
  };
  return gpu;

  async function mapped(
    staging: GPUBuffer,
    size: number,
    parts: readonly BufferRange[],
    refusal: Promise<OmakaseError | undefined> | undefined,
  ): Promise<Float32Array[]> {
    const error = await refusal;
    if (error) throw error;
    try {
      await staging.mapAsync(bufferUse.mapRead);
    } catch {
      throw failure() ?? (await lostError); // reading fails shortly before the loss is reported
    }
    check();
    const all = new Float32Array(staging.getMappedRange());
    let at = 0;
    const copies = parts.map(({ count }) => all.slice(at, (at += count)));
    staging.unmap();
    idle.set(size, [...(idle.get(size) ?? []), staging]);
    return copies;
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString("en-US")} MB`;
}

function bufferTooLargeError(label: string, bytes: number, most: number, { memoryFull }: GpuErrorHints): OmakaseError {
  return new OmakaseError("device", {
    where: `GPU (${label})`,
    ...deviceText.gpu.bufferTooLarge({ most: megabytes(most), bytes: megabytes(bytes), remedy: memoryFull }),
  });
}

function outOfMemoryError(bytes: number, { memoryFull }: GpuErrorHints): OmakaseError {
  return new OmakaseError("device", {
    where: "GPU",
    ...deviceText.gpu.outOfMemory({ bytes: megabytes(bytes), remedy: memoryFull }),
  });
}

/** Creates the error for a rejected command, with the message of the driver. */
export function gpuRefusedError(message: string, { rejected: remedy }: GpuErrorHints): OmakaseError {
  return new OmakaseError("device", { where: "WebGPU", ...deviceText.gpu.gpuRefused({ message, remedy }) });
}

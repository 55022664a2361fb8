import { OmakaseError } from "../../error.ts";
import { alignUp } from "./memory-plan.ts";
import type { GpuErrorHints } from "./gpu-error-hints.ts";

/** What a buffer is for, as WebGPU counts it. */
export const bufferUse = { mapRead: 1, copyFrom: 4, copyTo: 8, storage: 128 } as const;

const bytesEach = 4;

/** A device of WebGPU with what is done to it all the time. Lengths and offsets are in float32 numbers. */
export interface Gpu {
  readonly device: GPUDevice;
  /**
   * A buffer. Whether there is memory for it is known only later: see `tryAllocate`.
   *
   * @throws OmakaseError `device` when the GPU takes no buffer of this length.
   */
  buffer(label: string, length: number, use: number): GPUBuffer;
  /**
   * Asks the GPU for something that it may have no memory for.
   *
   * @returns what `ask` made, to be thrown away when `refusal` resolves with what to say. The device goes on working.
   */
  tryAllocate<T>(ask: () => T): { readonly made: T; readonly refusal: Promise<OmakaseError | undefined> };
  write(buffer: GPUBuffer, offset: number, values: Float32Array | Uint32Array): void;
  copy(from: GPUBuffer, offset: number, to: GPUBuffer, offsetTo: number, length: number): void;
  /** What parts of buffers hold now, whatever is done later. */
  read(parts: readonly BufferRange[]): Promise<Float32Array[]>;
  /** Copies parts at this point of an encoder; they are read when the promise is asked for. */
  startReadback(encoder: GPUCommandEncoder, parts: readonly BufferRange[]): BufferReadback;
  /** @throws OmakaseError `device` when the device is lost, or did not do what it was asked for. */
  check(): void;
}

/** A piece of a buffer. */
export interface BufferRange {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly count: number;
}

/** Numbers on their way. */
export interface BufferReadback {
  numbers(): Promise<Float32Array[]>;
}

/** What is to be said when something goes wrong. */
export interface GpuErrors {
  /** What has gone wrong so far, and cannot be mended. */
  readonly failure: () => OmakaseError | undefined;
  /** What to say when the device is lost. */
  readonly lostError: Promise<OmakaseError>;
  readonly hints: GpuErrorHints;
}

export function createGpu(device: GPUDevice, { failure, lostError, hints }: GpuErrors): Gpu {
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  /** Buffers to read through, by length, that nobody uses at the moment. */
  const idle = new Map<number, GPUBuffer[]>();
  /** Bytes that were asked for since the guard began. */
  let asked = 0;
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
      asked += size;
      return device.createBuffer({ label, size, usage: use });
    },
    tryAllocate(ask) {
      const before = asked;
      asked = 0;
      device.pushErrorScope("validation"); // whatever uses a buffer that there is no memory for is not valid
      device.pushErrorScope("out-of-memory");
      const end = () => Promise.all([device.popErrorScope(), device.popErrorScope()]).catch(() => [null, null]);
      let made;
      try {
        made = ask();
      } catch (error) {
        void end();
        throw error;
      }
      const bytes = asked;
      asked += before;
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
      const size = 2 ** Math.ceil(Math.log2(length)); // few different sizes, so that they are used again
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
      throw failure() ?? (await lostError); // reading fails a little before the word comes that the device is lost
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
    expected: { ja: `${megabytes(most)} までのデータ`, en: `pieces of at most ${megabytes(most)}` },
    got: { ja: megabytes(bytes), en: megabytes(bytes) },
    remedy: memoryFull,
  });
}

function outOfMemoryError(bytes: number, { memoryFull }: GpuErrorHints): OmakaseError {
  return new OmakaseError("device", {
    where: "GPU",
    expected: { ja: `${megabytes(bytes)} の空きメモリ`, en: `${megabytes(bytes)} of free memory` },
    got: { ja: "それより少ない空き", en: "less" },
    remedy: memoryFull,
  });
}

/** For what the GPU would not do, in its own words. */
export function gpuRefusedError(message: string, { rejected: remedy }: GpuErrorHints): OmakaseError {
  return new OmakaseError("device", {
    where: "WebGPU",
    expected: { ja: "計算の成功", en: "to compute" },
    got: { ja: `エラー「${message}」`, en: `the error "${message}"` },
    remedy,
  });
}

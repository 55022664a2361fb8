import { OmakaseError } from "../../error.ts";
import { aligned } from "./memory.ts";

/** What a buffer is for, as WebGPU counts it. */
export const bufferUse = { mapRead: 1, copyFrom: 4, copyTo: 8, storage: 128 } as const;

const bytesEach = 4;

/** A device of WebGPU with what is done to it all the time. Lengths and offsets are in float32 numbers. */
export interface Gpu {
  readonly device: GPUDevice;
  /** @throws OmakaseError `device` when the GPU takes no buffer of this length. */
  buffer(label: string, length: number, use: number): GPUBuffer;
  write(buffer: GPUBuffer, offset: number, values: Float32Array | Uint32Array): void;
  copy(from: GPUBuffer, offset: number, to: GPUBuffer, offsetTo: number, length: number): void;
  /** What parts of buffers hold now, whatever is done later. */
  read(parts: readonly Part[]): Promise<Float32Array[]>;
  /** Copies parts at this point of an encoder; they are read when the promise is asked for. */
  fetch(encoder: GPUCommandEncoder, parts: readonly Part[]): Fetch;
  /** @throws OmakaseError `device` when the device is lost, or did not do what it was asked for. */
  check(): void;
}

/** A piece of a buffer. */
export interface Part {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly count: number;
}

/** Numbers on their way. */
export interface Fetch {
  numbers(): Promise<Float32Array[]>;
}

/**
 * @param failure - what has gone wrong so far.
 * @param gone - what to say when the device is lost.
 */
export function gpuOf(device: GPUDevice, failure: () => OmakaseError | undefined, gone: Promise<OmakaseError>): Gpu {
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  /** Buffers to read through, by length, that nobody uses at the moment. */
  const idle = new Map<number, GPUBuffer[]>();
  const check = (): void => {
    const found = failure();
    if (found) throw found;
  };
  const gpu: Gpu = {
    device,
    buffer(label, length, use) {
      check();
      const size = aligned(length) * bytesEach;
      const most = use & bufferUse.storage ? Math.min(maxBufferSize, maxStorageBufferBindingSize) : maxBufferSize;
      if (size > most) throw tooLarge(label, size, most);
      return device.createBuffer({ label, size, usage: use });
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
      const fetch = gpu.fetch(encoder, parts);
      device.queue.submit([encoder.finish()]);
      return fetch.numbers();
    },
    fetch(encoder, parts) {
      const length = Math.max(
        1,
        parts.reduce((total, { count }) => total + count, 0),
      );
      const size = 2 ** Math.ceil(Math.log2(length)); // few different sizes, so that they are used again
      const staging = idle.get(size)?.pop() ?? gpu.buffer("reading", size, bufferUse.mapRead | bufferUse.copyTo);
      let at = 0;
      for (const { buffer, offset, count } of parts) {
        encoder.copyBufferToBuffer(buffer, offset * bytesEach, staging, at * bytesEach, count * bytesEach);
        at += count;
      }
      let numbers: Promise<Float32Array[]> | undefined;
      return { numbers: () => (numbers ??= mapped(staging, size, parts)) };
    },
    check,
  };
  return gpu;

  async function mapped(staging: GPUBuffer, size: number, parts: readonly Part[]): Promise<Float32Array[]> {
    try {
      await staging.mapAsync(bufferUse.mapRead);
    } catch {
      throw failure() ?? (await gone); // reading fails a little before the word comes that the device is lost
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

function tooLarge(label: string, bytes: number, most: number): OmakaseError {
  const mb = (count: number) => `${Math.ceil(count / 2 ** 20).toLocaleString("en-US")} MB`;
  return new OmakaseError("device", {
    where: `GPU (${label})`,
    expected: { ja: `${mb(most)} までのデータ`, en: `pieces of at most ${mb(most)}` },
    got: { ja: mb(bytes), en: mb(bytes) },
    remedy: {
      ja: "--batch、--size、--features のどれかを小さくしてください",
      en: "Take a smaller --batch, --size or --features",
    },
  });
}

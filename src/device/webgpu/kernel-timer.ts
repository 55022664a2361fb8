import { bufferUse } from "./gpu.ts";
import type { Dispatch } from "./gpu-plan.ts";

/** Time of one dispatch, summed over runs. */
export interface KernelTime {
  readonly label: string;
  readonly runs: number;
  readonly milliseconds: number;
  /** Floating-point operations of one run. */
  readonly flops: number;
  /** Bytes read and written in one run, at least. */
  readonly bytes: number;
}

/** Timer of every dispatch of a program; it slows runs down, as each dispatch waits for the one before. */
export interface KernelTimer {
  /**
   * Encodes dispatches with timestamps.
   *
   * @param dispatches - each with its number in the program.
   */
  passes(
    encoder: GPUCommandEncoder,
    dispatches: readonly (Dispatch & { readonly at: number })[],
    each: (pass: GPUComputePassEncoder, at: number) => void,
  ): void;
  /** Reads the timestamps after the commands of the encoder are submitted. */
  afterSubmit(): void;
  /** Waits for all runs and returns the times, the longest first. */
  times(): Promise<readonly KernelTime[]>;
}

const queryResolve = 512;

/**
 * Creates a timer.
 *
 * @param device - with the feature `timestamp-query`.
 */
export function kernelTimer(device: GPUDevice): KernelTimer {
  const sums = new Map<string, { label: string; runs: number; milliseconds: number; flops: number; bytes: number }>();
  const waiting: Promise<void>[] = [];
  let unread: (() => Promise<void>) | undefined;
  return {
    passes(encoder, dispatches, each) {
      const count = dispatches.length * 2;
      const querySet = device.createQuerySet({ type: "timestamp", count });
      const resolved = device.createBuffer({ size: count * 8, usage: queryResolve | bufferUse.copyFrom });
      const read = device.createBuffer({ size: count * 8, usage: bufferUse.mapRead | bufferUse.copyTo });
      dispatches.forEach(({ at }, index) => {
        const pass = encoder.beginComputePass({
          timestampWrites: { querySet, beginningOfPassWriteIndex: index * 2, endOfPassWriteIndex: index * 2 + 1 },
        });
        each(pass, at);
        pass.end();
      });
      encoder.resolveQuerySet(querySet, 0, count, resolved, 0);
      encoder.copyBufferToBuffer(resolved, 0, read, 0, count * 8);
      unread = async () => {
        await read.mapAsync(bufferUse.mapRead);
        const stamps = new BigUint64Array(read.getMappedRange());
        dispatches.forEach(({ label, flops, bytes, at }, index) => {
          const key = `${at} ${label}`;
          const sum = sums.get(key) ?? { label, runs: 0, milliseconds: 0, flops, bytes };
          sum.runs++;
          sum.milliseconds += Number(stamps[index * 2 + 1] - stamps[index * 2]) / 1e6;
          sums.set(key, sum);
        });
        for (const one of [read, resolved, querySet]) one.destroy();
      };
    },
    afterSubmit() {
      if (unread) waiting.push(unread());
      unread = undefined;
    },
    async times() {
      await Promise.all(waiting.splice(0));
      return [...sums.values()].sort((a, b) => b.milliseconds - a.milliseconds);
    },
  };
}

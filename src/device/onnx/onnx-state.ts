import { internalError } from "../../error.ts";
import { sizeOf, type Shape } from "../../tensor/index.ts";
import type { State, Values, Weights } from "../device.ts";
import type { Ort, OrtTensor } from "./ort.ts";

/** States in host memory, and the queue of runs that read and replace them. */
export interface OnnxState extends State {
  /** Shapes after all queued work. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Queues work. After a failure, all later work fails with the same error. */
  enqueue<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Returns the current value of a state; only for queued work. */
  currentTensor(name: string): OrtTensor;
  /** Returns spare memory for the next value of a state; only for queued work. */
  spareTensor(name: string): OrtTensor;
  /** Makes the written memory the state, and the old memory the spare; only for queued work. */
  advance(name: string, values: Float32Array): void;
}

/** An array and its tensor of the runtime. */
interface Slot {
  readonly values: Float32Array;
  readonly tensor: OrtTensor;
}

/** Copies weights into new states. */
export function onnxState(ort: Ort, weights: Weights): OnnxState {
  const shapes = new Map<string, Shape>();
  const currentSlots = new Map<string, Slot>();
  const spareSlots = new Map<string, Slot>();
  let queue: Promise<unknown> = Promise.resolve();
  let disposed = false;

  const shapeOf = (name: string): Shape => {
    const shape = shapes.get(name);
    if (!shape) throw internalError(`there is no state "${name}"`);
    return shape;
  };
  const slot = (shape: Shape, values: Float32Array): Slot => ({
    values,
    tensor: new ort.Tensor("float32", values, shape),
  });
  const enqueue = <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (disposed) throw internalError("this state has been disposed of");
    const result = queue.then(work);
    queue = result;
    // reads of results or of the state report the failure
    result.catch(() => undefined);
    return result;
  };
  const keep = (added: Weights): void => {
    const copies = new Map<string, Slot>();
    for (const [name, { shape, values }] of added) {
      if (values.length !== sizeOf(shape))
        throw internalError(`state "${name}" has ${values.length} values for [${shape}]`);
      shapes.set(name, shape);
      copies.set(name, slot(shape, Float32Array.from(values)));
    }
    void enqueue(async () => {
      for (const [name, copy] of copies) {
        currentSlots.set(name, copy);
        spareSlots.delete(name);
      }
    });
  };
  keep(weights);

  return {
    shapes,
    enqueue,
    currentTensor: (name) => currentSlots.get(name)!.tensor,
    spareTensor(name) {
      const shape = shapeOf(name);
      const known = spareSlots.get(name) ?? slot(shape, new Float32Array(sizeOf(shape)));
      spareSlots.set(name, known);
      return known.tensor;
    },
    advance(name, values) {
      const [before, spare] = [currentSlots.get(name)!, spareSlots.get(name)];
      currentSlots.set(name, spare?.values === values ? spare : slot(shapeOf(name), values));
      if (spare?.values === values) spareSlots.set(name, before);
      else spareSlots.delete(name);
    },
    async read(names = shapes.keys()) {
      const wanted = [...names];
      return enqueue(
        async () =>
          new Map<string, { shape: Shape; values: Values }>(
            wanted.map((name) => [name, { shape: shapeOf(name), values: currentSlots.get(name)!.values.slice() }]),
          ),
      );
    },
    write: keep,
    dispose() {
      void enqueue(async () => {
        currentSlots.clear();
        spareSlots.clear();
      });
      disposed = true;
    },
  };
}

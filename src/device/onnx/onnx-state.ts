import { internalError } from "../../error.ts";
import { sizeOf, type Shape } from "../../tensor/index.ts";
import type { State, Values, Weights } from "../device.ts";
import type { Ort, OrtTensor } from "./ort.ts";

/** States in the host's memory, and the queue of the runs that read and replace them. */
export interface OnnxState extends State {
  /** The shapes as they will be when all that was asked for is done. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Does something after all that was asked for before. After a failure, everything later fails with the same error. */
  enqueue<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Only for work in the queue: a state as the runtime reads it. */
  currentTensor(name: string): OrtTensor;
  /** Only for work in the queue: memory for the next value of a state, never that which is being read. */
  spareTensor(name: string): OrtTensor;
  /** Only for work in the queue: makes what was written the state; the memory of the old value becomes the spare. */
  advance(name: string, values: Float32Array): void;
}

/** One number array and the runtime's name for it. */
interface Slot {
  readonly values: Float32Array;
  readonly tensor: OrtTensor;
}

/** Puts weights into memory of their own. */
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
    // Whoever waits for a result or reads the state sees the failure; nobody has to.
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

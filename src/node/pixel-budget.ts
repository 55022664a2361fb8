/** Limit on concurrent work by number of pixels; work beyond the budget waits, first come first served. */
export interface PixelBudget {
  /**
   * Runs `work` once there is room. Work larger than the budget runs alone. Its pixels count until the next turn
   * of the event loop after the result, which lets the caller shrink it.
   */
  use<Result>(pixels: number, work: () => Promise<Result>): Promise<Result>;
}

/**
 * Creates a {@link PixelBudget}.
 *
 * @param most - budget, pixels.
 */
export function pixelBudget(most: number): PixelBudget {
  let used = 0;
  const waiting: { readonly pixels: number; readonly begin: () => void }[] = [];
  const next = () => {
    while (waiting.length > 0 && (used === 0 || used + waiting[0].pixels <= most)) {
      const { pixels, begin } = waiting.shift()!;
      used += pixels;
      begin();
    }
  };
  return {
    async use(pixels, work) {
      await new Promise<void>((begin) => {
        waiting.push({ pixels, begin });
        next();
      });
      try {
        return await work();
      } finally {
        setImmediate(() => {
          used -= pixels;
          next();
        });
      }
    },
  };
}

import { internalError } from "../error.ts";

/** Returns about `count` round numbers in a domain: multiples of 1, 2 or 5 times a power of ten. */
export function linearTicks([low, high]: readonly [number, number], count: number): number[] {
  const rough = (high - low) / count;
  if (!(rough > Math.abs(high) * 1e-9 && rough < Infinity)) return [low]; // no representable numbers between these
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough * 0.999) ?? 10);
  if (step === 0) return [low];
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Returns round numbers for a logarithmic axis: powers of ten, with 2 and 5 (or 3) between them if few fit. */
export function logTicks([low, high]: readonly [number, number]): number[] {
  if (!(low > 0 && high < Infinity)) throw internalError(`a logarithmic axis from ${low} to ${high}`);
  const decades = Math.log10(high / low);
  const factors = decades < 1.7 ? [1, 2, 5] : decades < 3 ? [1, 3] : [1];
  const every = Math.max(1, Math.ceil(decades / 7));
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    if (power % every !== 0) continue;
    for (const factor of factors) {
      const tick = Number(`${factor}e${power}`);
      if (tick >= low * 0.999 && tick <= high * 1.001) ticks.push(tick);
    }
  }
  return ticks;
}

/** How a safetensors file keeps the numbers of a tensor, and the bytes of each. */
export const bytesEach = { F32: 4, F16: 2, BF16: 2, U8: 1 } as const;

/** See {@link bytesEach}. */
export type NumberType = keyof typeof bytesEach;

/** Those that we write ourselves. */
export type WrittenType = Exclude<NumberType, "BF16">;

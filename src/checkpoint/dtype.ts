/** How a safetensors file keeps the numbers of a tensor, and the bytes of each. */
export const bytesPerNumber = { F32: 4, F16: 2, BF16: 2, U8: 1 } as const;

/** See {@link bytesPerNumber}. */
export type Dtype = keyof typeof bytesPerNumber;

/** Those that we write ourselves. */
export type WritableDtype = Exclude<Dtype, "BF16">;

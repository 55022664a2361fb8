/** Number types of safetensors files, and the bytes of each number. */
export const bytesPerNumber = { F32: 4, F16: 2, BF16: 2, U8: 1 } as const;

/** Names of the number types; see {@link bytesPerNumber}. */
export type Dtype = keyof typeof bytesPerNumber;

/** Number types that `writeSafetensors` writes. */
export type WritableDtype = Exclude<Dtype, "BF16">;

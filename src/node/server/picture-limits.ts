/** How much may be handed in. */
export interface PictureLimits {
  /** Of an archive as it comes. */
  readonly archiveBytes: number;
  /** Of all its files, unpacked. */
  readonly unpackedBytes: number;
  readonly files: number;
  /** How many sets are kept, and come in, at a time. */
  readonly sets: number;
  /** Of one picture. */
  readonly pixels: number;
  /** For looking at all of them. */
  readonly seconds: number;
}

/** Far more than a laptop learns from in an evening. */
export const pictureLimits: PictureLimits = {
  archiveBytes: 1e9,
  unpackedBytes: 4e9,
  files: 20_000,
  sets: 100,
  pixels: 64e6,
  seconds: 120,
};

/** Files of a form are held in memory while they come. */
export const formMegabytes = 200;

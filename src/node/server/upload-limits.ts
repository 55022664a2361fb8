/** How much may be handed in. */
export interface UploadLimits {
  /** Of an archive as it comes. */
  readonly archiveBytes: number;
  /** Of all its files, unpacked. */
  readonly unpackedBytes: number;
  readonly files: number;
  /** How many sets are kept. */
  readonly sets: number;
  /** How many sets come in at a time. */
  readonly uploads: number;
  /** Of all archives that wait on the disk until they were looked into. */
  readonly waitingBytes: number;
  /** Of one picture. */
  readonly pixels: number;
  /** For looking at all of them. */
  readonly seconds: number;
}

/** Far more than a laptop learns from in an evening. */
export const uploadLimits: UploadLimits = {
  archiveBytes: 1e9,
  unpackedBytes: 4e9,
  files: 20_000,
  sets: 100,
  uploads: 500,
  waitingBytes: 4e9,
  pixels: 64e6,
  seconds: 120,
};

/** Limit of a form of files, 10^6 bytes. */
export const maxFormMegabytes = 200;

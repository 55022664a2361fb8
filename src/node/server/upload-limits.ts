/** Limits of uploads. */
export interface UploadLimits {
  /** Maximum size of an archive, bytes. */
  readonly archiveBytes: number;
  /** Maximum size of its unpacked files, bytes. */
  readonly unpackedBytes: number;
  readonly files: number;
  /** Maximum number of stored sets. */
  readonly sets: number;
  /** Maximum number of concurrent uploads. */
  readonly uploads: number;
  /** Maximum size of all archives that wait for their check, bytes. */
  readonly waitingBytes: number;
  /** Maximum number of pixels of one image. */
  readonly pixels: number;
  /** Maximum duration of the check, s. */
  readonly seconds: number;
}

/** Default limits, far above the images that a laptop trains on in an evening. */
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

/** Maximum size of a form of files, 10^6 bytes. */
export const maxFormMegabytes = 200;

/** Maximum number of images of an archive that are decoded in full; the headers of all others are read. */
const maxDecodedPictures = 200;

/** Returns the distance between the images of an archive that are decoded, so that they are evenly spread and at most 200. */
export function decodeStride(pictures: number): number {
  return Math.max(1, Math.ceil(pictures / maxDecodedPictures));
}

/** Limits of memory and time of a page. */

/** Maximum number of normal pictures in a fit; a larger set is subsampled at random. */
export const maxNormalPictures = 2000;
/** Maximum number of pictures per check. */
export const maxCheckedPictures = 200;

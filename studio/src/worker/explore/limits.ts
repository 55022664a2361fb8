/** What a page has room and time for. */

/** Normal pictures that are learned from at most; of more, so many are taken by chance. */
export const maxNormalPictures = 2000;
/** Pictures that are checked at a time. */
export const maxCheckedPictures = 200;

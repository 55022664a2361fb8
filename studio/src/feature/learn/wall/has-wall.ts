/** Whether this page comes from a class whose learners can show pictures to each other: its server marks the page. */
export const hasWall = document.documentElement.dataset.wall !== undefined;

/** Returns how many pictures to draw for a number of unbroken ones: a quarter more, as the scorer calls one in ten broken. */
export function withSpares(count: number): number {
  return count + Math.ceil(count / 4);
}

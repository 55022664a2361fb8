/** Placeholder until the screen is there. */
export default function DrawScreen() {
  return <p>…</p>;
}

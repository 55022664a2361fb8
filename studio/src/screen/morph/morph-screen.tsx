/** Placeholder until the screen is there. */
export default function MorphScreen() {
  return <p>…</p>;
}

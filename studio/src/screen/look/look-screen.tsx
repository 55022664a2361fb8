/** Placeholder until the screen is there. */
export default function LookScreen() {
  return <p>…</p>;
}

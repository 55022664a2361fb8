/** Placeholder until the screen is there. */
export default function FuseScreen() {
  return <p>…</p>;
}

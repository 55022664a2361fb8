/** Placeholder until the screen is there. */
export default function RateScreen() {
  return <p>…</p>;
}

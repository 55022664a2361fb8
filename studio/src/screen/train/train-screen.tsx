/** Placeholder until the screen is there. */
export default function TrainScreen() {
  return <p>…</p>;
}

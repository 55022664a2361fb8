/** Milliseconds in which a second SIGTERM counts as the first one: it comes to all processes, and npm passes it on. */
const echo = 500;

/**
 * Lets Ctrl-C and SIGTERM abort a controller while something wants to end in order, such as to save. At all other times
 * they end the process at once, also in the middle of a computation that gives the event loop no turn; so does the
 * second one.
 *
 * @returns a function that begins to catch them, and gives the function that ends it; calls may overlap.
 */
export function stopSignals(controller: AbortController): () => () => void {
  const signals = ["SIGINT", "SIGTERM"] as const;
  let catching = 0;
  const end = () => {
    for (const name of signals) process.off(name, stop);
  };
  const ignore = () => {};
  const stop = () => {
    end(); // with no listener left, the next one has its usual effect
    process.on("SIGTERM", ignore);
    setTimeout(() => process.off("SIGTERM", ignore), echo).unref();
    controller.abort();
  };
  return () => {
    if (catching++ === 0 && !controller.signal.aborted) for (const name of signals) process.on(name, stop);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      if (--catching === 0) end();
    };
  };
}

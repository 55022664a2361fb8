import type { Page, Worker } from "playwright-core";

type Calls = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Calls one of the functions that a script of `page/` has put into `globalThis.calls`, in a page or in a worker. */
export async function call<C extends Calls, Name extends keyof C & string>(
  where: Page | Worker,
  name: Name,
  ...args: Parameters<C[Name]>
): Promise<Awaited<ReturnType<C[Name]>>> {
  const run = ([name, given]: [string, unknown[]]): unknown => {
    const { calls } = globalThis as unknown as { calls: Record<string, (...args: unknown[]) => unknown> };
    return calls[name](...given);
  };
  return (await where.evaluate(run, [name, args])) as Awaited<ReturnType<C[Name]>>;
}

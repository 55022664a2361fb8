import type { Page, Worker } from "playwright-core";

type Calls = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Calls a function that a script of `page/` has put into `globalThis.calls`, in a page or in a worker. */
export async function callInPage<C extends Calls, Name extends keyof C & string>(
  where: Page | Worker,
  name: Name,
  ...args: Parameters<C[Name]>
): Promise<Awaited<ReturnType<C[Name]>>> {
  const code = `globalThis.calls[${JSON.stringify(name)}](...${JSON.stringify(args)})`;
  return (await (where as Page).evaluate(code)) as Awaited<ReturnType<C[Name]>>;
}

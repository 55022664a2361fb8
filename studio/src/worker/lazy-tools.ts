type Tool = (...given: unknown[]) => unknown;

/** Tools whose code is fetched when the first of them is used. All of them give promises then. */
export function lazyTools<Tools extends object>(load: () => Promise<Tools>): Tools {
  let loading: Promise<Tools> | undefined;
  const loaded = (): Promise<Tools> => {
    loading ??= load();
    loading.catch(() => (loading = undefined)); // another try may fare better
    return loading;
  };
  const get = (_: object, name: string): Tool => {
    return async (...given) => ((await loaded()) as Readonly<Record<string, Tool>>)[name](...given);
  };
  return new Proxy({}, { get }) as Tools;
}

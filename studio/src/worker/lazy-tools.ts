type Tool = (...given: unknown[]) => unknown;

/** Returns functions whose code loads on the first call; each returns a promise. */
export function lazyTools<Tools extends object>(load: () => Promise<Tools>): Tools {
  let loading: Promise<Tools> | undefined;
  const loaded = (): Promise<Tools> => {
    loading ??= load();
    loading.catch(() => (loading = undefined)); // a retry may succeed
    return loading;
  };
  const get = (_: object, name: string): Tool => {
    return async (...given) => ((await loaded()) as Readonly<Record<string, Tool>>)[name](...given);
  };
  return new Proxy({}, { get }) as Tools;
}

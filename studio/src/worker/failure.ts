import { formatErrorTexts, type Text } from "omakase";

/** An error on its way from the worker to the page: what a person should hear. */
export interface Failure {
  readonly failure: Text;
}

/** What to say of anything that was thrown. */
export function failureText(error: unknown): Text {
  return isFailure(error) ? error.failure : formatErrorTexts(error);
}

/** Whether somebody took it back, which needs no words. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

function isFailure(error: unknown): error is Failure {
  return typeof error === "object" && error !== null && "failure" in error;
}

/** The same functions; what they throw can be sent to the page without losing its words. */
export function withFailures<Given extends object>(tools: Given): Given {
  const get = (_: Given, name: string | symbol): unknown => {
    const tool = (tools as Readonly<Record<string | symbol, unknown>>)[name];
    if (typeof tool === "object" && tool !== null) return withFailures(tool);
    if (typeof tool !== "function") return tool;
    return async (...given: unknown[]): Promise<unknown> => {
      try {
        return await (tool as (...given: unknown[]) => unknown)(...given);
      } catch (error) {
        // oxlint-disable-next-line typescript/only-throw-error -- an Error would lose all but its message on the way
        throw { failure: failureText(error) } satisfies Failure;
      }
    };
  };
  return new Proxy<Given>(tools, { get });
}

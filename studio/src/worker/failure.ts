import { formatErrorTexts, type Text } from "omakase/studio";

/** Error in a form that can be sent from the worker to the page: its text for the user. */
export interface Failure {
  readonly failure: Text;
}

/** Returns the text for any thrown value. */
export function failureText(error: unknown): Text {
  return isFailure(error) ? error.failure : formatErrorTexts(error);
}

/** Returns whether an error is a cancellation, which needs no message. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

function isFailure(error: unknown): error is Failure {
  return typeof error === "object" && error !== null && "failure" in error;
}

/** Wraps functions: thrown errors keep their texts on the way to the page. */
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

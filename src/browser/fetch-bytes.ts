import type { OmakaseError, Text } from "../error.ts";
import { browserText } from "../text/index.ts";

/**
 * Fetches the bytes at an address.
 *
 * @param missing - creates the error of a failed download from the response.
 */
export async function fetchBytes(
  address: URL,
  toError: (got: Text, cause?: unknown) => OmakaseError,
): Promise<Uint8Array<ArrayBuffer>> {
  let answer: Response;
  try {
    answer = await fetch(address);
  } catch (error) {
    throw toError(browserText.fetchBytes.noAnswer, error);
  }
  // Servers of single-page applications answer missing paths with their page.
  const isHtmlPage = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
  if (!answer.ok || isHtmlPage) {
    await answer.body?.cancel();
    const { status } = answer;
    throw toError(isHtmlPage ? browserText.fetchBytes.page : browserText.fetchBytes.answer({ status }));
  }
  try {
    return new Uint8Array(await answer.arrayBuffer());
  } catch (error) {
    throw toError(browserText.fetchBytes.brokenOff, error);
  }
}

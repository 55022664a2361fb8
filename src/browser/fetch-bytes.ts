import type { OmakaseError, Text } from "../error.ts";

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
    throw toError({ ja: "つながらないサーバー", en: "a server that does not answer" }, error);
  }
  // Servers of single-page applications answer missing paths with their page.
  const isHtmlPage = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
  if (!answer.ok || isHtmlPage) {
    await answer.body?.cancel();
    const { status } = answer;
    throw toError(isHtmlPage ? { ja: "ページ", en: "a page" } : { ja: `応答 ${status}`, en: `the answer ${status}` });
  }
  try {
    return new Uint8Array(await answer.arrayBuffer());
  } catch (error) {
    throw toError({ ja: "途中で切れた応答", en: "an answer that broke off" }, error);
  }
}

import { pageUrl } from "../worker/client.ts";
import type { Failure } from "../worker/failure.ts";

/** Refusal by the server. */
export interface ServerRefusal extends Failure {
  /** HTTP status code. */
  readonly status: number;
}

/** Returns whether an error is a refusal, for which a retry is futile. */
export function isServerRefusal(error: unknown): error is ServerRefusal {
  return typeof error === "object" && error !== null && "status" in error && Number(error.status) < 500;
}

/**
 * Sends a request to the server.
 *
 * @throws {@link ServerRefusal} with the server's own message for an error status; a `Failure` if there is no response.
 */
export async function fetchFromServer(address: string, request?: RequestInit): Promise<Response> {
  const answer = await fetch(new URL(address, pageUrl), request).catch(() => {
    // oxlint-disable-next-line typescript/only-throw-error -- words, in both languages
    throw { failure: noAnswerText } satisfies Failure;
  });
  if (answer.ok) return answer;
  const body = (await answer.json().catch(() => undefined)) as { error?: Failure["failure"] } | undefined;
  const plain = `${address}: ${answer.status}`;
  const refused: ServerRefusal = { failure: body?.error ?? { ja: plain, en: plain }, status: answer.status };
  // oxlint-disable-next-line typescript/only-throw-error -- words of the server, in both languages
  throw refused;
}

const noAnswerText = {
  ja: "サーバーから返事がありません。止まっていたら、ターミナルで npm start（または omakase studio）を実行してください。",
  en: "The server does not answer. If it has stopped, start it again with npm start (or omakase studio) in a terminal.",
};

/** Fetches JSON from the server. */
export async function fetchJson(address: string, request?: RequestInit): Promise<unknown> {
  return (await fetchFromServer(address, request)).json();
}

/** Returns a POST request. */
export function postRequest(type: string, body: BodyInit): RequestInit {
  return { method: "POST", headers: { "content-type": type }, body };
}

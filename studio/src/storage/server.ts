import { pageUrl } from "../worker/client.ts";
import type { Failure } from "../worker/failure.ts";

/** The server will not have it. */
export interface ServerRefusal extends Failure {
  /** Of HTTP. */
  readonly status: number;
}

/** Whether another try would fare as badly. */
export function isServerRefusal(error: unknown): error is ServerRefusal {
  return typeof error === "object" && error !== null && "status" in error && Number(error.status) < 500;
}

/**
 * Asks the server.
 *
 * @throws {@link ServerRefusal} with the server's own words when its answer is an error; a `Failure` when there is none.
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

/** What it answers, as JSON. */
export async function fetchJson(address: string, request?: RequestInit): Promise<unknown> {
  return (await fetchFromServer(address, request)).json();
}

/** Something to be sent to it. */
export function postRequest(type: string, body: BodyInit): RequestInit {
  return { method: "POST", headers: { "content-type": type }, body };
}

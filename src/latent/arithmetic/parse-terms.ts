import { OmakaseError } from "../../error.ts";
import { latentText } from "../../text/index.ts";

/** A term of a written sum. */
export interface ParsedTerm {
  readonly sign: 1 | -1;
  readonly text: string;
}

/** Separator of terms: a sign with spaces around it, so that names may contain signs. */
const signPattern = /\s+([+＋\-−–])\s+/;

/** A sign without a term. */
const danglingSign = /^[+＋\-−–](\s|$)|\s[+＋\-−–]$/;

/**
 * Parses a sum such as `smile.png − 7 + 12:3`.
 * @throws OmakaseError `option` when a term is missing.
 */
export function parseTerms(text: string): ParsedTerm[] {
  const [first, ...rest] = text.trim().split(signPattern);
  const leading = /^([+＋\-−–])\s*(?=\S)/.exec(first);
  const terms: ParsedTerm[] = [
    leading ? { sign: signOf(leading[1]), text: first.slice(leading[0].length) } : { sign: 1, text: first },
  ];
  for (let at = 0; at < rest.length; at += 2) terms.push({ sign: signOf(rest[at]), text: rest[at + 1].trim() });
  if (terms.every((term) => term.text !== "" && !danglingSign.test(term.text))) return terms;
  throw new OmakaseError("option", { where: text === "" ? "''" : text, ...latentText.parseTerms.missingTerm });
}

function signOf(sign: string): 1 | -1 {
  return sign === "+" || sign === "＋" ? 1 : -1;
}

import { lexer, type Token, type Tokens } from "marked";
import { Fragment, type ReactNode } from "react";
import type { Chapter } from "omakase/lesson";
import { pictureUrl } from "./chapters.ts";
import { Inside, insideName } from "./inside/inside.tsx";
import styles from "./learn.module.css";

/** Renders the text of a chapter. Elements are made from the Markdown's tokens, so that HTML in it stays text. */
export function LessonText({ chapter, markdown }: { readonly chapter: Chapter; readonly markdown: string }) {
  return <article className={styles.text}>{blocks(lexer(markdown), chapter)}</article>;
}

function blocks(tokens: readonly Token[], chapter: Chapter): ReactNode {
  return tokens.map((token, at) => <Fragment key={at}>{block(token, chapter)}</Fragment>);
}

function block(token: Token, chapter: Chapter): ReactNode {
  const inside = (some: Token): ReactNode => inline((some as Tokens.Generic).tokens ?? [], chapter);
  switch (token.type) {
    case "heading": {
      const Heading = (["h1", "h2", "h3"] as const)[Math.min(token.depth as number, 3) - 1];
      return <Heading>{inside(token)}</Heading>;
    }
    case "paragraph":
      return pictureAlone(token as Tokens.Paragraph, chapter) ?? <p>{inside(token)}</p>;
    case "blockquote":
      return <blockquote>{blocks(token.tokens ?? [], chapter)}</blockquote>;
    case "code":
      return (
        <pre tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      );
    case "hr":
      return <hr />;
    case "list": {
      const { ordered, items } = token as Tokens.List;
      const List = ordered ? "ol" : "ul";
      return (
        <List>
          {items.map((item, at) => (
            <li key={at}>{blocks(item.tokens, chapter)}</li>
          ))}
        </List>
      );
    }
    case "table":
      return table(token as Tokens.Table, chapter);
    case "html":
      return (token.raw as string).startsWith("<!--") ? (
        <Inside name={insideName(token.raw)} />
      ) : (
        inline([token], chapter)
      );
    case "space":
      return undefined;
    default:
      return inline([token], chapter);
  }
}

function table({ header, rows }: Tokens.Table, chapter: Chapter): ReactNode {
  return (
    <div className={styles.table} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {header.map(({ tokens }, at) => (
              <th key={at} scope="col">
                {inline(tokens, chapter)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map(({ tokens }, column) => (
                <td key={column}>{inline(tokens, chapter)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inline(tokens: readonly Token[], chapter: Chapter): ReactNode {
  return tokens.map((token, at) => {
    const inside = inlineOrText(token, chapter);
    switch (token.type) {
      case "strong":
        return <strong key={at}>{inside}</strong>;
      case "em":
        return <em key={at}>{inside}</em>;
      case "codespan":
        return <code key={at}>{token.text}</code>;
      case "br":
        return <br key={at} />;
      case "image":
        return picture(token as Tokens.Image, chapter, at);
      case "link":
        return isSafe(token.href as string) ? (
          <a key={at} href={token.href as string} rel="noreferrer">
            {inside}
          </a>
        ) : (
          <Fragment key={at}>{inside}</Fragment>
        );
      default:
        return <Fragment key={at}>{inside}</Fragment>;
    }
  });
}

/** Returns a picture above its caption, if a paragraph is that picture. The caption is its name too; screen readers get it once. */
function pictureAlone({ tokens }: Tokens.Paragraph, chapter: Chapter): ReactNode {
  const [only] = tokens;
  if (tokens.length > 1 || only?.type !== "image") return undefined;
  return (
    <figure>
      {picture(only as Tokens.Image, chapter)}
      <figcaption aria-hidden="true">{only.text}</figcaption>
    </figure>
  );
}

function picture({ href, text }: Tokens.Image, chapter: Chapter, key?: number): ReactNode {
  return <img key={key} src={pictureUrl(chapter, href)} alt={text} />;
}

function inlineOrText(token: Token, chapter: Chapter): ReactNode {
  const { tokens, text, raw } = token as Tokens.Generic & { readonly text?: string };
  return tokens ? inline(tokens, chapter) : joinLines(text ?? raw);
}

/** Joins lines of Japanese, which has no space between words; a browser would show one. */
function joinLines(text: string): string {
  return text.replaceAll(/([\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef])\n/g, "$1");
}

function isSafe(address: string): boolean {
  return /^(https:|#)/.test(address);
}

/** Words as a search compares them: case and accents make no difference, punctuation parts them. */

const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;
const ACCENTS = /\p{M}+/gu;
const APART = /[^\p{L}\p{N}]+/gu;

/** A word of a text, and where it stands in UTF-16 units. */
export interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

export function fold(text: string): string {
  return text.normalize("NFKD").replace(ACCENTS, "").toLowerCase();
}

export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(WORD), (match) => ({
    folded: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** A name's words with one blank between them: "The U.S." is "the us". */
export function foldName(name: string): string {
  return fold(name.replaceAll("’", "'")).replace(/[.']/g, "").replace(APART, " ").trim();
}

/** Whether a folded name has the folded words in it, one after the other and whole. */
export function holds(name: string, words: string): boolean {
  return ` ${name} `.includes(` ${words} `);
}

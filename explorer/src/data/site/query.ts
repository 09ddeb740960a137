/** The query language of the archive's search, for a site that searches by itself: words, "phrases", pref*, OR, NOT, (). */

import { DataError } from "../source.ts";
import { wordsOf, type Word } from "./words.ts";

/** Words that stand side by side; with `prefix` the last is only the beginning of one. */
interface Phrase {
  readonly words: readonly string[];
  readonly prefix: boolean;
}
interface AllOf {
  readonly all: readonly Node[];
  readonly without: readonly Node[];
}
interface AnyOf {
  readonly any: readonly Node[];
}
export type Node = Phrase | AllOf | AnyOf;

type Token = { kind: "(" | ")" | "-" | "OR" | "NOT" | "AND" } | { kind: "words"; phrase: Phrase };

const TOKEN = /\s+|([()])|(-(?=["(\p{L}\p{N}]))|"([^"]*)("\*?|$)|([^\s()"]+)/gu;
const DEEPEST = 50;

/** Where a phrase was found: indexes of words, the end excluded. */
export type Found = readonly [number, number];

/** The tree of a query; null where it holds nothing to search for. Raises DataError where it cannot be read. */
export function parseQuery(text: string): Node | null {
  const tokens = tokensOf(text.replace(/[“”„‟«»]/g, '"'));
  if (tokens.length === 0) return null;
  const parser = new Parser(tokens);
  const node = parser.anyOf(0);
  if (!parser.done) throw unusable("a ) closes nothing");
  return node;
}

/** Where the words of a query stand in a text; null where the text does not meet it. */
export function match(node: Node, words: readonly Word[]): Found[] | null {
  if ("words" in node) {
    const found = places(node, words);
    return found.length > 0 ? found : null;
  }
  if ("any" in node) {
    const found = node.any.map((part) => match(part, words)).filter((each) => each !== null);
    return found.length > 0 ? found.flat() : null;
  }
  const found: Found[] = [];
  for (const part of node.all) {
    const there = match(part, words);
    if (!there) return null;
    found.push(...there);
  }
  return node.without.some((part) => match(part, words)) ? null : found;
}

/** The phrases that are looked for, without those that must not occur. */
export function phrases(node: Node): Phrase[] {
  if ("words" in node) return [node];
  return ("any" in node ? node.any : node.all).flatMap(phrases);
}

export function places({ words: wanted, prefix }: Phrase, words: readonly Word[]): Found[] {
  const found: Found[] = [];
  const last = wanted.length - 1;
  for (let at = 0; at + last < words.length; at += 1) {
    const fits = wanted.every((word, n) => {
      const other = words[at + n]?.folded ?? "";
      return prefix && n === last ? other.startsWith(word) : other === word;
    });
    if (fits) found.push([at, at + wanted.length]);
  }
  return found;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const take = (words: string, prefix: boolean) => {
    const phrase = { words: wordsOf(words).map((word) => word.folded), prefix };
    if (phrase.words.length > 0) tokens.push({ kind: "words", phrase });
  };
  for (const [, bracket, minus, phrase, end, word] of text.matchAll(TOKEN)) {
    if (bracket) tokens.push({ kind: bracket as "(" | ")" });
    else if (minus) tokens.push({ kind: "-" });
    else if (phrase !== undefined) {
      if (!end) throw unusable("a quotation mark is not closed");
      take(phrase, end.endsWith("*"));
    } else if (word === "OR" || word === "NOT" || word === "AND") tokens.push({ kind: word });
    else if (word) take(word, word.endsWith("*"));
  }
  return tokens;
}

class Parser {
  #at = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  anyOf(depth: number): Node {
    const parts = [this.#allOf(depth)];
    while (this.#kind === "OR") {
      this.#at += 1;
      parts.push(this.#allOf(depth));
    }
    return parts.length === 1 && parts[0] ? parts[0] : { any: parts };
  }

  get #kind(): Token["kind"] | undefined {
    return this.#tokens[this.#at]?.kind;
  }

  #allOf(depth: number): Node {
    const all: Node[] = [];
    const without: Node[] = [];
    while (!this.done && this.#kind !== "OR" && this.#kind !== ")") {
      const kind = this.#kind;
      if (kind === "NOT" || kind === "-" || kind === "AND") this.#at += 1;
      const part = this.#one(depth);
      (kind === "NOT" || kind === "-" ? without : all).push(part);
    }
    if (all.length === 0) throw unusable(without.length > 0 ? "it says only what not to find" : "a word is missing");
    return all.length === 1 && without.length === 0 && all[0] ? all[0] : { all, without };
  }

  #one(depth: number): Node {
    const token = this.#tokens[this.#at];
    if (token?.kind === "words") {
      this.#at += 1;
      return token.phrase;
    }
    if (token?.kind !== "(" || depth === DEEPEST) throw unusable("a word is missing, or parentheses stand too deep");
    this.#at += 1;
    const node = this.anyOf(depth + 1);
    if (this.#kind !== ")") throw unusable("a ( is not closed");
    this.#at += 1;
    return node;
  }
}

function unusable(problem: string): DataError {
  return new DataError(400, `These words cannot be searched: ${problem}.`, "Change them and search again.");
}

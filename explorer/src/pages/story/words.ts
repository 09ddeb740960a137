/** Sentences about sources and copies, for people. */

import type { EdgeView, NodeView, OriginView, PairView } from "../../data/types.ts";

export const EDGE_WORDS: Readonly<Record<EdgeView["kind"], string>> = {
  cites: "cites",
  quotes: "quotes",
  copies: "shares text with",
};

export const EDGE_TOOK: Readonly<Record<EdgeView["kind"], string>> = {
  cites: "took news from, and says so",
  quotes: "quotes",
  copies: "has text that stands earlier in",
};

const SOURCE: Readonly<Record<string, string>> = { named: "named source", unnamed: "unnamed source" };

export function nodeWords(node: NodeView): string {
  if (node.kind === "source") return SOURCE[node.anonymity ?? ""] ?? "source";
  return node.kind === "outlet" ? "credited, not in this archive" : "report";
}

export function originWords(origin: OriginView): string {
  const source = origin.source ?? "a source that is not told";
  if (origin.kind === "heard") return `${source}, to ${origin.outlet ?? "one outlet"}`;
  if (origin.kind === "public") return `${source}, in public`;
  return `${origin.source ?? "not told whom"}, as ${origin.outlet ?? "another outlet"} had it`;
}

export const ORIGIN_KIND: Readonly<Record<OriginView["kind"], string>> = {
  heard: "told to one outlet",
  public: "said in public",
  cited: "cited from an outlet that is not in this archive",
};

export const LABEL: Readonly<Record<PairView["label"], string>> = {
  copy: "one is a copy of the other",
  rewrite: "one is a rewrite of the other",
  shared_passage: "they share passages",
  cites: "one cites the other",
  independent: "independent of each other",
  unrelated: "not related",
};

/** Who took from whom, with the names of the two. */
export function directionWords(pair: PairView, a: string, b: string): string {
  if (pair.direction === "a_from_b") return `${a} took from ${b}`;
  if (pair.direction === "b_from_a") return `${b} took from ${a}`;
  if (pair.direction === "common_source") return `both took from ${pair.origin ?? "a common source"}`;
  return pair.passages.length > 0 ? "who took from whom is not clear" : "neither took from the other";
}

/** A reason names the reports "a" and "b": their outlets in their place. */
export function named(text: string, a: string, b: string): string {
  return text.replace(/^(a|b)(?=\s|'s)/, (which) => (which === "a" ? a : b)).replace(/_/g, " ");
}

/** "rewrite: 82 words in a row" without codes. */
export function plainReason(text: string): string {
  return text.replace(/_/g, " ");
}

/** Where two texts run together: their shared passages in an order that both have. */

import type { Span } from "../../../data/record.ts";

export interface Shared {
  readonly a: { readonly span: Span };
  readonly b: { readonly span: Span };
  readonly words: number;
}

/** Points of two lines that stand beside each other, each later than the one before on both sides. */
export type Anchors = readonly (readonly [number, number])[];

/** The passages that follow each other in both texts, chosen so that they hold the most words. */
export function inOrder<Passage extends Shared>(passages: readonly Passage[]): Passage[] {
  const sorted = [...passages].sort((x, y) => x.a.span[0] - y.a.span[0] || x.b.span[0] - y.b.span[0]);
  const best: { words: number; before: number }[] = [];
  sorted.forEach((passage, at) => {
    let chosen = { words: passage.words, before: -1 };
    for (let other = 0; other < at; other += 1) {
      const words = (best[other]?.words ?? 0) + passage.words;
      if (follows(sorted[other], passage) && words > chosen.words) chosen = { words, before: other };
    }
    best.push(chosen);
  });
  const most = Math.max(0, ...best.map((each) => each.words));
  const found: Passage[] = [];
  for (let at = best.findIndex((each) => each.words === most); at >= 0; at = best[at]?.before ?? -1) {
    const passage = sorted[at];
    if (passage) found.unshift(passage);
  }
  return found;
}

function follows(first: Shared | undefined, second: Shared): boolean {
  return first !== undefined && first.a.span[1] <= second.a.span[0] && first.b.span[1] <= second.b.span[0];
}

/** The place on the other side that stands beside `at`: between two anchors in proportion, beyond them at the ends. */
export function beside(anchors: Anchors, at: number, lengths: readonly [number, number]): number {
  const line: Anchors = [[0, 0], ...anchors, lengths];
  for (let next = 1; next < line.length; next += 1) {
    const [x1, y1] = line[next - 1] ?? [0, 0];
    const [x2, y2] = line[next] ?? lengths;
    if (at <= x2) return x2 > x1 ? y1 + ((at - x1) / (x2 - x1)) * (y2 - y1) : y2;
  }
  return lengths[1];
}

/** Anchors with the sides changed. */
export function turned(anchors: Anchors): Anchors {
  return anchors.map(([a, b]) => [b, a] as const);
}

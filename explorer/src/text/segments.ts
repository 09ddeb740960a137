/** Overlapping spans resolved into pieces that do not overlap, each with all the marks over it. */

export interface Mark {
  readonly id: string;
  /** Code points, [start, end). */
  readonly start: number;
  readonly end: number;
  /** Which layer it belongs to: gives the class `m-KIND`. */
  readonly kind: MarkKind;
  /** What a tooltip and a screen reader say of it: "Said by the ministry". */
  readonly label?: string;
  /** Further classes of the mark: how an event stands to the world, whether the reading is unsure. */
  readonly look?: string;
}

export type MarkKind =
  "said" | "source" | "cue" | "event" | "position" | "actor" | "place" | "time" | "shared" | "found" | "target";

export interface Segment {
  readonly start: number;
  readonly end: number;
  /** In the order given; empty for plain text. */
  readonly marks: readonly Mark[];
}

/** Cuts [start, end) at every edge of a mark. Marks that are empty or lie outside are left out, others clipped. */
export function segments(start: number, end: number, marks: readonly Mark[]): Segment[] {
  const inside = marks.filter((mark) => mark.start < mark.end && mark.start < end && mark.end > start);
  const edges = edgesOf(start, end, inside);
  const opening = [...inside].sort((a, b) => a.start - b.start);
  const order = new Map(inside.map((mark, at) => [mark, at]));
  const found: Segment[] = [];
  let active: Mark[] = [];
  let next = 0;
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const from = edges[at] ?? start;
    active = active.filter((mark) => mark.end > from);
    for (let mark = opening[next]; mark && mark.start <= from; mark = opening[next]) {
      if (mark.end > from) active.push(mark);
      next += 1;
    }
    active.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    found.push({ start: from, end: edges[at + 1] ?? end, marks: [...active] });
  }
  return found;
}

function edgesOf(start: number, end: number, marks: readonly Mark[]): number[] {
  const edges = new Set([start, end]);
  for (const mark of marks) {
    if (mark.start > start) edges.add(mark.start);
    if (mark.end < end) edges.add(mark.end);
  }
  return [...edges].sort((a, b) => a - b);
}

/** The paragraphs of a text as spans in code points: what stands between line breaks; empty lines are left out. */
export function paragraphs(text: { readonly text: string; point(unit: number): number }): [number, number][] {
  const found: [number, number][] = [];
  for (const match of text.text.matchAll(/[^\n]+/g)) {
    if (!match[0].trim()) continue;
    found.push([text.point(match.index), text.point(match.index + match[0].length)]);
  }
  return found;
}

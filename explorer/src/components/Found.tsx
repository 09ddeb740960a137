import type { Span } from "../data/record.ts";
import { pointText } from "../text/codepoints.ts";
import { segments } from "../text/segments.ts";
import { Pieces } from "./Text.tsx";

/** A piece of text with the words found in it set off; spans are in code points of `text`, less `from`. */
export function Found({ text, found, from = 0 }: { text: string; found: readonly Span[]; from?: number }) {
  const points = pointText(text);
  const marks = found.map(([start, end], at) => ({
    id: String(at),
    kind: "found" as const,
    start: start - from,
    end: end - from,
  }));
  return (
    <bdi>
      {segments(0, points.length, marks).map((segment) => {
        const words = <Pieces text={points.slice(segment.start, segment.end)} />;
        return segment.marks.length > 0 ? <mark class="m m-found">{words}</mark> : words;
      })}
    </bdi>
  );
}

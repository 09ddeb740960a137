import type { Span } from "../data/record.ts";
import { pointText } from "../text/codepoints.ts";
import { segments } from "../text/segments.ts";
import { Pieces } from "./Text.tsx";

/** As many letters before and behind what was found; a sentence without end is read in the report itself. */
const ABOUT = 600;

/** A piece of text with the words found in it set off; spans are in code points of `text`, less `from`. */
export function Found({ text, found, from = 0 }: { text: string; found: readonly Span[]; from?: number }) {
  const points = pointText(text);
  const marks = found.map(([start, end], at) => ({
    id: String(at),
    kind: "found" as const,
    start: start - from,
    end: end - from,
  }));
  const start = Math.max(0, (marks[0]?.start ?? 0) - ABOUT);
  const end = Math.min(points.length, (marks[0]?.end ?? 0) + ABOUT);
  return (
    <bdi>
      {start > 0 && "…"}
      {segments(start, end, marks).map((segment) => {
        const words = <Pieces text={points.slice(segment.start, segment.end)} />;
        return segment.marks.length > 0 ? <mark class="m m-found">{words}</mark> : words;
      })}
      {end < points.length && "…"}
    </bdi>
  );
}

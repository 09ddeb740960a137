import type { ComponentChildren } from "preact";
import { memo } from "./memo.ts";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Span } from "../data/record.ts";
import { shortLine } from "../text/controls.ts";
import { pointText, type PointText } from "../text/codepoints.ts";
import { paragraphs, segments, type Mark, type Segment } from "../text/segments.ts";
import { useSeenFirst } from "./seen.ts";
import { Pieces } from "./Text.tsx";

export type { Mark } from "../text/segments.ts";

interface Props {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Ids of the marks that stand out now. */
  readonly active?: readonly string[];
  /** The mark under the pointer or in focus, all of them where they overlap; [] when it leaves. */
  readonly onActive?: (ids: readonly string[]) => void;
  /** Clicked, or Enter on it. */
  readonly onPick?: (ids: readonly string[]) => void;
  /** A passage to scroll to and to set off. */
  readonly target?: Span | null;
}

/**
 * A report's text with its marks. Overlaps are cut into segments, each a `<mark>` with the classes of all its marks.
 * Arrow keys go from mark to mark. Text is only ever put in as text.
 */
export function AnnotatedText({ text, marks, active = NONE_ACTIVE, onActive, onPick, target }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const points = useMemo(() => pointText(text), [text]);
  const parts = useMemo(() => paragraphs(points), [points]);
  const all = useMemo(() => withTarget(marks, target), [marks, target?.[0], target?.[1]]);
  const byPart = useSeenFirst(
    box,
    useMemo(() => distribute(parts, all), [parts, all]),
  );
  const reached = useRef("");
  useEffect(() => {
    const asked = target ? `${target[0]}-${target[1]}` : "";
    if (reached.current === asked) return;
    if (!asked || reveal(box.current, "mark[data-target]")) reached.current = asked;
  }, [byPart, target?.[0], target?.[1]]);
  useEffect(() => standOut(box.current, active), [active, byPart]);
  const on = (use: typeof onActive) => (event: Event) => use?.(idsOf(event.target));
  return (
    <div
      class="annotated"
      ref={box}
      tabIndex={0}
      role="group"
      aria-label="Text of the report, with marks"
      dir="auto"
      onMouseOver={on(onActive)}
      onMouseLeave={() => onActive?.([])}
      onFocusIn={on(onActive)}
      onClick={(event) => pick(event, onPick)}
      onKeyDown={(event) => move(event, box.current, onPick)}
    >
      {parts.map((part, at) => (
        <Paragraph key={part[0]} points={points} start={part[0]} end={part[1]} marks={byPart[at] ?? NONE} />
      ))}
    </div>
  );
}

const NONE: readonly Mark[] = [];
const NONE_ACTIVE: readonly string[] = [];

interface ParagraphProps {
  readonly points: PointText;
  readonly start: number;
  readonly end: number;
  readonly marks: readonly Mark[];
}

const Paragraph = memo(function Paragraph({ points, start, end, marks }: ParagraphProps) {
  return (
    <p data-start={start}>
      {segments(start, end, marks).map((segment) => {
        const words = <Pieces text={points.slice(segment.start, segment.end)} />;
        return segment.marks.length > 0 ? <Marked segment={segment}>{words}</Marked> : words;
      })}
    </p>
  );
});

function Marked({ segment, children }: { segment: Segment; children: ComponentChildren }) {
  const kinds = [...new Set(segment.marks.map((mark) => `m-${mark.kind} ${mark.look ?? ""}`.trim()))].join(" ");
  const ids = segment.marks.filter((mark) => mark.kind !== "target").map((mark) => mark.id);
  const labels = [...new Set(segment.marks.map((mark) => mark.label).filter(Boolean))].join("; ");
  return (
    <mark
      class={`m ${kinds}`}
      data-ids={ids.join(" ")}
      data-start={segment.start}
      data-target={segment.marks.some((mark) => mark.kind === "target") || undefined}
      tabIndex={-1}
      title={shortLine(labels, 400) || undefined}
    >
      {children}
    </mark>
  );
}

function withTarget(marks: readonly Mark[], target: Span | null | undefined): readonly Mark[] {
  return target
    ? [...marks, { id: "target", kind: "target", start: target[0], end: target[1], label: "the passage you came for" }]
    : marks;
}

/** The marks of each paragraph; a mark over several paragraphs stands in each of them. */
function distribute(parts: readonly Span[], marks: readonly Mark[]): (readonly Mark[])[] {
  const sorted = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
  return parts.map(([start, end]) => {
    const found = sorted.filter((mark) => mark.start < end && mark.end > start);
    return found.length > 0 ? found : NONE;
  });
}

/** Makes marks stand out, and no others; set on the elements themselves, since a hover must not make a thousand anew. */
export function standOut(box: HTMLElement | null, active: readonly string[]): void {
  if (!box) return;
  for (const mark of box.querySelectorAll("mark.is-active")) mark.classList.remove("is-active");
  if (active.length === 0) return;
  const wanted = new Set(active);
  for (const mark of box.querySelectorAll<HTMLElement>("mark[data-ids]")) {
    if (idsOf(mark).some((id) => wanted.has(id))) mark.classList.add("is-active");
  }
}

/** Scrolls the first match of a selector into the middle of the view; false where there is none yet. */
function reveal(box: HTMLElement | null, selector: string): boolean {
  const found = box?.querySelector(selector);
  found?.scrollIntoView({ block: "center" });
  return found != null;
}

function idsOf(element: EventTarget | null): string[] {
  const mark = element instanceof Element ? element.closest<HTMLElement>("mark[data-ids]") : null;
  return mark?.dataset["ids"]?.split(" ").filter(Boolean) ?? [];
}

function pick(event: Event, onPick: Props["onPick"]): void {
  const ids = idsOf(event.target);
  if (ids.length > 0) onPick?.(ids);
}

function move(event: KeyboardEvent, box: HTMLElement | null, onPick: Props["onPick"]): void {
  if (event.key === "Enter") return pick(event, onPick);
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0 || !box) return;
  const marks = [...box.querySelectorAll<HTMLElement>("mark[data-ids]")];
  const now = marks.indexOf(document.activeElement as HTMLElement);
  const next = marks[now < 0 ? 0 : now + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

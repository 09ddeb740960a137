import { useEffect, useMemo, useRef } from "preact/hooks";
import { Answer } from "../../../components/States.tsx";
import { Pieces, Text } from "../../../components/Text.tsx";
import { api } from "../../../data/api-client.ts";
import type { Span } from "../../../data/record.ts";
import type { ReportView, SharedPassage } from "../../../data/types.ts";
import { useData } from "../../../data/use.ts";
import { reportHref } from "../../../router/links.ts";
import { one } from "../../../router/route.ts";
import { useQuery } from "../../../router/use.ts";
import { pointText } from "../../../text/codepoints.ts";
import { date } from "../../../text/format.ts";
import { paragraphs, segments, type Mark } from "../../../text/segments.ts";
import { beside, inOrder, turned, type Anchors } from "./align.ts";

interface Props {
  readonly a: string;
  readonly b: string;
  readonly passages: readonly SharedPassage[];
  readonly names: ReadonlyMap<string, string>;
}

/** Two texts that scroll together; a shared passage has the same number in both. */
export function Both({ a, b, passages, names }: Props) {
  const [query, change] = useQuery();
  const chosen = one(query, "nr");
  const box = useRef<HTMLDivElement>(null);
  const order = useMemo(() => [...passages].sort((x, y) => x.a.span[0] - y.a.span[0]), [passages]);
  useEffect(() => reveal(box.current, chosen), [chosen, a, b]);
  const scroll = useTogether(box, order);
  const pick = (nr: string) => change({ nr: nr === chosen ? null : nr }, true);
  return (
    <>
      {order.length > 0 && <PassageKey />}
      <div class="both" ref={box} data-chosen={chosen || undefined}>
        {([a, b] as const).map((id, at) => (
          <Side
            key={id}
            id={id}
            name={names.get(id) ?? "report"}
            spans={order.map((passage) => ({
              span: (at === 0 ? passage.a : passage.b).span,
              kind: passage.kind,
              why: passage.why,
            }))}
            chosen={chosen}
            onPick={pick}
            onScroll={() => scroll(at === 0 ? 0 : 1)}
          />
        ))}
      </div>
    </>
  );
}

function PassageKey() {
  return (
    <p class="soft legend">
      <span class="shared is-exclusive">one has it from the other</span>{" "}
      <span class="shared is-public">anybody may carry it</span> <span class="shared is-furniture">stock phrase</span> ·
      a number stands for the same passage in both
    </p>
  );
}

interface SharedSpan {
  readonly span: Span;
  readonly kind: SharedPassage["kind"];
  readonly why: string;
}

interface SideProps {
  readonly id: string;
  readonly name: string;
  readonly spans: readonly SharedSpan[];
  readonly chosen: string;
  readonly onPick: (nr: string) => void;
  readonly onScroll: () => void;
}

function Side({ id, name, spans, chosen, onPick, onScroll }: SideProps) {
  const report = useData(api.report(id));
  return (
    <div class="side sheet" role="group" aria-label={name}>
      <h2>
        <a href={reportHref(id)}>
          <Text>{report.data?.report.title ?? name}</Text>
        </a>
      </h2>
      <p class="soft">
        <Text>{name}</Text> {report.data && `· ${date(report.data.report.published, true)}`}
      </p>
      <div class="scroll" tabIndex={0} role="group" aria-label={`Text of ${name}`} onScroll={onScroll}>
        <Answer of={report} what="the report">
          {(data) => <SharedText data={data} spans={spans} chosen={chosen} onPick={onPick} />}
        </Answer>
      </div>
    </div>
  );
}

interface TextProps {
  readonly data: ReportView;
  readonly spans: readonly SharedSpan[];
  readonly chosen: string;
  readonly onPick: (nr: string) => void;
}

function SharedText({ data, spans, chosen, onPick }: TextProps) {
  const points = useMemo(() => pointText(data.record.report.text), [data]);
  const marks: Mark[] = spans.map(({ span }, at) => ({
    id: String(at + 1),
    start: span[0],
    end: span[1],
    kind: "shared",
  }));
  // A passage over several paragraphs has its number where it begins.
  const numbered = new Set<string>();
  return (
    <div class="text" dir="auto">
      {paragraphs(points).map(([start, end]) => (
        <p>
          {segments(start, end, marks).map((segment) => {
            const words = <Pieces text={points.slice(segment.start, segment.end)} />;
            const last = segment.marks.at(-1);
            if (!last) return words;
            const about = spans[Number(last.id) - 1];
            const opens = segment.marks.filter((mark) => !numbered.has(mark.id));
            for (const mark of opens) numbered.add(mark.id);
            return (
              <>
                {opens.map((mark) => (
                  <button
                    type="button"
                    class="nr"
                    data-nr={mark.id}
                    aria-pressed={chosen === mark.id}
                    aria-label={`Shared passage ${mark.id}`}
                    onClick={() => onPick(mark.id)}
                  >
                    {mark.id}
                  </button>
                ))}
                <mark
                  class={`shared is-${about?.kind ?? "public"}${segment.marks.some((mark) => mark.id === chosen) ? " chosen" : ""}`}
                  title={about?.why}
                  onClick={() => onPick(last.id)}
                >
                  {words}
                </mark>
              </>
            );
          })}
        </p>
      ))}
    </div>
  );
}

/** Both sides at a passage: each scrolls within itself, the page stays where it is. */
function reveal(box: HTMLElement | null, nr: string): void {
  if (!box || !nr) return;
  for (const pane of box.querySelectorAll<HTMLElement>(".scroll")) {
    const found = pane.querySelector<HTMLElement>(`[data-nr="${CSS.escape(nr)}"]`);
    if (found) pane.scrollTop = found.offsetTop - pane.clientHeight / 3;
  }
}

/** Scrolling one side takes the other along, passage by passage. */
function useTogether(
  box: { readonly current: HTMLElement | null },
  passages: readonly SharedPassage[],
): (from: 0 | 1) => void {
  const led = useRef(-1);
  const chain = useMemo(() => {
    const kept = new Set(inOrder(passages));
    return passages.flatMap((passage, at) => (kept.has(passage) ? [String(at + 1)] : []));
  }, [passages]);
  return (from) => {
    const panes = [...(box.current?.querySelectorAll<HTMLElement>(".scroll") ?? [])];
    const [lead, follow] = from === 0 ? panes : [...panes].reverse();
    if (!lead || !follow) return;
    // The other side's own scroll event, which this one causes, must not come back.
    if (led.current === from) {
      led.current = -1;
      return;
    }
    const anchors = anchorsOf(panes, chain);
    const middle = lead.scrollTop + lead.clientHeight / 2;
    const to = beside(from === 0 ? anchors : turned(anchors), middle, [lead.scrollHeight, follow.scrollHeight]);
    const top = Math.max(
      0,
      Math.min(follow.scrollHeight - follow.clientHeight, Math.round(to - follow.clientHeight / 2)),
    );
    if (Math.abs(top - follow.scrollTop) < 2) return;
    led.current = from === 0 ? 1 : 0;
    follow.scrollTop = top;
  };
}

function anchorsOf(panes: readonly HTMLElement[], chain: readonly string[]): Anchors {
  const top = (pane: HTMLElement | undefined, nr: string) =>
    pane?.querySelector<HTMLElement>(`[data-nr="${nr}"]`)?.offsetTop;
  return chain.flatMap((nr) => {
    const [a, b] = [top(panes[0], nr), top(panes[1], nr)];
    return a === undefined || b === undefined ? [] : [[a, b] as const];
  });
}

import { brushX } from "d3-brush";
import { scaleUtc } from "d3-scale";
import { select } from "d3-selection";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { narrow } from "../../app/screen.ts";
import { STANDINGS } from "../../components/Modality.tsx";
import { sum, type DayCount } from "./cells.ts";

/** Drawn for the width there is, so that its figures can be read on a phone. */
const WIDTH = narrow() ? 420 : 960;
const TICKS = narrow() ? 4 : 8;
const HEIGHT = 110;
const AXIS = 20;
const BINS = 96;
const DAY = 86_400_000;

interface Props {
  readonly days: readonly DayCount[];
  readonly from: string | null;
  readonly to: string | null;
  readonly onChange: (from: string | null, to: string | null) => void;
}

/** Events by time, stacked by how they stand to the world; dragging chooses days. */
export function TimeBrush({ days, from, to, onChange }: Props) {
  const domain = useMemo(() => domainOf(days), [days]);
  const bins = useMemo(() => (domain ? binned(days, domain) : []), [days, domain]);
  if (!domain) return <p class="soft">No day is told of any of these events.</p>;
  const x = scaleUtc(domain, [0, WIDTH]);
  const most = Math.max(1, ...bins.map(sum));
  const step = WIDTH / bins.length;
  return (
    <figure class="time">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label="Events by time">
        {x.ticks(TICKS).map((tick) => (
          <g transform={`translate(${x(tick)},0)`}>
            <path class="grid" d={`M0 0V${HEIGHT - AXIS}`} />
            <text y={HEIGHT - 5} text-anchor="middle">
              {x(tick) > 15 && x(tick) < WIDTH - 18 && x.tickFormat(TICKS)(tick)}
            </text>
          </g>
        ))}
        {bins.map((by, at) => {
          let y = HEIGHT - AXIS;
          return STANDINGS.map((kind) => {
            const height = ((HEIGHT - AXIS - 4) * by[kind]) / most;
            y -= height;
            return (
              height > 0 && (
                <rect
                  class={`bar is-${kind}`}
                  x={at * step + 0.5}
                  width={Math.max(1, step - 1)}
                  y={y}
                  height={height}
                />
              )
            );
          });
        })}
        <Days x={x} from={from} to={to} onChange={onChange} />
      </svg>
    </figure>
  );
}

interface DaysProps extends Omit<Props, "days"> {
  readonly x: ReturnType<typeof scaleUtc<number>>;
}

function Days({ x, from, to, onChange }: DaysProps) {
  const group = useRef<SVGGElement>(null);
  const now = useRef({ x, onChange });
  now.current = { x, onChange };
  const behaviour = useMemo(() => brushX().extent([[0, 0], [WIDTH, HEIGHT - AXIS]]), []); // prettier-ignore
  useEffect(() => {
    if (!group.current) return;
    behaviour.on("end", (event: { selection: [number, number] | null; sourceEvent: unknown }) => {
      if (!event.sourceEvent) return;
      const at = event.selection?.map((each) => now.current.x.invert(each).toISOString().slice(0, 10));
      now.current.onChange(at?.[0] ?? null, at?.[1] ?? null);
    });
    select(group.current).call(behaviour);
  }, [behaviour]);
  const [left, right] = [from ? x(Date.parse(from)) : 0, to ? x(Date.parse(to) + DAY) : WIDTH];
  useEffect(() => {
    if (!group.current) return;
    const clip = (at: number) => Math.max(0, Math.min(WIDTH, at));
    const chosen = (from || to) && clip(left) < clip(right) ? ([clip(left), clip(right)] as [number, number]) : null;
    select(group.current).call(behaviour.move, chosen);
  }, [behaviour, from, to, left, right]);
  return <g class="brush" ref={group} />;
}

/** From the 1st to the 99th percentile of the events: one that is told of antiquity must not press all others into a corner. */
function domainOf(days: readonly DayCount[]): [number, number] | null {
  const all = days.reduce((count, each) => count + sum(each.by), 0);
  if (all === 0) return null;
  const at = (share: number) => {
    let seen = 0;
    for (const each of days) {
      seen += sum(each.by);
      if (seen >= share * all) return Date.parse(each.day);
    }
    return Date.parse(days.at(-1)?.day ?? "");
  };
  const [low, high] = [at(0.01), at(0.99)];
  return [low - DAY, high + 2 * DAY];
}

function binned(days: readonly DayCount[], [from, to]: readonly [number, number]): DayCount["by"][] {
  const count = Math.max(8, Math.min(BINS, Math.ceil((to - from) / DAY)));
  const bins = Array.from({ length: count }, () => ({ done: 0, ongoing: 0, planned: 0, possible: 0, denied: 0 }));
  for (const { day, by } of days) {
    const bin = bins[Math.floor(((Date.parse(day) - from) / (to - from)) * count)];
    if (bin) for (const kind of STANDINGS) bin[kind] += by[kind];
  }
  return bins;
}

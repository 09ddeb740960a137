import { counted, date } from "../text/format.ts";

interface Props {
  readonly days: readonly { readonly day: string; readonly reports: number }[];
  /** Reports on the busiest day of all rows: gives the bars of a list one scale. */
  readonly most?: number;
}

const WIDTH = 120;
const HEIGHT = 22;
const BINS = 30;

/** Reports by day, as small bars from the first day to the last; at most thirty bars, each of equal length of time. */
export function Days({ days, most }: Props) {
  const bars = binned(days);
  const peak = Math.max(most ?? 1, ...bars);
  const step = WIDTH / Math.max(bars.length, 6);
  return (
    <svg
      class="days"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={spoken(days)}
    >
      <path d={`M0 ${HEIGHT - 0.5}H${bars.length * step}`} class="base" />
      {bars.map((reports, at) => {
        const height = reports === 0 ? 0 : Math.max(2.5, (HEIGHT - 2) * Math.sqrt(reports / peak));
        return <rect x={at * step} y={HEIGHT - 1 - height} width={Math.max(1, step - 1)} height={height} />;
      })}
    </svg>
  );
}

function binned(days: Props["days"]): number[] {
  const times = days.map((each) => Date.parse(`${each.day.slice(0, 10)}T00:00:00Z`) / 86_400_000);
  const first = Math.min(...times);
  const span = Math.max(...times) - first + 1;
  if (!Number.isFinite(span)) return [];
  const length = Math.max(1, Math.ceil(span / BINS));
  const bars = new Array<number>(Math.ceil(span / length)).fill(0);
  days.forEach((each, at) => {
    const bin = Math.floor(((times[at] ?? first) - first) / length);
    bars[bin] = (bars[bin] ?? 0) + each.reports;
  });
  return bars;
}

function spoken(days: Props["days"]): string {
  const busiest = days.reduce((a, b) => (b.reports > a.reports ? b : a), days[0] ?? { day: "", reports: 0 });
  if (days.length === 0) return "No dates";
  return `Reports on ${counted(days.length, "day")}, most on ${date(busiest.day)}: ${busiest.reports}`;
}

import { scaleUtc } from "d3-scale";
import { narrow } from "../../app/screen.ts";
import { along } from "../../components/along.ts";
import { STANDINGS } from "../../components/Modality.tsx";
import { shownOnly } from "../../components/Unsure.tsx";
import { api } from "../../data/api-client.ts";
import type { ActorView, ArchiveView } from "../../data/types.ts";
import { useData } from "../../data/use.ts";
import { countedHref } from "../../router/links.ts";
import { useQuery } from "../../router/use.ts";
import { shortLine } from "../../text/controls.ts";
import { date, number } from "../../text/format.ts";
import { saidBy } from "./Said.tsx";
import { eventBars, publishedBars, sum, type Bar } from "./months.ts";

/** Drawn for the width there is, so that its words can be read on a phone. */
const WIDTH = narrow() ? 480 : 1000;
const TICKS = narrow() ? 3 : 7;
const LABEL = 84;
const ROW = 44;
const AXIS = 22;
const MONTH = 30.4 * 86_400_000;

interface Row {
  readonly name: string;
  readonly bars: readonly Bar[];
}

/** What is told of the actor over the time in which the archive's reports came out, by month. */
export function Years({ actor }: { actor: ActorView }) {
  const archive = useData(api.archive());
  const [query] = useQuery();
  const asked = { actor: actor.id, shown: shownOnly(query), unit: "month" };
  const did = useData(api.timeline({ ...asked, role: "actor" }));
  const undergone = useData(api.timeline({ ...asked, role: "recipient" }));
  const said = useData(saidBy(actor.id, query));
  if (!archive.data || !did.data || !undergone.data || !said.data) return <div class="years waiting" />;
  const { months } = said.data;
  const rows: Row[] = [
    { name: "said", bars: publishedBars(months, actor.statements.url, shownOnly(query) === true) },
    { name: "did", bars: eventBars(did.data) },
    { name: "done to it", bars: eventBars(undergone.data) },
    { name: "positions", bars: publishedBars(actor.position_months, actor.held.url, false) },
  ];
  const domain = domainOf(archive.data);
  return domain && <Chart rows={rows} domain={domain} name={actor.name} />;
}

/** A month before the first report to three after the last: what is planned lies ahead, what is told of history far back. */
function domainOf({ first, last }: ArchiveView): [number, number] | null {
  if (!first || !last) return null;
  const day = (value: string) => Date.parse(value.slice(0, 10));
  return [day(first) - MONTH, day(last) + 3 * MONTH];
}

function Chart({ rows, domain, name }: { rows: readonly Row[]; domain: [number, number]; name: string }) {
  const x = scaleUtc(domain, [LABEL, WIDTH - 6]);
  const width = Math.max(2, Math.min(24, x(domain[0] + MONTH) - LABEL - 1));
  const height = rows.length * ROW + AXIS;
  const at = (bar: Bar) => Date.parse(`${bar.month}-01`);
  const inside = (bar: Bar) => at(bar) >= domain[0] - MONTH && at(bar) <= domain[1];
  return (
    <figure class="years" tabIndex={0} aria-label="Month by month. Arrow keys go from bar to bar." onKeyDown={along}>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label={`${shortLine(name)}, month by month`}>
        {x.ticks(TICKS).map((tick) => (
          <g transform={`translate(${x(tick)},0)`}>
            <path class="grid" d={`M0 0V${height - AXIS}`} />
            <text y={height - 6} text-anchor="middle">
              {x.tickFormat(TICKS)(tick)}
            </text>
          </g>
        ))}
        {rows.map((row, line) => {
          const seen = row.bars.filter(inside);
          const most = Math.max(1, ...seen.map((bar) => sum(bar.counts)));
          return (
            <g transform={`translate(0,${line * ROW})`}>
              <text y={ROW - 6}>{row.name}</text>
              <path class="base" d={`M${LABEL} ${ROW - 1.5}H${WIDTH - 6}`} />
              <Earlier row={row.name} bars={row.bars.filter((bar) => at(bar) < domain[0] - MONTH)} />
              {seen.map((bar) => (
                <Column bar={bar} x={Math.max(LABEL, x(at(bar)))} width={width} most={most} row={row.name} />
              ))}
            </g>
          );
        })}
      </svg>
      <figcaption class="soft">
        By month, each row on its own scale, over the time of the archive's reports: what it said and its positions by
        publication, events by the day told.
      </figcaption>
    </figure>
  );
}

/** Events told of history: how many, not when, so that they do not press all others into a corner. */
function Earlier({ row, bars }: { row: string; bars: readonly Bar[] }) {
  const count = bars.reduce((all, bar) => all + sum(bar.counts), 0);
  const last = bars.at(-1);
  if (count === 0 || !last) return null;
  return (
    <a href={countedHref(upTo(last))} tabIndex={-1} aria-label={`${row}, earlier: ${count}`}>
      <text class="earlier" y={ROW - 22}>
        earlier: {number(count)}
      </text>
    </a>
  );
}

/** The address of all that is told up to the end of a month. */
function upTo({ url, month }: Bar): string {
  const [path = "", query = ""] = url.split("?");
  const params = new URLSearchParams(query);
  params.delete("from");
  params.set("to", month);
  return `${path}?${params}`;
}

interface ColumnProps {
  readonly bar: Bar;
  readonly x: number;
  readonly width: number;
  readonly most: number;
  readonly row: string;
}

function Column({ bar, x, width, most, row }: ColumnProps) {
  const words = `${row}, ${date(bar.month)}: ${sum(bar.counts)}`;
  let y = ROW - 2;
  const stack = STANDINGS.map((kind) => {
    const height = ((ROW - 8) * bar.counts[kind]) / most;
    y -= height;
    return height > 0 && <rect class={`bar is-${kind}`} x={x} y={y} width={width} height={Math.max(1, height)} />;
  });
  return (
    <a href={countedHref(bar.url)} tabIndex={-1} aria-label={words}>
      <title>{words}</title>
      {stack}
    </a>
  );
}

import { scaleUtc } from "d3-scale";
import { narrow } from "../../app/screen.ts";
import type { ActorMatter } from "../../data/types.ts";
import { matterHref } from "../../router/links.ts";
import { shortLine } from "../../text/controls.ts";
import { counted, dates } from "../../text/format.ts";
import { bandsOf, sideOf, type Band } from "./bands.ts";

/** Drawn for the width there is, so that its words can be read on a phone. */
const WIDTH = narrow() ? 560 : 960;
const LABEL = narrow() ? 190 : 260;
const TICKS = narrow() ? 3 : 5;
const ROW = 24;
const MOST = 20;
const LETTERS = narrow() ? 25 : 36;
const SIGN = { for: "+", against: "−", open: "?" } as const;

/** What the actor permitted and forbade over time, as it was reported: a row for each matter; the list below has the words. */
export function Bands({ matters }: { matters: readonly ActorMatter[] }) {
  const rows = matters
    .map((matter) => ({ matter, bands: bandsOf(matter) }))
    .filter(({ bands }) => bands.length > 0)
    .sort((a, b) => b.bands.length - a.bands.length || b.matter.positions.length - a.matter.positions.length)
    .slice(0, MOST);
  if (rows.length === 0) return null;
  const times = rows.flatMap(({ bands }) => bands.flatMap((band) => [Date.parse(band.from), Date.parse(band.to)]));
  const margin = Math.max((Math.max(...times) - Math.min(...times)) * 0.03, 43_200_000);
  const x = scaleUtc([Math.min(...times) - margin, Math.max(...times) + margin], [LABEL, WIDTH - 12]);
  const height = rows.length * ROW + 24;
  return (
    <figure class="bands" tabIndex={0} aria-label="Positions over time">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label="Positions over time, by publication">
        {wholeDays(x.ticks(TICKS)).map((tick) => (
          <g transform={`translate(${x(tick)},0)`}>
            <path class="grid" d={`M0 0V${height - 22}`} />
            <text y={height - 6} text-anchor="middle">
              {x(tick) < WIDTH - 24 && x.tickFormat(TICKS)(tick)}
            </text>
          </g>
        ))}
        {rows.map(({ matter, bands }, row) => (
          <g transform={`translate(0,${row * ROW})`} key={matter.key}>
            <text y={16}>{shortLine(matter.label, LETTERS)}</text>
            {bands.map((band) => (
              <OneBand band={band} matter={matter} x={(day) => x(Date.parse(day))} />
            ))}
          </g>
        ))}
      </svg>
      <figcaption class="soft">
        By publication: a position from the first report of it to the first report of another. + for (full), − against
        (dashed), ? open (hollow).
        {matters.length > rows.length && ` The ${counted(rows.length, "matter")} with most changes and reports.`}
      </figcaption>
    </figure>
  );
}

/** Positions are drawn by day: an hour on the axis would promise more than is known. */
function wholeDays(ticks: readonly Date[]): readonly Date[] {
  return ticks.filter((tick) => tick.getTime() % 86_400_000 === 0);
}

function OneBand({ band, matter, x }: { band: Band; matter: ActorMatter; x: (day: string) => number }) {
  const side = sideOf(band.stance);
  const [left, right] = [x(band.from), x(band.to)];
  const width = Math.max(12, right - left);
  const words = `${band.stance}, ${dates(band.from, band.to)}, ${counted(band.positions, "position")}`;
  return (
    <a href={matterHref(matter.key)} class={`band is-${side}`} aria-label={`${shortLine(matter.label)}: ${words}`}>
      <title>{words}</title>
      <rect x={left} y={4} width={width} height={16} />
      <text x={left + 3} y={16.5}>
        {width > 80 ? `${SIGN[side]} ${band.stance}` : SIGN[side]}
      </text>
    </a>
  );
}

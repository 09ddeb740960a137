import { scaleUtc } from "d3-scale";
import { narrow } from "../../app/screen.ts";
import type { HeldItem, HolderHistory, ShiftItem } from "../../data/types.ts";
import { date } from "../../text/format.ts";
import { shortLine } from "../../text/controls.ts";

/** Drawn for the width there is, so that its words can be read on a phone. */
const WIDTH = narrow() ? 480 : 900;
const TICKS = narrow() ? 3 : 6;
const ROW = 36;
const TOP = 6;
const AXIS = 24;
const LABEL = 96;
const DAY = 86_400_000;

interface Props {
  readonly history: readonly HeldItem[];
  /** The days of all holders: one scale for the whole matter, so that bars can be compared. */
  readonly span: readonly [number, number];
  readonly name: string;
  readonly shifts: readonly ShiftItem[];
  /** What was reported only after the chosen day: drawn faintly, below what was known. */
  readonly later: readonly HeldItem[];
  /** Whether to say how it is read. */
  readonly explained: boolean;
  /** The row of `history` whose evidence is looked at. */
  readonly chosen: number | null;
  readonly onChoose: (row: number) => void;
}

const SIGN: Readonly<Record<string, string>> = { for: "+", against: "−", open: "?" };

/** Two clocks: a bar from the day a position held to the day it ended, a diamond on the day it was first reported. */
export function Clocks({ history, span: [from, to], name, shifts, later, explained, chosen, onChoose }: Props) {
  const rows = [...history, ...later];
  const moved = shifts.flatMap(({ day, direction }) => (day ? [{ day, direction }] : []));
  const margin = Math.max((to - from) * 0.04, 2.5 * DAY);
  const x = scaleUtc([from - margin, to + margin], [LABEL, WIDTH - 8]);
  const height = TOP + rows.length * ROW + AXIS;
  return (
    <div class="clocks" role="group" aria-label="When it held, and when it was reported" tabIndex={0}>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label={spoken(name, history)}>
        {x.ticks(TICKS).map((tick) => (
          <g transform={`translate(${x(tick)},0)`}>
            <path class="grid" d={`M0 ${TOP}V${height - AXIS}`} />
            <text y={height - 8} text-anchor="middle">
              {x.tickFormat(TICKS)(tick)}
            </text>
          </g>
        ))}
        {moved.map(({ day, direction }) => (
          <path class="moved" d={`M${x(at(day))} ${TOP}V${height - AXIS}`}>
            <title>{`${direction}, ${date(day)}`}</title>
          </path>
        ))}
        {rows.map((item, row) => (
          <Bar
            item={item}
            top={TOP + row * ROW}
            x={(day) => x(day === null ? to + margin : at(day))}
            later={row >= history.length}
            chosen={row === chosen}
            onChoose={() => onChoose(row)}
          />
        ))}
      </svg>
      <p class="soft small">
        {explained &&
          "Bars: when it held, with an arrow where it still does (+ for: full, − against: dashed, ? open: hollow). Diamonds: when it was first reported; the line between is how long that took. A bar opens its words."}
        {moved.length > 0 && " Dashed uprights: a change that a report tells of."}
        {later.length > 0 && " Faint: reported later than the chosen day."}
      </p>
    </div>
  );
}

interface BarProps {
  readonly item: HeldItem;
  readonly top: number;
  /** Null is the end of what is known. */
  readonly x: (day: string | null) => number;
  readonly later: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Bar({ item, top, x, later, chosen, onChoose }: BarProps) {
  const [left, right, told, middle] = [x(item.since), x(item.until), x(item.reported), top + ROW / 2];
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onChoose();
  };
  const acts = later
    ? {}
    : { role: "button" as const, tabindex: 0, "aria-pressed": chosen, onClick: onChoose, onKeyDown: press };
  return (
    <g
      class={`held is-${item.side}${later ? " later" : ""}${chosen ? " chosen" : ""}`}
      aria-label={`${item.stance} since ${date(item.since)}: ${later ? "reported later" : "show its words"}`}
      {...acts}
    >
      <rect class="touch" x={0} y={top} width={WIDTH} height={ROW} />
      <text x={4} y={middle + 9}>
        {SIGN[item.side] ?? ""} {item.stance}
      </text>
      <rect class="bar" x={left} y={middle} width={Math.max(5, right - left)} height={11} />
      {item.until === null && <path class="open" d={`M${right} ${middle - 1}l8 6.5l-8 6.5z`} />}
      <path class="lag" d={`M${left} ${middle + 1}V${middle - 6}H${told}`} />
      <path class="reported" d={`M${told} ${middle - 12}l5 6l-5 6l-5 -6z`}>
        <title>{`first reported ${date(item.reported, true)}`}</title>
      </path>
    </g>
  );
}

/** The first and the last moment of what holders held, and of when it was reported and changed. */
export function spanOf(holders: readonly HolderHistory[], end: string | null): [number, number] {
  const days = holders.flatMap(({ history, shifts }) => [
    ...history.flatMap((item) => [item.since, item.until, item.reported]),
    ...shifts.map((shift) => shift.day),
  ]);
  const times = [...days, end].flatMap((day) => (day ? [at(day)] : [])).filter(Number.isFinite);
  return [Math.min(...times), Math.max(...times)];
}

/** A moment in milliseconds; a time without a zone is taken to be in UTC, as in the archive. */
function at(day: string): number {
  const zoned = day.length <= 10 || /(Z|[+-]\d\d:?\d\d)$/.test(day);
  return Date.parse(zoned ? day : `${day}Z`);
}

function spoken(name: string, history: readonly HeldItem[]): string {
  const told = history.map(
    (item) =>
      `${item.stance} from ${date(item.since)} to ${item.until ? date(item.until) : "now"}, reported ${date(item.reported)}`,
  );
  return `${shortLine(name)}: ${told.join("; ")}`;
}

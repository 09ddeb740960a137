/** Positions as bands: a stance from the report that first tells it to the one that tells another. */

import type { ActorMatter, PositionItem } from "../../data/types.ts";

export type Side = "for" | "against" | "open";

const AGAINST: readonly string[] = ["forbids", "opposes", "refuses", "threatens"];
const OPEN: readonly string[] = ["considers", "hesitates"];

export function sideOf(stance: PositionItem["stance"]): Side {
  if (AGAINST.includes(stance)) return "against";
  return OPEN.includes(stance) ? "open" : "for";
}

export interface Band {
  readonly stance: PositionItem["stance"];
  /** The day of the first report of it. */
  readonly from: string;
  /** The day of the first report of another stance; of the last report of this one where none came. */
  readonly to: string;
  /** Whether another stance came. */
  readonly ended: boolean;
  readonly positions: number;
}

/** The bands of one matter, in order of publication; positions in reports without a date are left out. */
export function bandsOf(matter: ActorMatter): Band[] {
  const told = matter.positions
    .flatMap(({ stance, matter: { published } }) => (published ? [{ stance, day: published.slice(0, 10) }] : []))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const bands: Band[] = [];
  for (const { stance, day } of told) {
    const last = bands.at(-1);
    if (last?.stance === stance) bands[bands.length - 1] = { ...last, to: day, positions: last.positions + 1 };
    else {
      if (last) bands[bands.length - 1] = { ...last, to: day, ended: true };
      bands.push({ stance, from: day, to: day, ended: false, positions: 1 });
    }
  }
  return bands;
}

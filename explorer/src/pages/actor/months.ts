/** What is told of an actor, counted by month. */

import { standing, STANDINGS, type Standing } from "../../components/Modality.tsx";
import type { Modality } from "../../data/record.ts";
import type { ActorView, TimelineView } from "../../data/types.ts";

export type Counts = Readonly<Record<Standing, number>>;

export interface Bar {
  /** "2031-03". */
  readonly month: string;
  readonly counts: Counts;
  /** Where exactly these are listed: an address of the API, or null. */
  readonly url: string | null;
}

/** Events by month, from the API's timeline. */
export function eventBars(view: TimelineView): Bar[] {
  return view.bins.map((bin) => ({
    month: bin.first.slice(0, 7),
    counts: byStanding(bin.by_modality),
    url: bin.events.url,
  }));
}

/** Things said and positions by the month of their publication; whoever says it, it was said: all count as done. */
export function publishedBars(days: readonly (string | null)[]): Bar[] {
  const found = new Map<string, number>();
  for (const day of days) if (day) found.set(day.slice(0, 7), (found.get(day.slice(0, 7)) ?? 0) + 1);
  return [...found].sort().map(([month, done]) => ({ month, counts: { ...none(), done }, url: null }));
}

export function positionBars({ position_months: months }: ActorView): Bar[] {
  return Object.entries(months).map(([month, done]) => ({ month, counts: { ...none(), done }, url: null }));
}

/** What was said, where all of it is at hand; null where only the latest is, which would look like silence before. */
export function saidDays(actor: ActorView): (string | null)[] | null {
  const { statements } = actor.said;
  if (statements.length < actor.statements.count) return null;
  return statements.map((each) => each.quotes[0]?.published ?? null);
}

export function sum(counts: Counts): number {
  return STANDINGS.reduce((total, kind) => total + counts[kind], 0);
}

function none(): Record<Standing, number> {
  return { done: 0, ongoing: 0, planned: 0, possible: 0, denied: 0 };
}

function byStanding(modalities: Readonly<Record<string, number>>): Counts {
  const counts = none();
  for (const [name, count] of Object.entries(modalities)) counts[standing(name as Modality)] += count;
  return counts;
}

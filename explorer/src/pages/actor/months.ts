/** What is told of an actor, counted by month. */

import { standing, STANDINGS, type Standing } from "../../components/Modality.tsx";
import type { Modality } from "../../data/record.ts";
import type { TimelineView } from "../../data/types.ts";

export type Counts = Readonly<Record<Standing, number>>;

export interface Bar {
  /** "2031-03". */
  readonly month: string;
  readonly counts: Counts;
  /** Where exactly these are listed: an address of the API. */
  readonly url: string;
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
export function publishedBars(months: Readonly<Record<string, number>>, list: string, sure: boolean): Bar[] {
  return Object.entries(months).map(([month, done]) => ({
    month,
    counts: { ...none(), done },
    url: `${list}?from=${month}&to=${month}${sure ? "&shown=true" : ""}`,
  }));
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

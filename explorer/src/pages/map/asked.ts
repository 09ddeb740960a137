/** Filters of the map that the archive answers: kind, actor, story and how sure the reading is. */

import { useMemo } from "preact/hooks";
import { shownOnly } from "../../components/Unsure.tsx";
import { api } from "../../data/api-client.ts";
import type { EventItem, MapView, PlacesView, TimelineView } from "../../data/types.ts";
import { useData, type Loaded } from "../../data/use.ts";
import { href, many, one, type Query, type QueryInput } from "../../router/route.ts";
import { byDay, byPlace, dayCounts, placeCounts, sum, total, unplaced, type Chosen, type Counts } from "./cells.ts";

type EventType = NonNullable<EventItem["type"]>;

/** The kinds of event of PLOVER. */
export const TYPES = [
  "AGREE",
  "CONSULT",
  "SUPPORT",
  "COOPERATE",
  "AID",
  "CONCEDE",
  "RETREAT",
  "REQUEST",
  "ACCUSE",
  "REJECT",
  "THREATEN",
  "PROTEST",
  "SANCTION",
  "MOBILIZE",
  "COERCE",
  "ASSAULT",
] as const satisfies readonly EventType[];

export interface Asked {
  readonly type: readonly string[];
  readonly actor: string | null;
  readonly story: string | null;
  /** True: only readings that are sure enough to be shown as fact. */
  readonly shown: true | null;
}

export function askedFrom(query: Query): Asked {
  return {
    type: many(query, "type"),
    actor: one(query, "actor") || null,
    story: one(query, "story") || null,
    shown: shownOnly(query),
  };
}

/** The parameters of a list of events by what is chosen. */
export function listed(asked: Asked, chosen: Chosen) {
  return {
    ...asked,
    from: chosen.from,
    to: chosen.to,
    place: chosen.place,
    box: chosen.place ? null : (chosen.box?.join(",") ?? null),
    modality: chosen.narrowed ? chosen.modalities : [],
  };
}

/** The page that lists these events and no others. */
export function listedHref({ shown, ...params }: ReturnType<typeof listed>, more: QueryInput = {}): string {
  return href("events", null, { ...params, unsure: shown ? null : 1, ...more });
}

/** What the map and the timeline show: asked for by filters; all events at once are counted here from the cells. */
export function useCounts(chosen: Chosen, asked: Asked): Loaded<Counts> {
  const filtered = asked.type.length > 0 || asked.actor !== null || asked.story !== null || asked.shown !== null;
  const all = listed(asked, chosen);
  const map = useData(filtered ? null : api.map());
  const where = useData(filtered ? api.places({ ...all, place: null, box: null }) : null);
  const when = useData(filtered ? api.timeline({ ...all, from: null, to: null, unit: "day" }) : null);
  const key = JSON.stringify(chosen);
  const data = useMemo(() => {
    if (!filtered) return map.data && counted(map.data, chosen);
    return where.data && when.data && answered(where.data, when.data, chosen);
  }, [filtered, map.data, where.data, when.data, key]);
  const asking = filtered ? [where, when] : [map];
  return {
    data,
    error: asking.find((each) => each.error)?.error,
    loading: asking.some((each) => each.loading),
    stale: asking.some((each) => each.stale),
    reload: () => asking.forEach((each) => each.reload()),
  };
}

function counted(map: MapView, chosen: Chosen): Counts {
  return {
    places: byPlace(map, chosen),
    days: byDay(map, chosen),
    count: total(map, chosen),
    ...unplaced(map, chosen),
  };
}

function answered(where: PlacesView, when: TimelineView, chosen: Chosen): Counts {
  const { from, to } = chosen;
  const days = dayCounts(when);
  const inside = days.filter(({ day }) => (!from || day >= from) && (!to || day.slice(0, to.length) <= to));
  const dated = inside.reduce((found, each) => found + sum(each.by), 0);
  return {
    places: placeCounts(where, chosen),
    days,
    count: dated + (from || to ? 0 : when.undated.count),
    nowhere: where.nowhere.count,
    undated: when.undated.count,
  };
}

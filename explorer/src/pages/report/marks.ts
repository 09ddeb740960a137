/** The marks over a report's text: one for each place of each row, by layer. */

import { certaintyWords } from "../../components/Certainty.tsx";
import { modalityWords, standing, type Standing } from "../../components/Modality.tsx";
import type { Mark } from "../../components/AnnotatedText.tsx";
import type { Span } from "../../data/record.ts";
import { words } from "../../text/format.ts";
import { sourceName, type Book } from "./rows.ts";

export type Layer = "said" | "events" | "positions" | "actors" | "places" | "times";

export const LAYERS: readonly (readonly [Layer, string])[] = [
  ["said", "statements"],
  ["events", "events"],
  ["positions", "positions"],
  ["actors", "actors"],
  ["places", "places"],
  ["times", "times"],
];

export const FIRST: readonly Layer[] = ["said", "events"];

export interface Choice {
  readonly layers: readonly Layer[];
  /** Readings that are not sure, too. */
  readonly unsure: boolean;
  /** Events of these standings only; all where it is empty. */
  readonly standings: readonly string[];
}

export function shownEvent(
  choice: Choice,
  event: { readonly shown: boolean; readonly modality: Parameters<typeof standing>[0] },
): boolean {
  const kind: Standing = standing(event.modality);
  return (event.shown || choice.unsure) && (choice.standings.length === 0 || choice.standings.includes(kind));
}

/** All marks that a choice of layers asks for. */
export function marksOf(book: Book, choice: Choice): Mark[] {
  const on = new Set(choice.layers);
  return [
    ...(on.has("said") ? saidMarks(book, choice) : []),
    ...(on.has("events") ? eventMarks(book, choice) : []),
    ...(on.has("positions") ? positionMarks(book, choice) : []),
    ...(on.has("actors")
      ? book.record.actors.flatMap((actor) => spans(actor.mentions, actor.id, "actor", actor.name))
      : []),
    ...(on.has("places")
      ? book.record.places.flatMap((place) => spans(place.mentions, place.id, "place", place.name))
      : []),
    ...(on.has("times")
      ? book.record.times.flatMap((time) =>
          spans([time.span], time.id, "time", [time.earliest, time.value].find(Boolean) ?? ""),
        )
      : []),
  ];
}

function saidMarks(book: Book, choice: Choice): Mark[] {
  return book.record.attributions
    .filter((each) => each.shown || choice.unsure)
    .flatMap((each) => {
      const label = `${sourceName(book, each)} ${words(each.stance)}${each.shown ? "" : " (unsure reading)"}`;
      const look = each.shown ? undefined : "is-unsure";
      return [
        ...spans(each.content, each.id, "said", label, look),
        ...spans(each.source.span ? [each.source.span] : [], each.id, "source", label, look),
        ...spans(each.cue ? [each.cue] : [], each.id, "cue", label, look),
      ];
    });
}

function eventMarks(book: Book, choice: Choice): Mark[] {
  return book.record.events
    .filter((event) => shownEvent(choice, event))
    .flatMap((event) => {
      const label = `${event.type ? words(event.type) : "event"}: ${modalityWords(event.modality)}, ${certaintyWords(event.factuality)}`;
      const look = `is-${standing(event.modality)}${event.shown ? "" : " is-unsure"}`;
      return spans(
        [event.trigger, ...event.mentions.map((mention) => mention.trigger)],
        event.id,
        "event",
        label,
        look,
      );
    });
}

function positionMarks(book: Book, choice: Choice): Mark[] {
  return book.record.positions
    .filter((each) => each.shown || choice.unsure)
    .flatMap((each) => {
      const label = `${book.actorNames.get(each.holder) ?? "somebody"} ${words(each.stance)}`;
      return spans(
        [...each.evidence, each.matter.span],
        each.id,
        "position",
        label,
        each.shown ? undefined : "is-unsure",
      );
    });
}

function spans(found: readonly Span[], id: string, kind: Mark["kind"], label: string, look?: string): Mark[] {
  return found.map(([start, end]) => ({ id, start, end, kind, label, look }));
}

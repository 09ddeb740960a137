import type { ActorRef, EventItem } from "../data/types.ts";
import { actorHref, reportHref } from "../router/links.ts";
import { date, period, words } from "../text/format.ts";
import { Certainty } from "./Certainty.tsx";
import { Evidence } from "./Evidence.tsx";
import { Modality } from "./Modality.tsx";
import { Table, type Column } from "./Table.tsx";
import { Text } from "./Text.tsx";

const COLUMNS: readonly Column<EventItem>[] = [
  { title: "When", kind: "min", cell: (event) => <When event={event} /> },
  { title: "Who → whom", cell: (event) => <Parties event={event} /> },
  { title: "What", kind: "wide", cell: (event) => <What event={event} /> },
  { title: "How certain", cell: (event) => <Standing event={event} /> },
];

/** Events as a table: when, who to whom, the words that tell it, and how it stands to the world. */
export function EventTable({ events, caption }: { events: readonly EventItem[]; caption: string }) {
  return <Table caption={caption} columns={COLUMNS} rows={events} rowKey={(event) => `${event.report} ${event.id}`} />;
}

function When({ event }: { event: EventItem }) {
  if (!event.time) return <span class="soft">not told</span>;
  const { value, earliest, latest } = event.time;
  return <span title={`as told: ${value}`}>{told(value, earliest, latest)}</span>;
}

/** A date as precisely as it is told: a day, a month, a year, or the days between which it lies ("last autumn"). */
function told(value: string, earliest: string | null, latest: string | null): string {
  if (/^\d{4}(-\d{2}){0,2}(T|$)/.test(value)) return date(value);
  return earliest && latest ? period(earliest, latest) : date(earliest ?? value);
}

function Parties({ event: { actors, recipients } }: { event: EventItem }) {
  return (
    <>
      <ActorNames actors={actors} />
      {recipients.length > 0 && (
        <>
          <span class="soft" aria-label="to">
            {" → "}
          </span>
          <ActorNames actors={recipients} />
        </>
      )}
    </>
  );
}

/** Names with a comma between; those that have a page lead to it. */
export function ActorNames({ actors }: { actors: readonly ActorRef[] }) {
  return (
    <>
      {actors.map((actor, at) => (
        <>
          {at > 0 && ", "}
          {actor.id ? (
            <a href={actorHref(actor.id)}>
              <Text>{actor.name}</Text>
            </a>
          ) : (
            <Text>{actor.name}</Text>
          )}
        </>
      ))}
    </>
  );
}

function What({ event }: { event: EventItem }) {
  const { trigger, sentence } = event;
  const inside = trigger.span[0] >= sentence.span[0] && trigger.span[1] <= sentence.span[1];
  const found = inside
    ? ([[trigger.span[0] - sentence.span[0], trigger.span[1] - sentence.span[0]]] as const)
    : undefined;
  return (
    <>
      <Evidence {...sentence} found={found} />
      <p class="soft coded">
        {event.type ? words(event.type) : "no PLOVER type"}
        {event.mode && `, ${words(event.mode)}`}
        {event.place && (
          <>
            {" · "}
            <Text>{event.place.name}</Text>
          </>
        )}
        {" · "}
        <a href={reportHref(event.report, trigger.span, { pick: event.id })}>in the report</a>
      </p>
    </>
  );
}

function Standing({ event }: { event: EventItem }) {
  return (
    <>
      <Modality value={event.modality} />
      <br />
      <Certainty factuality={event.factuality} confidence={event.confidence} shown={event.shown} />
    </>
  );
}

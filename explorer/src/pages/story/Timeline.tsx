import { useState } from "preact/hooks";
import { ActorNames } from "../../components/Events.tsx";
import { Certainty } from "../../components/Certainty.tsx";
import { CopyCitation } from "../../components/CopyCitation.tsx";
import { Count } from "../../components/Count.tsx";
import { Found } from "../../components/Found.tsx";
import { Modality, standing, STANDINGS, StandingShape } from "../../components/Modality.tsx";
import { Empty } from "../../components/States.tsx";
import { Text } from "../../components/Text.tsx";
import type { Span } from "../../data/record.ts";
import type { EventItem, StoryDay, StoryView } from "../../data/types.ts";
import { countedHref, mapHref, reportHref } from "../../router/links.ts";
import { many, toggled } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { date, dates, number } from "../../text/format.ts";

const FEW = 5;

/** What happened, is planned or is denied, day by day. */
export function Timeline({ story }: { story: StoryView }) {
  const [query, change] = useQuery();
  const wanted = many(query, "standing");
  const keep = (event: EventItem) => wanted.length === 0 || wanted.includes(standing(event.modality));
  const days = story.timeline
    .map((day) => ({ ...day, events: day.events.filter(keep) }))
    .filter((day) => day.events.length > 0);
  const { undated, events } = story.counts;
  return (
    <>
      <Standings
        story={story}
        wanted={wanted}
        onToggle={(kind) => change({ standing: toggled(query, "standing", kind) })}
      />
      {days.length === 0 && (
        <Empty
          title={wanted.length > 0 ? "No event of this kind has a day." : "No event was read surely and with a day."}
        >
          <a href={countedHref(events.url)}>All events of the story, unsure readings too</a>
        </Empty>
      )}
      <ol class="days-list">
        {days.map((day) => (
          <Day key={day.day} day={day} />
        ))}
      </ol>
      <p class="soft">
        Sure readings with a day. Of <Count n={events.count} of="event" href={countedHref(events.url)} /> in all,{" "}
        <Count n={undated.count} href={countedHref(undated.url)} label="events without a day" /> have no day.{" "}
        <a href={mapHref({ story: story.id })}>All of them on the map</a>
      </p>
    </>
  );
}

interface StandingsProps {
  readonly story: StoryView;
  readonly wanted: readonly string[];
  readonly onToggle: (kind: string) => void;
}

function Standings({ story, wanted, onToggle }: StandingsProps) {
  const all = story.timeline.flatMap((day) => day.events);
  return (
    <div class="toggles filters" role="group" aria-label="Show only">
      {STANDINGS.map((kind) => {
        const count = all.filter((event) => standing(event.modality) === kind).length;
        return (
          <button
            type="button"
            aria-pressed={wanted.includes(kind)}
            disabled={count === 0}
            onClick={() => onToggle(kind)}
          >
            <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
              <StandingShape standing={kind} size={5} />
            </svg>{" "}
            {kind} {number(count)}
          </button>
        );
      })}
    </div>
  );
}

function Day({ day }: { day: StoryDay }) {
  const [all, setAll] = useState(false);
  const shown = all ? day.events : day.events.slice(0, FEW);
  return (
    <li class="day">
      <h2>
        <time dateTime={day.day}>{date(coarse(day) ?? day.day)}</time>
      </h2>
      <ul>
        {shown.map((event) => (
          <Entry key={`${event.report} ${event.id}`} event={event} />
        ))}
        {shown.length < day.events.length && (
          <li>
            <button type="button" class="quiet" onClick={() => setAll(true)}>
              {number(day.events.length - shown.length)} more on this day
            </button>
          </li>
        )}
      </ul>
    </li>
  );
}

/** "2023" where no event of the day is told more exactly than that. */
function coarse(day: StoryDay): string | null {
  const values = new Set(day.events.map((event) => event.time?.value ?? ""));
  const [value = ""] = values;
  return values.size === 1 && /^\d{4}(-\d{2})?$/.test(value) ? value : null;
}

function Entry({ event }: { event: EventItem }) {
  const { trigger, sentence } = event;
  return (
    <li class={`happening is-${standing(event.modality)}`} data-item>
      <p class="line">
        <Modality value={event.modality} /> <Certainty factuality={event.factuality} shown={event.shown} />{" "}
        {event.time && event.time.latest !== event.time.earliest && (
          <span class="tag">some time {dates(event.time.earliest, event.time.latest)}</span>
        )}{" "}
        <span class="soft">
          <ActorNames actors={event.actors} />
          {event.recipients.length > 0 && " → "}
          <ActorNames actors={event.recipients} />
          {event.place && (
            <>
              {" · "}
              <a href={mapHref({ place: event.place.id })}>
                <Text>{event.place.name}</Text>
              </a>
            </>
          )}
        </span>
      </p>
      <a class="words" href={reportHref(event.report, trigger.span, { pick: event.id })}>
        <Found text={sentence.text} found={within(trigger.span, sentence.span)} />
      </a>
      <p class="soft origin">
        <Text>{sentence.outlet ?? "outlet not told"}</Text> · {date(sentence.published)}
        <CopyCitation {...sentence} />
      </p>
    </li>
  );
}

function within(inner: Span, outer: Span): readonly Span[] {
  const fits = inner[0] >= outer[0] && inner[1] <= outer[1];
  return fits ? [[inner[0] - outer[0], inner[1] - outer[0]]] : [];
}

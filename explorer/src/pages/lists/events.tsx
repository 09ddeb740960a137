import { EventTable } from "../../components/Events.tsx";
import { Text } from "../../components/Text.tsx";
import { shownOnly, Unsure } from "../../components/Unsure.tsx";
import { api } from "../../data/api-client.ts";
import type { EventPage } from "../../data/types.ts";
import { useData } from "../../data/use.ts";
import { storyHref } from "../../router/links.ts";
import { one } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { Listed, useAsked } from "./Listed.tsx";

/** Events by the filters in the address, in order of time. */
export default function EventsPage() {
  const { unsure: _unsure, ...asked } = useAsked();
  const [query] = useQuery();
  const story = one(query, "story");
  const title = useData(story ? api.story(story) : null).data?.title;
  const resource = api.events({ ...asked, shown: shownOnly(query) });
  return (
    <Listed
      title="Events"
      noun={["event", "events"]}
      resource={resource}
      above={<Unsure />}
      hidden={["unsure"]}
      facts={
        title && (
          <a href={storyHref(story)}>
            <Text>{title}</Text>
          </a>
        )
      }
      names={(pages) => new Map([...namesOf(pages), [story, title ?? story]])}
    >
      {(pages) => <EventTable events={pages.flatMap((page) => page.events)} caption="Events, in order of time" />}
    </Listed>
  );
}

/** The names of actors and places by their ids, from the events that have them. */
function namesOf(pages: readonly EventPage[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { actors, recipients, place } of pages.flatMap((page) => page.events)) {
    for (const { id, name } of [...actors, ...recipients]) if (id) found.set(id, name);
    if (place) found.set(place.id, place.name);
  }
  return found;
}

import { EventTable } from "../../components/Events.tsx";
import { shownOnly, Unsure } from "../../components/Unsure.tsx";
import { api } from "../../data/api-client.ts";
import { useQuery } from "../../router/use.ts";
import { Listed, useAsked } from "./Listed.tsx";

/** Events by the filters in the address, in order of time. */
export default function EventsPage() {
  const { unsure: _unsure, ...asked } = useAsked();
  const [query] = useQuery();
  const resource = api.events({ ...asked, shown: shownOnly(query) });
  return (
    <Listed title="Events" noun={["event", "events"]} resource={resource} above={<Unsure />} hidden={["unsure"]}>
      {(pages) => <EventTable events={pages.flatMap((page) => page.events)} caption="Events, in order of time" />}
    </Listed>
  );
}

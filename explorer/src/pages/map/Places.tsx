import { useState } from "preact/hooks";
import { Count } from "../../components/Count.tsx";
import { Section } from "../../components/Section.tsx";
import { Text } from "../../components/Text.tsx";
import { mapHref } from "../../router/links.ts";
import { useQuery } from "../../router/use.ts";
import { counted } from "../../text/format.ts";
import type { PlaceCount } from "./cells.ts";

const FEW = 12;
const MOST = 300;

/** The places on the map as a list, those with the most events first. */
export function Places({ places, nowhere, none }: { places: readonly PlaceCount[]; nowhere: number; none: string }) {
  const [query] = useQuery();
  const [all, setAll] = useState(false);
  return (
    <Section title="Places" aside={counted(places.length, "place")}>
      <ul class="places">
        {places.slice(0, all ? MOST : FEW).map(({ place, count }) => (
          <li key={place.id}>
            <Text>{place.name}</Text> {place.lat == null && <span class="soft">(not on the map) </span>}
            <Count n={count} href={mapHref({ ...query, place: place.id })} label={`events in ${place.name}`} />
          </li>
        ))}
      </ul>
      {nowhere > 0 && (
        <p class="soft">
          <Count n={nowhere} of="event" href={none} label="of which no place is told" /> at no place that is told
        </p>
      )}
      {places.length > FEW && (
        <button type="button" class="quiet" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? "fewer" : "more places"}
        </button>
      )}
    </Section>
  );
}

import { useMemo } from "preact/hooks";
import { Page } from "../../app/Page.tsx";
import { Chips, type Chip } from "../../components/Chips.tsx";
import { Count } from "../../components/Count.tsx";
import { Unsure } from "../../components/Unsure.tsx";
import { Answer } from "../../components/States.tsx";
import { api } from "../../data/api-client.ts";
import { useData } from "../../data/use.ts";
import { many, one, toggled } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { date, words } from "../../text/format.ts";
import { askedFrom, listed, listedHref, useCounts, type Asked } from "./asked.ts";
import { chosenFrom, type Chosen, type Counts, type PlaceCount } from "./cells.ts";
import { Filters } from "./Filters.tsx";
import { Legend } from "./Legend.tsx";
import { Listed } from "./Listed.tsx";
import { Places } from "./Places.tsx";
import { TimeBrush } from "./TimeBrush.tsx";
import { World } from "./World.tsx";
import "./map.css";

/** Where and when: a map and a timeline of events; what is chosen on one narrows the other. */
export default function MapPage() {
  const [query] = useQuery();
  const chosen = useMemo(() => chosenFrom(query), [query]);
  const asked = askedFrom(query);
  const counts = useCounts(chosen, asked);
  return (
    <Page title="Map">
      <Answer of={counts} what="the map">
        {(data) => <Both counts={data} chosen={chosen} asked={asked} />}
      </Answer>
    </Page>
  );
}

interface BothProps {
  readonly counts: Counts;
  readonly chosen: Chosen;
  readonly asked: Asked;
}

function Both({ counts, chosen, asked }: BothProps) {
  const [query, change] = useQuery();
  // Each of the two shows what the other one leaves, not what it leaves itself: one can always widen again.
  const { places, days, count, nowhere, undated } = counts;
  const all = listed(asked, chosen);
  return (
    <div class="map-page">
      <div class="line">
        <Legend chosen={many(query, "standing")} />
        <p role="status">
          <Count n={count} of="event" href={listedHref(all)} />
        </p>
      </div>
      <ChosenChips places={places} />
      <Unsure />
      <World
        places={places}
        box={chosen.box}
        picked={one(query, "place")}
        onBox={(box) => change({ box, place: null })}
      />
      <TimeBrush days={days} from={chosen.from} to={chosen.to} onChange={(from, to) => change({ from, to })} />
      <p class="soft small">
        Drag over the timeline to choose days.{" "}
        {undated > 0 && (
          <>
            <Count
              n={undated}
              of="event"
              href={listedHref(all, { from: null, to: null, dated: "false" })}
              label="of which no day is told"
            />{" "}
            of which no day is told stand beside it.
          </>
        )}
      </p>
      <div class="columns below">
        <Filters />
        <div>
          <Places
            places={places.filter((each) => each.inside)}
            nowhere={chosen.place || chosen.box ? 0 : nowhere}
            none={listedHref(all, { located: "false" })}
          />
          <Listed chosen={chosen} asked={asked} />
        </div>
      </div>
    </div>
  );
}

const NAMES = ["from", "to", "box", "place", "type", "actor", "story"];

function ChosenChips({ places }: { places: readonly PlaceCount[] }) {
  const [query, change] = useQuery();
  const [from, to, box, place, , actor, story] = NAMES.map((name) => one(query, name));
  const who = useData(actor ? api.actor(actor) : null).data?.name;
  const told = useData(story ? api.story(story) : null).data?.title;
  const chips: Chip[] = [];
  const add = (key: string, name: string, value: string, keys: readonly string[] = [key]) =>
    chips.push({ key, name, value, onRemove: () => change(Object.fromEntries(keys.map((each) => [each, null]))) });
  if (from || to) add("days", "days", `${from ? date(from) : "…"} – ${to ? date(to) : "…"}`, ["from", "to"]);
  if (box) add("box", "area", "on the map");
  if (place) add("place", "place", places.find((each) => each.place.id === place)?.place.name ?? place);
  for (const type of many(query, "type"))
    chips.push({
      key: type,
      name: "kind",
      value: words(type),
      onRemove: () => change({ type: toggled(query, "type", type) }),
    });
  if (actor) add("actor", "actor", who ?? actor);
  if (story) add("story", "story", told ?? story);
  return <Chips chips={chips} onClear={() => change(Object.fromEntries(NAMES.map((name) => [name, null])))} />;
}

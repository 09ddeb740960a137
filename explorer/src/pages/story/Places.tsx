import { ActorNames } from "../../components/Events.tsx";
import { Count } from "../../components/Count.tsx";
import { Fold } from "../../components/Fold.tsx";
import { More } from "../../components/More.tsx";
import { Section } from "../../components/Section.tsx";
import { Empty } from "../../components/States.tsx";
import { Table } from "../../components/Table.tsx";
import { Text } from "../../components/Text.tsx";
import type { MatterItem, PlaceItem, StoryActor, StoryView } from "../../data/types.ts";
import { PlaceMap } from "../map/PlaceMap.tsx";
import { countedHref, mapHref, matterHref, reportHref } from "../../router/links.ts";
import { counted, dates, words } from "../../text/format.ts";

const STEP = 25;

/** Who takes part, what they take positions on, and where it happens. */
export function Places({ story }: { story: StoryView }) {
  return (
    <div class="columns even">
      <div>
        <Section title="Positions">
          <Matters matters={story.matters} />
        </Section>
        <Section title="Places" aside={<a href={mapHref({ story: story.id })}>on the map</a>}>
          <PlaceMap places={story.places} label="Places of the story's events; the list below has the same" />
          <PlaceList places={story.places} />
        </Section>
      </div>
      <Section title="Who takes part">
        <Actors actors={story.actors} story={story} />
      </Section>
    </div>
  );
}

function Matters({ matters }: { matters: readonly MatterItem[] }) {
  if (matters.length === 0) return <Empty title="Nobody takes a position in these reports." />;
  return (
    <More items={matters} step={STEP}>
      {(shown) => (
        <ul class="rows">
          {shown.map((matter) => (
            <li data-item>
              <a class="words" href={matterHref(matter.key)}>
                <Text>{matter.label}</Text>
              </a>
              <p class="soft">
                {matter.holders.map((holder, at) => (
                  <>
                    {at > 0 && ", "}
                    <ActorNames actors={[holder.actor]} /> {words(holder.stance)}
                  </>
                ))}
                {" · "}
                <Count n={matter.positions} of="position" href={matterHref(matter.key)} />
                {matter.shifts > 0 && (
                  <>
                    {", "}
                    <Count n={matter.shifts} of="change" href={matterHref(matter.key)} />
                  </>
                )}{" "}
                · {dates(matter.first, matter.last)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </More>
  );
}

function PlaceList({ places }: { places: readonly PlaceItem[] }) {
  if (places.length === 0) return <Empty title="No event of these reports has a place." />;
  return (
    <More items={places} step={STEP}>
      {(shown) => (
        <Table
          caption="Places of the story's events"
          rows={shown}
          rowKey={(item) => item.place.id}
          columns={[
            {
              title: "Place",
              kind: "wide",
              cell: ({ place }) => (
                <>
                  <a href={mapHref({ place: place.id })}>
                    <Text>{place.name}</Text>
                  </a>
                  {place.country && <span class="soft"> {place.country}</span>}
                </>
              ),
            },
            {
              title: "Events",
              kind: "num",
              cell: (item) => (
                <Count
                  n={item.events.count}
                  href={countedHref(item.events.url)}
                  label={`events in ${item.place.name}`}
                />
              ),
            },
            {
              title: "Reports",
              kind: "num",
              cell: (item) => (
                <Count
                  n={item.reports}
                  href={countedHref(item.events.url)}
                  label={`reports that tell of events in ${item.place.name}`}
                />
              ),
            },
          ]}
        />
      )}
    </More>
  );
}

function Actors({ actors, story }: { actors: readonly StoryActor[]; story: StoryView }) {
  if (actors.length === 0) return <Empty title="Nobody is named in these reports." />;
  const names = new Map(story.reports.map((report) => [report.id, report]));
  return (
    <More items={actors} step={STEP}>
      {(shown) => (
        <ul class="rows">
          {shown.map(({ actor, reports }) => (
            <li data-item>
              <ActorNames actors={[actor]} />
              <Fold title={counted(reports.length, "report")}>
                {() => (
                  <ul>
                    {reports.map((id) => (
                      <li>
                        <a href={reportHref(id)}>
                          <Text>{names.get(id)?.outlet ?? "outlet not told"}</Text>:{" "}
                          <Text>{names.get(id)?.title ?? "without a title"}</Text>
                        </a>
                      </li>
                    ))}
                  </ul>
                )}
              </Fold>
            </li>
          ))}
        </ul>
      )}
    </More>
  );
}

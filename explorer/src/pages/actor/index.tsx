import { Page } from "../../app/Page.tsx";
import { Whole } from "../../app/Whole.tsx";
import { Count } from "../../components/Count.tsx";
import { Tabs, type Tab } from "../../components/Tabs.tsx";
import { Text } from "../../components/Text.tsx";
import { api } from "../../data/api-client.ts";
import type { ActorView } from "../../data/types.ts";
import { useData } from "../../data/use.ts";
import { countedHref, mapHref } from "../../router/links.ts";
import { one } from "../../router/route.ts";
import { useQuery, useRoute } from "../../router/use.ts";
import { number } from "../../text/format.ts";
import { CoActors } from "./CoActors.tsx";
import { Deeds } from "./Deeds.tsx";
import { Matters } from "./Matters.tsx";
import { Names } from "./Names.tsx";
import { Said } from "./Said.tsx";
import { Years } from "./Years.tsx";
import "./actor.css";

/** An actor: what it said and did, which positions it took and how they changed, with whom, and under which names. */
export default function ActorPage() {
  const { id } = useRoute();
  const actor = useData(id ? api.actor(id) : null);
  return (
    <Whole of={id ? actor : null} what="actor" others={["#/actors", "The actors of this archive"]}>
      {(data) => <Actor actor={data} />}
    </Whole>
  );
}

function Actor({ actor }: { actor: ActorView }) {
  const [query, change] = useQuery();
  return (
    <Page
      title={actor.name}
      about={actor.id}
      kicker={[actor.kind, actor.country].filter(Boolean).join(", ")}
      facts={<Facts actor={actor} />}
    >
      <div class="actor-page">
        <Years actor={actor} />
        <Tabs
          label="What is told of the actor"
          tabs={tabs(actor)}
          chosen={one(query, "tab") || "said"}
          onChoose={(tab) => change({ tab: tab === "said" ? null : tab })}
        />
      </div>
    </Page>
  );
}

function Facts({ actor }: { actor: ActorView }) {
  const others = actor.names.filter((name) => name !== actor.name);
  return (
    <>
      <span>
        named in <Count n={actor.reports.count} of="report" href={countedHref(actor.reports.url)} />
      </span>
      <span>
        <a href={mapHref({ actor: actor.id })}>its events on the map</a>
      </span>
      {others.length > 0 && (
        <span>
          also{" "}
          {others.slice(0, 6).map((name, at) => (
            <>
              {at > 0 && ", "}
              <Text>{name}</Text>
            </>
          ))}
        </span>
      )}
    </>
  );
}

function tabs(actor: ActorView): Tab[] {
  return [
    { key: "said", title: "Said", panel: () => <Said actor={actor.id} /> },
    { key: "did", title: "Did", panel: () => <Deeds actor={actor.id} role="actor" /> },
    { key: "undergone", title: "Done to it", panel: () => <Deeds actor={actor.id} role="recipient" /> },
    {
      key: "positions",
      title: titled("Positions", actor.held.count),
      panel: () => <Matters actor={actor} />,
    },
    { key: "with", title: titled("With whom", actor.co_actors.length), panel: () => <CoActors actor={actor} /> },
    { key: "names", title: titled("Names", actor.variants.length), panel: () => <Names actor={actor} /> },
  ];
}

function titled(title: string, count: number) {
  return (
    <>
      {title} <span class="soft num">{number(count)}</span>
    </>
  );
}

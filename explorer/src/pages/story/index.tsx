import { Page } from "../../app/Page.tsx";
import { Whole } from "../../app/Whole.tsx";
import { Count } from "../../components/Count.tsx";
import { ReportTable } from "../../components/Reports.tsx";
import { Tabs, type Tab } from "../../components/Tabs.tsx";
import { Text } from "../../components/Text.tsx";
import { api } from "../../data/api-client.ts";
import type { StoryView } from "../../data/types.ts";
import { useData } from "../../data/use.ts";
import { actorHref, countedHref, storyHref } from "../../router/links.ts";
import { one } from "../../router/route.ts";
import { useQuery, useRoute } from "../../router/use.ts";
import { counted, dates } from "../../text/format.ts";
import { Claims } from "./Claims.tsx";
import { Compare } from "./compare/Compare.tsx";
import { Sources } from "./graph/Sources.tsx";
import { Heard } from "./Heard.tsx";
import { KeyPoints } from "./KeyPoints.tsx";
import { Places } from "./Places.tsx";
import { Timeline } from "./Timeline.tsx";
import "./story.css";

/** One story: what its reports say, on whose word, who took it from whom, when and where. */
export default function StoryPage() {
  const { id } = useRoute();
  const story = useData(id ? api.story(id) : null);
  return (
    <Whole of={id ? story : null} what="story" others={["#/", "The stories of this archive"]}>
      {(data) => <Story story={data} />}
    </Whole>
  );
}

function Story({ story }: { story: StoryView }) {
  const [query, change] = useQuery();
  return (
    <Page title={story.title} about={story.id} kicker="Story" facts={<Facts story={story} />}>
      <div class="story-page">
        <Heard story={story} />
        <Tabs
          label="Parts of the story"
          tabs={tabsOf(story)}
          chosen={one(query, "tab") || "points"}
          onChoose={(tab) => change({ tab: tab === "points" ? null : tab })}
        />
      </div>
    </Page>
  );
}

function Facts({ story }: { story: StoryView }) {
  const { counts, id } = story;
  return (
    <div class="story-facts">
      <span>{dates(story.first, story.last)}</span>
      <Count n={counts.reports} of="report" href={storyHref(id, { tab: "reports" })} />
      <Count n={counts.outlets} of="outlet" href={storyHref(id, { tab: "reports" })} />
      <Count n={counts.statements} of="statement" href={storyHref(id, { tab: "reports" })} />
      <Count n={counts.events.count} of="event" href={countedHref(counts.events.url)} />
      <Count n={counts.positions} of="position" href={storyHref(id, { tab: "places" })} />
      {story.names.length > 0 && (
        <span class="soft about">
          about{" "}
          {story.names.map((name, at) => (
            <>
              {at > 0 && ", "}
              <Named name={name} story={story} />
            </>
          ))}
        </span>
      )}
    </div>
  );
}

/** What the story is about; an actor with a page leads there. */
function Named({ name, story }: { name: string; story: StoryView }) {
  const id = story.actors.find(({ actor }) => actor.name === name)?.actor.id;
  if (!id) return <Text>{name}</Text>;
  return (
    <a href={actorHref(id)}>
      <Text>{name}</Text>
    </a>
  );
}

function tabsOf(story: StoryView): Tab[] {
  return [
    { key: "points", title: "Key points", panel: () => <KeyPoints story={story} /> },
    { key: "timeline", title: "Timeline", panel: () => <Timeline story={story} /> },
    { key: "claims", title: "Claims", panel: () => <Claims story={story} /> },
    { key: "sources", title: "Sources", panel: () => <Sources story={story} /> },
    { key: "compare", title: "Side by side", panel: () => <Compare story={story} /> },
    { key: "places", title: "Who and where", panel: () => <Places story={story} /> },
    {
      key: "reports",
      title: counted(story.counts.reports, "report"),
      panel: () => (
        <ReportTable
          oneStory
          reports={story.reports}
          caption="Reports of the story, in the order in which they came out"
        />
      ),
    },
  ];
}

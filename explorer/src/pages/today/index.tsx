import { Page } from "../../app/Page.tsx";
import { Count } from "../../components/Count.tsx";
import { Pager } from "../../components/Pager.tsx";
import { EmptyList } from "../../components/EmptyArchive.tsx";
import { Answer } from "../../components/States.tsx";
import { api } from "../../data/api-client.ts";
import { useData, usePages } from "../../data/use.ts";
import type { ArchiveView, StoryPage } from "../../data/types.ts";
import { countedHref } from "../../router/links.ts";
import { many, one, type Query } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { counted, dates } from "../../text/format.ts";
import { StoryControls } from "./Controls.tsx";
import { StoryList } from "./StoryList.tsx";
import "./today.css";

const PAGE = 40;

/** The first page: the stories of the archive, by size or freshness, with filters in the address. */
export default function TodayPage() {
  const [query] = useQuery();
  const archive = useData(api.archive());
  const stories = usePages(api.stories({ ...asked(query), limit: PAGE }));
  return (
    <Page title="Stories" facts={archive.data ? <Facts archive={archive.data} /> : <span>&nbsp;</span>}>
      <div class="columns today-page">
        <StoryControls outlets={archive.data?.outlets ?? []} />
        <Answer of={stories} what="the stories">
          {() => <Stories {...stories} filtered={Object.keys(query).some((name) => name !== "sort")} />}
        </Answer>
      </div>
    </Page>
  );
}

function asked(query: Query) {
  return {
    sort: one(query, "sort") || "size",
    from: one(query, "from"),
    to: one(query, "to"),
    q: one(query, "q"),
    outlet: many(query, "outlet"),
  };
}

function Facts({ archive: { counts, first, last, outlets } }: { archive: ArchiveView }) {
  return (
    <>
      <span>
        <Count n={counts.reports.count} of="report" href={countedHref(counts.reports.url)} /> from{" "}
        <Count n={counts.outlets} of="outlet" href="#/archive" label="and how many reports are from each" />
      </span>
      {outlets.length > 0 && <span>published {dates(first, last)}</span>}
    </>
  );
}

interface StoriesProps {
  readonly pages: readonly StoryPage[];
  readonly loading: boolean;
  readonly more: () => void;
  readonly filtered: boolean;
}

function Stories({ pages, loading, more, filtered }: StoriesProps) {
  const stories = pages.flatMap((page) => page.stories);
  const total = pages[0]?.total ?? 0;
  if (total === 0) return <EmptyList what="stories" filtered={filtered} />;
  return (
    <div>
      <p class="soft total" role="status">
        {counted(total, "story", "stories")}
      </p>
      <StoryList stories={stories} />
      <Pager shown={stories.length} total={total} next={pages.at(-1)?.cursor != null} loading={loading} onMore={more} />
    </div>
  );
}

import { EmptyList } from "../../components/EmptyArchive.tsx";
import { EventTable } from "../../components/Events.tsx";
import { Pager } from "../../components/Pager.tsx";
import { Section } from "../../components/Section.tsx";
import { Answer } from "../../components/States.tsx";
import { api } from "../../data/api-client.ts";
import { usePages } from "../../data/use.ts";
import { useQuery } from "../../router/use.ts";
import { listed, listedHref, type Asked } from "./asked.ts";
import type { Chosen } from "./cells.ts";

const PAGE = 20;

/** The events that are chosen, in order of time. */
export function Listed({ chosen, asked }: { chosen: Chosen; asked: Asked }) {
  const params = listed(asked, chosen);
  const filtered = Object.keys(useQuery()[0]).some((name) => name !== "unsure");
  const found = usePages(api.events({ ...params, limit: PAGE }));
  return (
    <Section title="Events" aside={<a href={listedHref(params)}>as a list of their own</a>}>
      <Answer of={found} what="the events">
        {(first) => {
          const pages = found.pages.length > 0 ? found.pages : [first];
          const events = pages.flatMap((page) => page.events);
          if (first.total === 0) return <EmptyList what="events" filtered={filtered} />;
          return (
            <>
              <EventTable events={events} caption="Events, in order of time" />
              <Pager
                shown={events.length}
                total={first.total}
                next={pages.at(-1)?.cursor != null}
                loading={found.loading}
                onMore={found.more}
              />
            </>
          );
        }}
      </Answer>
    </Section>
  );
}

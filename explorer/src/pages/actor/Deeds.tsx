import { EventTable } from "../../components/Events.tsx";
import { Pager } from "../../components/Pager.tsx";
import { Answer, Empty } from "../../components/States.tsx";
import { shownOnly, Unsure } from "../../components/Unsure.tsx";
import { api } from "../../data/api-client.ts";
import { usePages } from "../../data/use.ts";
import { useQuery } from "../../router/use.ts";

const PAGE = 50;

/** What the actor did, or what was done to it, in order of time. */
export function Deeds({ actor, role }: { actor: string; role: "actor" | "recipient" }) {
  const [query] = useQuery();
  const found = usePages(api.events({ actor, role, shown: shownOnly(query), limit: PAGE }));
  return (
    <>
      <Unsure />
      <Answer of={found} what="the events">
        {(first) => {
          const pages = found.pages.length > 0 ? found.pages : [first];
          const events = pages.flatMap((page) => page.events);
          if (first.total === 0) return <Empty title="No event is told of it for sure." />;
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
    </>
  );
}

import { ActorNames } from "../../components/Events.tsx";
import { Fold } from "../../components/Fold.tsx";
import { More } from "../../components/More.tsx";
import { Empty, Loading } from "../../components/States.tsx";
import { Table, type Column } from "../../components/Table.tsx";
import { Text } from "../../components/Text.tsx";
import { api } from "../../data/api-client.ts";
import type { ActorView, CoActor } from "../../data/types.ts";
import { useData } from "../../data/use.ts";
import { reportHref } from "../../router/links.ts";
import { counted, date, shortId } from "../../text/format.ts";

/** Who takes part in the same events, and the reports that tell them. */
export function CoActors({ actor }: { actor: ActorView }) {
  if (actor.co_actors.length === 0) return <Empty title="No event tells of it together with somebody else." />;
  return (
    <Table
      caption="Actors in the same events"
      columns={columns(actor.id)}
      rows={actor.co_actors}
      rowKey={(each) => each.actor.id ?? `${each.actor.name} ${each.reports[0] ?? ""}`}
    />
  );
}

/** As many as the API gives at once. */
const LISTED = 1000;

function columns(self: string): readonly Column<CoActor>[] {
  return [
    { title: "Who", cell: (each) => <ActorNames actors={[each.actor]} /> },
    { title: "Together", kind: "wide", cell: (each) => <Together of={each} self={self} /> },
  ];
}

function Together({ of: { events, reports }, self }: { of: CoActor; self: string }) {
  return (
    <Fold title={`${counted(events, "event")} in ${counted(reports.length, "report")}`}>
      {() => <ReportNames of={self} ids={reports} />}
    </Fold>
  );
}

/** Reports by outlet and title, as far as the list of those that name the actor has them at once. */
function ReportNames({ of, ids }: { of: string; ids: readonly string[] }) {
  const listed = useData(api.actorReports(of, { limit: LISTED }));
  const known = new Map(listed.data?.reports.map((report) => [report.id, report]));
  if (listed.loading) return <Loading what="the reports" />;
  return (
    <More items={ids} step={30}>
      {(shown) => (
        <ul class="together">
          {shown.map((id) => (
            <li key={id}>
              <a href={reportHref(id, null, { tab: "events" })}>
                <Text>{known.get(id)?.title ?? `report ${shortId(id)}`}</Text>
              </a>{" "}
              <span class="soft">
                <Text>{known.get(id)?.outlet}</Text> {known.has(id) && date(known.get(id)?.published)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </More>
  );
}

import { ActorNames } from "../../components/Events.tsx";
import { Empty } from "../../components/States.tsx";
import { Table, type Column } from "../../components/Table.tsx";
import type { ActorView, CoActor } from "../../data/types.ts";
import { reportHref } from "../../router/links.ts";
import { counted, shortId } from "../../text/format.ts";

/** Who takes part in the same events, and the reports that tell them. */
export function CoActors({ actor }: { actor: ActorView }) {
  if (actor.co_actors.length === 0) return <Empty title="No event tells of it together with somebody else." />;
  return (
    <Table
      caption="Actors in the same events"
      columns={COLUMNS}
      rows={actor.co_actors}
      rowKey={(each) => each.actor.id ?? `${each.actor.name} ${each.reports[0] ?? ""}`}
    />
  );
}

const COLUMNS: readonly Column<CoActor>[] = [
  { title: "Who", cell: (each) => <ActorNames actors={[each.actor]} /> },
  { title: "Together", kind: "wide", cell: (each) => <Together of={each} /> },
];

function Together({ of: { actor, events, reports } }: { of: CoActor }) {
  return (
    <details>
      <summary>
        {counted(events, "event")} in {counted(reports.length, "report")}
      </summary>
      <ul class="together">
        {reports.map((id) => (
          <li key={id}>
            <a
              href={reportHref(id, null, { tab: "events" })}
              aria-label={`Events with ${actor.name} in ${shortId(id)}`}
            >
              report {shortId(id)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

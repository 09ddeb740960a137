import { Choice } from "../../components/Choice.tsx";
import { Count } from "../../components/Count.tsx";
import { Table, type Column } from "../../components/Table.tsx";
import { Text } from "../../components/Text.tsx";
import { Words } from "../../components/Words.tsx";
import { api } from "../../data/api-client.ts";
import type { ActorItem } from "../../data/types.ts";
import { actorHref, countedHref } from "../../router/links.ts";
import { one } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { Listed, useAsked } from "../lists/Listed.tsx";

const KINDS = [
  ["", "all"],
  ["person", "persons"],
  ["state", "states"],
  ["body", "bodies"],
] as const;

const COLUMNS: readonly Column<ActorItem>[] = [
  {
    title: "Actor",
    cell: (actor) => (
      <a href={actorHref(actor.id)}>
        <Text>{actor.name}</Text>
      </a>
    ),
  },
  { title: "Kind", kind: "min", cell: (actor) => [actor.kind, actor.country].filter(Boolean).join(", ") },
  { title: "Also named", kind: "wide", cell: (actor) => <OtherNames actor={actor} /> },
  {
    title: "Reports",
    kind: "num",
    cell: ({ name, reports }) => (
      <Count n={reports.count} href={countedHref(reports.url)} label={`reports that name ${name}`} />
    ),
  },
];

/** Who is in the reports: those that most reports name first. Persons without a public role have no page. */
export default function ActorsPage() {
  return (
    <Listed
      title="Actors"
      noun={["actor", "actors"]}
      resource={api.actors(useAsked())}
      above={<Controls />}
      hidden={["q", "kind"]}
    >
      {(pages) => (
        <Table
          caption="Actors, those that most reports name first"
          columns={COLUMNS}
          rows={pages.flatMap((page) => page.actors)}
          rowKey={(actor) => actor.id}
        />
      )}
    </Listed>
  );
}

function Controls() {
  const [query, change] = useQuery();
  return (
    <div class="filters across">
      <Words label="Name" asked={one(query, "q")} onAsk={(q) => change({ q })} />
      <Choice label="Kind" options={KINDS} chosen={one(query, "kind")} onChoose={(kind) => change({ kind })} />
    </div>
  );
}

function OtherNames({ actor }: { actor: ActorItem }) {
  const others = actor.names.filter((name) => name !== actor.name);
  return (
    <span class="soft">
      {others.map((name, at) => (
        <>
          {at > 0 && ", "}
          <Text>{name}</Text>
        </>
      ))}
    </span>
  );
}

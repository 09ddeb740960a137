import { Count } from "../../components/Count.tsx";
import { Table, type Column } from "../../components/Table.tsx";
import { Text } from "../../components/Text.tsx";
import type { ActorView, VariantView } from "../../data/types.ts";
import { countedHref } from "../../router/links.ts";

const COLUMNS: readonly Column<VariantView>[] = [
  { title: "Name", cell: (each) => <Text>{spelled(each)}</Text> },
  { title: "Known of it", cell: (each) => [each.country, each.sphere].filter(Boolean).join(", ") },
  {
    title: "Reports",
    kind: "num",
    cell: ({ reports, ...form }) => (
      <Count
        n={reports.count}
        href={countedHref(reports.url)}
        label={`reports with the name ${spelled({ reports, ...form })}`}
      />
    ),
  },
  { title: "Why it is the same actor", kind: "wide", cell: (each) => each.reason },
];

/** A form of the name as reports write it, the most used first. */
export function spelled({ name, names }: VariantView): string {
  return names.slice(0, 6).join(", ") || name;
}

/** All forms of the name, and why each is this actor. */
export function Names({ actor }: { actor: ActorView }) {
  return <Table caption="Names of the actor" columns={COLUMNS} rows={actor.variants} rowKey={(each) => each.id} />;
}

import { Table, type Column } from "../../components/Table.tsx";
import { Text } from "../../components/Text.tsx";
import type { ActorView, VariantView } from "../../data/types.ts";
import { number } from "../../text/format.ts";

const COLUMNS: readonly Column<VariantView>[] = [
  { title: "Name", cell: (each) => <Text>{each.name}</Text> },
  { title: "Known of it", cell: (each) => [each.country, each.sphere].filter(Boolean).join(", ") },
  { title: "Reports", kind: "num", cell: (each) => number(each.reports) },
  { title: "Why it is the same actor", kind: "wide", cell: (each) => each.reason },
];

/** All forms of the name, and why each is this actor. */
export function Names({ actor }: { actor: ActorView }) {
  return (
    <Table
      caption="Names of the actor"
      columns={COLUMNS}
      rows={actor.variants}
      rowKey={(each) => `${each.name} ${each.country ?? ""} ${each.sphere ?? ""}`}
    />
  );
}

import { Evidence } from "../../../components/Evidence.tsx";
import { Table } from "../../../components/Table.tsx";
import { Text } from "../../../components/Text.tsx";
import type { GraphView } from "../../../data/types.ts";
import { EDGE_TOOK } from "../words.ts";
import { edgeKey, nameOf } from "./Panel.tsx";

/** The graph as a table: a row for each arrow, with all that proves it. */
export function EdgeTable({ graph, names }: { graph: GraphView; names: ReadonlyMap<string, string> }) {
  const name = nameOf(graph, names);
  const unnamed = new Set(graph.nodes.filter((node) => node.anonymity === "unnamed").map((node) => node.id));
  const origins = new Set(graph.nodes.filter((node) => node.independent).map((node) => node.id));
  return (
    <Table
      caption="Who took from whom"
      rows={graph.edges}
      rowKey={edgeKey}
      columns={[
        { title: "Who", cell: (edge) => <Text>{name(edge.taker)}</Text> },
        { title: "Does", cell: (edge) => EDGE_TOOK[edge.kind] },
        {
          title: "From whom",
          cell: (edge) => (
            <>
              <Text>{name(edge.giver)}</Text>
              {unnamed.has(edge.giver) && <span class="tag unnamed">unnamed</span>}
              {origins.has(edge.giver) && <span class="tag">independent origin</span>}
            </>
          ),
        },
        {
          title: "What proves it",
          kind: "wide",
          cell: (edge) => edge.evidence.map((reason) => <Evidence {...reason.quote} />),
        },
      ]}
    />
  );
}

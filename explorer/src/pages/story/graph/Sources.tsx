import { useEffect, useRef } from "preact/hooks";
import { narrow } from "../../../app/screen.ts";
import { Choice } from "../../../components/Choice.tsx";
import { Chips } from "../../../components/Chips.tsx";
import { Answer, Empty } from "../../../components/States.tsx";
import { api } from "../../../data/api-client.ts";
import type { EdgeView, GraphView, StoryView } from "../../../data/types.ts";
import { useData } from "../../../data/use.ts";
import { one } from "../../../router/route.ts";
import { useQuery } from "../../../router/use.ts";
import { counted } from "../../../text/format.ts";
import { reportNames } from "../names.ts";
import { EDGE_WORDS } from "../words.ts";
import { EdgeTable } from "./EdgeTable.tsx";
import { Graph } from "./Graph.tsx";
import { edgeKey, Panel } from "./Panel.tsx";

/** Who took what from whom: a graph, with the passages that prove each arrow beside it, or the same as a table. */
export function Sources({ story }: { story: StoryView }) {
  const graph = useData(api.graph(story.id));
  return (
    <Answer of={graph} what="who took from whom">
      {(data) =>
        data.edges.length === 0 ? (
          <Empty title="No report of this story tells where it has its news from, and none shares text with another." />
        ) : (
          <Shown graph={data} story={story} />
        )
      }
    </Answer>
  );
}

function Shown({ graph, story }: { graph: GraphView; story: StoryView }) {
  const [query, change] = useQuery();
  const claim = one(query, "claim");
  const picked = one(query, "pick");
  const table = one(query, "as") === "table";
  const whole = claim ? ofClaim(graph, claim) : graph;
  const small = one(query, "all") ? whole : readable(whole, picked);
  const hidden = whole.nodes.length - small.nodes.length;
  const part = table ? whole : small;
  const names = reportNames(story.reports);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (picked && narrow()) panel.current?.scrollIntoView({ block: "start" });
  }, [picked]);
  const pick = (key: string) => change({ pick: key === picked ? null : key }, true);
  return (
    <div class="sources">
      <Summary graph={whole} />
      <div class="bar filters">
        <Choice
          label="Show as"
          options={[
            ["graph", "graph"],
            ["table", "table"],
          ]}
          chosen={table ? "table" : "graph"}
          onChoose={(as) => change({ as: as === "table" ? as : null }, true)}
        />
        {!table && hidden > 0 && (
          <button type="button" onClick={() => change({ all: "1" }, true)}>
            show {counted(hidden, "source")} more, of one report each
          </button>
        )}
        {claim && (
          <Chips
            chips={[
              {
                key: "claim",
                name: "claim",
                value: graph.claims[claim] ?? claim,
                onRemove: () => change({ claim: null }),
              },
            ]}
            onClear={() => change({ claim: null })}
          />
        )}
      </div>
      {table ? (
        <EdgeTable graph={part} names={names} />
      ) : (
        <div class="graph-and-panel">
          <div>
            <Graph graph={part} names={names} picked={picked} onPick={pick} />
            <Legend />
          </div>
          <div class="proofs sheet" ref={panel} aria-live="polite">
            <Panel graph={part} story={story} names={names} picked={picked} onPick={pick} />
          </div>
        </div>
      )}
    </div>
  );
}

function Summary({ graph }: { graph: GraphView }) {
  const reports = graph.nodes.filter((node) => node.kind === "report").length;
  const origins = graph.nodes.filter((node) => node.independent).length;
  const copies = new Set(graph.edges.filter((edge) => edge.kind === "copies").map((edge) => edge.taker)).size;
  const cites = new Set(graph.edges.filter((edge) => edge.kind === "cites").map((edge) => edge.taker)).size;
  return (
    <p class="summary">
      {counted(reports, "report")}; what they tell begins at <strong>{counted(origins, "independent origin")}</strong>.{" "}
      {cites > 0 && `${counted(cites, "report")} ${cites === 1 ? "cites" : "cite"} another outlet. `}
      {copies > 0 &&
        `${counted(copies, "report")} ${copies === 1 ? "carries" : "carry"} text that stood elsewhere before.`}
    </p>
  );
}

/** The part of the graph over which one claim travelled. */
function ofClaim(graph: GraphView, claim: string): GraphView {
  const edges = graph.edges.filter((edge) => edge.claims.includes(claim));
  const ids = new Set(edges.flatMap((edge) => [edge.taker, edge.giver]));
  return { ...graph, edges, nodes: graph.nodes.filter((node) => ids.has(node.id)) };
}

const READABLE = 60;

/** A graph that can be taken in: beyond sixty boxes, sources that only one report quotes are left out. */
function readable(graph: GraphView, picked: string): GraphView {
  if (graph.nodes.length <= READABLE) return graph;
  const takers = new Map<string, Set<string>>();
  for (const { taker, giver } of graph.edges) takers.set(giver, (takers.get(giver) ?? new Set()).add(taker));
  const nodes = graph.nodes.filter(
    (node) => node.kind !== "source" || node.id === picked || (takers.get(node.id)?.size ?? 0) > 1,
  );
  const kept = new Set(nodes.map((node) => node.id));
  return { ...graph, nodes, edges: graph.edges.filter((edge) => kept.has(edge.taker) && kept.has(edge.giver)) };
}

const KINDS: readonly EdgeView["kind"][] = ["quotes", "cites", "copies"];

function Legend() {
  return (
    <ul class="legend">
      {KINDS.map((kind) => (
        <li>
          <svg width="34" height="10" viewBox="0 0 34 10" aria-hidden="true">
            <path d="M34 5H3" class={`edge is-${kind}`} />
            <path d="M8 1 2 5l6 4" class={`head is-${kind}`} />
          </svg>
          {EDGE_WORDS[kind]}
        </li>
      ))}
      <li>
        <span class="sample independent" /> independent origin
      </li>
      <li>
        <span class="sample credited" /> credited, not in this archive
      </li>
    </ul>
  );
}

export { edgeKey };

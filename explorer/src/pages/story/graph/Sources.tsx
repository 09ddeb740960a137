import { useEffect, useRef } from "preact/hooks";
import { narrow } from "../../../app/screen.ts";
import { Choice } from "../../../components/Choice.tsx";
import { Chips } from "../../../components/Chips.tsx";
import { Count } from "../../../components/Count.tsx";
import { Answer, Empty } from "../../../components/States.tsx";
import { api } from "../../../data/api-client.ts";
import type { EdgeView, GraphView, StoryView } from "../../../data/types.ts";
import { useData } from "../../../data/use.ts";
import { storyHref } from "../../../router/links.ts";
import { one } from "../../../router/route.ts";
import { useQuery } from "../../../router/use.ts";
import { counted } from "../../../text/format.ts";
import { reportNames } from "../names.ts";
import { EDGE_WORDS } from "../words.ts";
import { EdgeTable } from "./EdgeTable.tsx";
import { Graph } from "./Graph.tsx";
import { layersOf } from "./layout.ts";
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
  const only = table ? one(query, "only") : "";
  const whole = claim ? ofClaim(graph, claim) : graph;
  const small = one(query, "all") ? whole : readable(whole, picked);
  const hidden = whole.nodes.length - small.nodes.length;
  const part = table ? whole : small;
  const wide = new Set(layersOf(part.nodes, part.edges).values()).size > COLUMNS;
  const names = reportNames(story.reports);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (picked && narrow()) panel.current?.scrollIntoView({ block: "start" });
  }, [picked]);
  const chips = [
    ...(claim ? [{ key: "claim", name: "claim", value: graph.claims[claim] ?? claim }] : []),
    ...(only ? [{ key: "only", name: "only", value: ONLY[only] ?? only }] : []),
  ].map((chip) => ({ ...chip, onRemove: () => change({ [chip.key]: null }) }));
  const pick = (key: string) => change({ pick: key === picked ? null : key }, true);
  return (
    <div class="sources">
      <Summary graph={whole} story={story} />
      <div class="bar filters">
        <Choice
          label="Show as"
          options={[
            ["graph", "graph"],
            ["table", "table"],
          ]}
          chosen={table ? "table" : "graph"}
          onChoose={(as) => change({ as: as === "table" ? as : null, only: null }, true)}
        />
        {!table && hidden > 0 && (
          <button type="button" onClick={() => change({ all: "1" }, true)}>
            show {counted(hidden, "source")} more, of one report each
          </button>
        )}
        <Chips chips={chips} onClear={() => change({ claim: null, only: null })} />
      </div>
      {table ? (
        <EdgeTable graph={only ? ofKind(part, only) : part} names={names} />
      ) : (
        <div class={wide ? "graph-and-panel is-wide" : "graph-and-panel"} data-picked={picked !== "" || undefined}>
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

function Summary({ graph, story }: { graph: GraphView; story: StoryView }) {
  const table = (only: string) => storyHref(story.id, { tab: "sources", as: "table", only });
  const reports = graph.nodes.filter((node) => node.kind === "report").length;
  const origins = graph.nodes.filter((node) => node.independent).length;
  const unnamed = graph.nodes.filter((node) => node.independent && node.anonymity === "unnamed").length;
  const copies = new Set(graph.edges.filter((edge) => edge.kind === "copies").map((edge) => edge.taker)).size;
  const cites = new Set(graph.edges.filter((edge) => edge.kind === "cites").map((edge) => edge.taker)).size;
  return (
    <p class="summary">
      <Count n={reports} of="report" href={storyHref(story.id, { tab: "reports" })} />; what they tell begins at{" "}
      <strong>
        <Count n={origins} of="independent origin" href={table("origins")} />
      </strong>
      {unnamed > 0 && (
        <>
          , <Count n={unnamed} href={table("unnamed")} label="independent origins that are unnamed" /> of them unnamed
        </>
      )}
      .{" "}
      {cites > 0 && (
        <>
          <Count n={cites} of="report" href={table("cites")} /> {cites === 1 ? "cites" : "cite"} another outlet.{" "}
        </>
      )}
      {copies > 0 && (
        <>
          <Count n={copies} of="report" href={table("copies")} /> {copies === 1 ? "carries" : "carry"} text that stood
          elsewhere before.
        </>
      )}
    </p>
  );
}

/** As many columns of boxes as have room beside the panel; the panel of a wider graph lies below it. */
const COLUMNS = 3;

/** The part of the graph over which one claim travelled. */
function ofClaim(graph: GraphView, claim: string): GraphView {
  const edges = graph.edges.filter((edge) => edge.claims.includes(claim));
  const ids = new Set(edges.flatMap((edge) => [edge.taker, edge.giver]));
  return { ...graph, edges, nodes: graph.nodes.filter((node) => ids.has(node.id)) };
}

const ONLY: Readonly<Record<string, string>> = {
  origins: "what begins at independent origins",
  unnamed: "what begins at unnamed origins",
  cites: "who cites whom",
  copies: "who shares text with whom",
};

/** The arrows of one kind, or those that lead to origins. */
function ofKind(graph: GraphView, only: string): GraphView {
  const origins = new Set(
    graph.nodes
      .filter((node) => node.independent && (only !== "unnamed" || node.anonymity === "unnamed"))
      .map((node) => node.id),
  );
  const edges = graph.edges.filter((edge) =>
    only === "cites" || only === "copies" ? edge.kind === only : origins.has(edge.giver),
  );
  return { ...graph, edges };
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
        <span class="sample unnamed" /> unnamed source
      </li>
      <li>
        <span class="sample credited" /> credited, not in this archive
      </li>
    </ul>
  );
}

export { edgeKey };

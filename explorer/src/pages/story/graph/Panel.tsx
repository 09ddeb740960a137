import { Evidence } from "../../../components/Evidence.tsx";
import { Text } from "../../../components/Text.tsx";
import type { EdgeView, GraphView, NodeView, StoryView } from "../../../data/types.ts";
import { reportHref, storyHref } from "../../../router/links.ts";
import { counted, date } from "../../../text/format.ts";
import { nodeName } from "../names.ts";
import { EDGE_TOOK, nodeWords, plainReason } from "../words.ts";

/** What an arrow is called in an address. */
export function edgeKey(edge: EdgeView): string {
  return `${edge.taker}>${edge.giver}>${edge.kind}`;
}

interface Props {
  readonly graph: GraphView;
  readonly story: StoryView;
  readonly names: ReadonlyMap<string, string>;
  readonly picked: string;
  readonly onPick: (key: string) => void;
}

/** Beside the graph: what proves the chosen arrow, or what the chosen box took and gave. */
export function Panel({ graph, story, names, picked, onPick }: Props) {
  const node = graph.nodes.find((each) => each.id === picked);
  const edge = graph.edges.find((each) => edgeKey(each) === picked);
  const name = nameOf(graph, names);
  if (edge) return <EdgeProof edge={edge} graph={graph} story={story} name={name} onPick={onPick} />;
  if (node) return <NodeFacts node={node} graph={graph} name={name} onPick={onPick} />;
  return (
    <p class="soft">
      Choose a box or an arrow to see the passages that prove it. An arrow runs from who took something to whom it was
      taken from.
    </p>
  );
}

export function nameOf(graph: GraphView, names: ReadonlyMap<string, string>): (id: string) => string {
  const nodes = new Map(graph.nodes.map((node) => [node.id, nodeName(node)]));
  return (id) => names.get(id) ?? nodes.get(id) ?? "not told";
}

interface EdgeProps {
  readonly edge: EdgeView;
  readonly graph: GraphView;
  readonly story: StoryView;
  readonly name: (id: string) => string;
  readonly onPick: (key: string) => void;
}

function EdgeProof({ edge, graph, story, name, onPick }: EdgeProps) {
  return (
    <>
      <h2>
        <button type="button" class="quiet" onClick={() => onPick(edge.taker)}>
          <Text>{name(edge.taker)}</Text>
        </button>{" "}
        {EDGE_TOOK[edge.kind]}{" "}
        <button type="button" class="quiet" onClick={() => onPick(edge.giver)}>
          <Text>{name(edge.giver)}</Text>
        </button>
      </h2>
      {edge.evidence.map((reason) => (
        <div class="because">
          <p class="soft">
            <Text>{plainReason(reason.text)}</Text>
          </p>
          <Evidence {...reason.quote} />
        </div>
      ))}
      {edge.kind === "copies" && (
        <p>
          <a href={storyHref(story.id, { tab: "compare", a: edge.giver, b: edge.taker })}>Both reports side by side</a>
        </p>
      )}
      {edge.claims.length > 0 && (
        <>
          <h3>{counted(edge.claims.length, "claim")} went this way</h3>
          <ul class="rows">
            {edge.claims.map((claim) => (
              <li>
                <a href={storyHref(story.id, { tab: "claims", claim })}>
                  <Text>{graph.claims[claim] ?? claim}</Text>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface NodeProps {
  readonly node: NodeView;
  readonly graph: GraphView;
  readonly name: (id: string) => string;
  readonly onPick: (key: string) => void;
}

function NodeFacts({ node, graph, name, onPick }: NodeProps) {
  return (
    <>
      <h2>
        <Text>{name(node.id)}</Text>
      </h2>
      {node.report ? (
        <p>
          <a href={reportHref(node.report)}>
            <Text>{node.title ?? "without a title"}</Text>
          </a>
          <span class="soft"> {date(node.published, true)}</span>
        </p>
      ) : (
        <p class="soft">{nodeWords(node)}</p>
      )}
      {node.independent && (
        <p>
          <strong>Independent origin</strong>
          {node.anonymity === "unnamed" && ", unnamed"}: {counted(node.origins.length, "claim")}{" "}
          {node.origins.length === 1 ? "goes" : "go"} back to it and no further.
        </p>
      )}
      <Arrows
        title="Took from"
        edges={graph.edges.filter((edge) => edge.taker === node.id)}
        other="giver"
        name={name}
        onPick={onPick}
      />
      <Arrows
        title="Taken up by"
        edges={graph.edges.filter((edge) => edge.giver === node.id)}
        other="taker"
        name={name}
        onPick={onPick}
      />
    </>
  );
}

interface ArrowsProps {
  readonly title: string;
  readonly edges: readonly EdgeView[];
  readonly other: "giver" | "taker";
  readonly name: (id: string) => string;
  readonly onPick: (key: string) => void;
}

function Arrows({ title, edges, other, name, onPick }: ArrowsProps) {
  if (edges.length === 0) return null;
  return (
    <>
      <h3>
        {title} {edges.length}
      </h3>
      <ul class="arrows">
        {edges.map((edge) => (
          <li>
            <button type="button" class="quiet" onClick={() => onPick(edgeKey(edge))}>
              <Text>{name(edge[other])}</Text>{" "}
              <span class="soft">({edge.kind === "copies" ? "shared text" : edge.kind})</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

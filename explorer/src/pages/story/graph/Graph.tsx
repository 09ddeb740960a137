import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { shortLine } from "../../../text/controls.ts";
import { Text } from "../../../components/Text.tsx";
import type { EdgeView, GraphView, NodeView } from "../../../data/types.ts";
import { date } from "../../../text/format.ts";
import { nodeName } from "../names.ts";
import { EDGE_TOOK, nodeWords } from "../words.ts";
import { arrows, layout, type Placed, type Size } from "./layout.ts";
import { edgeKey } from "./Panel.tsx";

interface Props {
  readonly graph: GraphView;
  readonly names: ReadonlyMap<string, string>;
  readonly picked: string;
  readonly onPick: (key: string) => void;
}

const MARGIN = 8;

/** The drawing: boxes are buttons (arrow keys go between them), arrows run from who took to whom it took from. */
export function Graph({ graph, names, picked, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const drawn = useMemo(() => draw(graph, width), [graph, width]);
  const nodes = useMemo(() => new Map(graph.nodes.map((node) => [node.id, node])), [graph]);
  const near = useMemo(() => nearOf(graph, picked), [graph, picked]);
  const [at, setAt] = useState("");
  const stop = drawn.placed.some((place) => place.id === at) ? at : (drawn.placed[0]?.id ?? "");
  const go = (event: KeyboardEvent) => {
    const next = nextNode(drawn.placed, stop, event.key);
    if (!next) return;
    event.preventDefault();
    setAt(next);
    box.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)?.focus();
  };
  return (
    <div
      class="graph"
      ref={box}
      role="group"
      aria-label="Source graph. Arrow keys go from box to box, Enter shows what proves its arrows."
      onKeyDown={go}
      tabIndex={-1}
    >
      <div
        class="canvas"
        data-picked={picked !== "" || undefined}
        style={{ width: `${drawn.width}px`, height: `${drawn.height}px` }}
      >
        <svg width={drawn.width} height={drawn.height} aria-hidden="true">
          <Heads />
          <g transform={`translate(${MARGIN} ${MARGIN})`}>
            {drawn.lines.map(({ edge, path }) => (
              <Line edge={edge} path={path} lit={near.has(edgeKey(edge))} names={names} nodes={nodes} onPick={onPick} />
            ))}
          </g>
        </svg>
        {drawn.placed.map((place) => {
          const node = nodes.get(place.id);
          return (
            node && (
              <Box
                key={place.id}
                node={node}
                place={place}
                size={drawn.size}
                name={nodeName(node)}
                picked={picked === place.id}
                lit={near.has(place.id)}
                stop={stop === place.id}
                onPick={() => {
                  setAt(place.id);
                  onPick(place.id);
                }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

function Heads() {
  return (
    <defs>
      {(["quotes", "cites", "copies"] as const).map((kind) => (
        <marker
          id={`head-${kind}`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M1 0.5 7 4 1 7.5" class={`head is-${kind}`} />
        </marker>
      ))}
    </defs>
  );
}

interface LineProps {
  readonly edge: EdgeView;
  readonly path: string;
  readonly lit: boolean;
  readonly names: ReadonlyMap<string, string>;
  readonly nodes: ReadonlyMap<string, NodeView>;
  readonly onPick: (key: string) => void;
}

function Line({ edge, path, lit, names, nodes, onPick }: LineProps) {
  const name = (id: string) => shortLine(names.get(id) ?? nodes.get(id)?.name ?? "");
  return (
    <g class={lit ? "arrow lit" : "arrow"} onClick={() => onPick(edgeKey(edge))}>
      <title>{`${name(edge.taker)} ${EDGE_TOOK[edge.kind]} ${name(edge.giver)}`}</title>
      <path d={path} class="hit" />
      <path d={path} class={`edge is-${edge.kind}`} marker-end={`url(#head-${edge.kind})`} />
    </g>
  );
}

interface BoxProps {
  readonly node: NodeView;
  readonly place: Placed;
  readonly size: Size;
  readonly name: string;
  readonly picked: boolean;
  readonly lit: boolean;
  readonly stop: boolean;
  readonly onPick: () => void;
}

function Box({ node, place, size, name, picked, lit, stop, onPick }: BoxProps) {
  const unnamed = node.anonymity === "unnamed" && "unnamed";
  const kinds = ["node", `is-${node.kind}`, node.independent && "independent", unnamed, lit && "lit"];
  return (
    <button
      type="button"
      class={kinds.filter(Boolean).join(" ")}
      data-node={node.id}
      aria-pressed={picked}
      tabIndex={stop ? 0 : -1}
      title={shortLine(node.title ? `${name}: ${node.title}` : name)}
      style={{
        left: `${place.x + MARGIN}px`,
        top: `${place.y + MARGIN}px`,
        width: `${size.width}px`,
        height: `${size.height}px`,
      }}
      onClick={onPick}
    >
      <span class="name">
        <Text>{name}</Text>
      </span>
      <span class="kind">
        {node.independent && <b>origin</b>}
        {node.kind === "report" && date(node.published)}
        {unnamed || (node.kind !== "report" && !node.independent && nodeWords(node))}
      </span>
    </button>
  );
}

interface Drawing {
  readonly size: Size;
  readonly placed: readonly Placed[];
  readonly lines: ReturnType<typeof arrows<EdgeView>>;
  readonly width: number;
  readonly height: number;
}

/** As wide as there is room for, but no box narrower than a name needs: then the drawing scrolls. */
function draw(graph: GraphView, room: number): Drawing {
  const small = room < 480;
  const columns = 1 + Math.max(0, ...layout(graph.nodes, graph.edges, UNIT).map((place) => place.layer));
  const spare = (room - 2 * MARGIN - 34 - columns * 150) / Math.max(1, columns - 1);
  const across = small ? 44 : Math.max(40, Math.min(120, spare));
  const fits = (room - 2 * MARGIN - 34 - (columns - 1) * across) / columns;
  const size = { width: Math.round(Math.max(small ? 118 : 140, Math.min(230, fits))), height: 56, across, down: 10 };
  const placed = layout(graph.nodes, graph.edges, size);
  const right = Math.max(0, ...placed.map((place) => place.x + size.width));
  const bottom = Math.max(0, ...placed.map((place) => place.y + size.height));
  return {
    size,
    placed,
    lines: arrows(graph.edges, placed, size),
    width: right + 2 * MARGIN + 34,
    height: bottom + 2 * MARGIN,
  };
}

const UNIT: Size = { width: 1, height: 1, across: 1, down: 1 };

/** What is lit up with the choice: the box or arrow itself, its arrows and the boxes at their ends. */
function nearOf(graph: GraphView, picked: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const edge of graph.edges) {
    const key = edgeKey(edge);
    if (picked === key || picked === edge.taker || picked === edge.giver) {
      for (const id of [key, edge.taker, edge.giver]) found.add(id);
    }
  }
  if (picked) found.add(picked);
  return found;
}

/** Up and down go within a column, left and right to the box of the next column that is nearest in height. */
function nextNode(placed: readonly Placed[], from: string, key: string): string | null {
  const here = placed.find((place) => place.id === from);
  if (!here) return null;
  const nearest = (places: readonly Placed[]) =>
    [...places].sort((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y))[0]?.id ?? null;
  const column = (layer: number) => placed.filter((place) => place.layer === layer);
  if (key === "ArrowDown") return nearest(column(here.layer).filter((place) => place.y > here.y));
  if (key === "ArrowUp") return nearest(column(here.layer).filter((place) => place.y < here.y));
  if (key === "ArrowRight") return nearest(column(here.layer + 1));
  return key === "ArrowLeft" ? nearest(column(here.layer - 1)) : null;
}

function useWidth(box: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(720);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(Math.round(element.clientWidth)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return width;
}

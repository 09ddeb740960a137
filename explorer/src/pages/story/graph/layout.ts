/** Where the nodes and arrows of a source graph stand: origins first, each report right of all that it took from. */

export interface GraphNode {
  readonly id: string;
  readonly kind: "outlet" | "report" | "source";
  readonly independent: boolean;
}

export interface GraphEdge {
  readonly taker: string;
  readonly giver: string;
}

export interface Placed {
  readonly id: string;
  readonly layer: number;
  readonly x: number;
  readonly y: number;
}

export interface Arrow<Edge> {
  readonly edge: Edge;
  /** An SVG path from the taker's box to the giver's. */
  readonly path: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
  /** Room between two columns, and between two rows. */
  readonly across: number;
  readonly down: number;
}

const SWEEPS = 12;

/**
 * The column of each node: 0 for what takes from nobody here, else one more than the farthest that it took from. A report
 * at which no claim begins is never in column 0. An edge that would close a circle is left out of account.
 */
export function layersOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Map<string, number> {
  const givers = neighbours(nodes, edges, "giver");
  const kinds = new Map(nodes.map((node) => [node.id, node]));
  const found = new Map<string, number>();
  const open = new Set<string>();
  const layer = (id: string): number => {
    const known = found.get(id);
    if (known !== undefined) return known;
    open.add(id);
    const before = (givers.get(id) ?? []).filter((other) => !open.has(other)).map(layer);
    open.delete(id);
    const node = kinds.get(id);
    const least = node?.kind === "report" && !node.independent ? 1 : 0;
    const own = before.length > 0 ? Math.max(...before) + 1 : least;
    found.set(id, own);
    return own;
  };
  for (const node of nodes) layer(node.id);
  return found;
}

/** The ids of each column in order: every node near the middle of its neighbours (barycentre sweeps, ties as given). */
export function ordered(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string[][] {
  const layers = layersOf(nodes, edges);
  const columns: string[][] = [];
  for (const node of nodes) (columns[layers.get(node.id) ?? 0] ??= []).push(node.id);
  const filled = columns.filter((column) => column !== undefined);
  const near = merged(neighbours(nodes, edges, "giver"), neighbours(nodes, edges, "taker"));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const order = sweep % 2 === 0 ? filled : [...filled].reverse();
    for (const column of order) sortByNeighbours(column, ranks(filled), near);
  }
  return filled;
}

/** Places every node; the whole begins at (0, 0). */
export function layout(nodes: readonly GraphNode[], edges: readonly GraphEdge[], size: Size): Placed[] {
  const columns = ordered(nodes, edges);
  const near = merged(neighbours(nodes, edges, "giver"), neighbours(nodes, edges, "taker"));
  const step = size.height + size.down;
  const tallest = Math.max(0, ...columns.map((column) => column.length));
  const at = new Map<string, number>();
  for (const column of columns) {
    column.forEach((id, row) => at.set(id, (row + (tallest - column.length) / 2) * step));
  }
  for (let pass = 0; pass < 2; pass += 1) {
    for (const column of columns) {
      if (column.length === tallest) continue;
      const wished = column.map(
        (id) => mean((near.get(id) ?? []).map((other) => at.get(other) ?? 0)) ?? at.get(id) ?? 0,
      );
      settle(wished, step, (tallest - 1) * step).forEach((y, row) => at.set(column[row] ?? "", y));
    }
  }
  return columns.flatMap((column, layer) =>
    column.map((id) => ({ id, layer, x: layer * (size.width + size.across), y: at.get(id) ?? 0 })),
  );
}

/**
 * Positions in the given order, at least `step` apart and within [0, most], with the least sum of squared distances from
 * those wished for (isotonic regression by pooling neighbours).
 */
export function settle(wished: readonly number[], step: number, most: number): number[] {
  const pools: { sum: number; count: number }[] = [];
  wished.forEach((wish, at) => {
    let pool = { sum: wish - at * step, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  });
  const room = Math.max(0, most - (wished.length - 1) * step);
  const flat = pools.flatMap((pool) =>
    new Array<number>(pool.count).fill(Math.min(room, Math.max(0, pool.sum / pool.count))),
  );
  return flat.map((base, at) => base + at * step);
}

/** Arrows from taker to giver; several between the same two are set apart. */
export function arrows<Edge extends GraphEdge>(
  edges: readonly Edge[],
  placed: readonly Placed[],
  size: Size,
): Arrow<Edge>[] {
  const where = new Map(placed.map((node) => [node.id, node]));
  const seen = new Map<string, number>();
  return edges.flatMap((edge) => {
    const from = where.get(edge.taker);
    const to = where.get(edge.giver);
    if (!from || !to) return [];
    const pair = `${edge.taker} ${edge.giver}`;
    const nth = seen.get(pair) ?? 0;
    seen.set(pair, nth + 1);
    return [{ edge, path: curve(from, to, size, nth * 7) }];
  });
}

function curve(from: Placed, to: Placed, size: Size, aside: number): string {
  const fromY = from.y + size.height / 2 + aside;
  const toY = to.y + size.height / 2 + aside;
  if (to.layer < from.layer) {
    const [x1, x2] = [from.x, to.x + size.width + 2];
    const bend = Math.max(24, Math.min((x1 - x2) / 2, size.across));
    return `M${x1} ${fromY}C${x1 - bend} ${fromY} ${x2 + bend} ${toY} ${x2} ${toY}`;
  }
  const [x1, x2] = [from.x + size.width, to.x + size.width + 2];
  const out = Math.max(x1, x2) + Math.min(size.across * 0.7, 40);
  return `M${x1} ${fromY}C${out} ${fromY} ${out} ${toY} ${x2} ${toY}`;
}

type Near = Map<string, string[]>;

function neighbours(nodes: readonly GraphNode[], edges: readonly GraphEdge[], side: "giver" | "taker"): Near {
  const found: Near = new Map(nodes.map((node) => [node.id, []]));
  for (const edge of edges) {
    const [of, other] = side === "giver" ? [edge.taker, edge.giver] : [edge.giver, edge.taker];
    const list = found.get(of);
    if (list && found.has(other) && other !== of && !list.includes(other)) list.push(other);
  }
  return found;
}

function merged(a: Near, b: Near): Near {
  return new Map([...a].map(([id, list]) => [id, [...new Set([...list, ...(b.get(id) ?? [])])]]));
}

/** Each node's place in its column, from 0 to 1, so that columns of different length can be compared. */
function ranks(columns: readonly (readonly string[])[]): Map<string, number> {
  return new Map(columns.flatMap((column) => column.map((id, at) => [id, (at + 0.5) / column.length] as const)));
}

function sortByNeighbours(column: string[], rank: Map<string, number>, near: Near): void {
  const own = new Set(column);
  const wish = (id: string) =>
    mean((near.get(id) ?? []).filter((other) => !own.has(other)).map((other) => rank.get(other) ?? 0.5)) ??
    rank.get(id) ??
    0.5;
  const wished = new Map(column.map((id) => [id, wish(id)]));
  column.sort((a, b) => (wished.get(a) ?? 0) - (wished.get(b) ?? 0));
}

function mean(values: readonly number[]): number | null {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}

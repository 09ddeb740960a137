import { brush } from "d3-brush";
import { geoPath } from "d3-geo";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from "d3-zoom";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { narrow } from "../../app/screen.ts";
import { Choice } from "../../components/Choice.tsx";
import type { Box, PlaceCount } from "./cells.ts";
import { useLand } from "./land.ts";
import { Points } from "./Points.tsx";
import { boxText, flat, type Size } from "./projection.ts";

interface Props {
  readonly places: readonly PlaceCount[];
  readonly box: Box | null;
  readonly picked: string;
  readonly onBox: (box: string | null) => void;
}

type Mode = "move" | "area";
const STEP = 60;

/** The map: shapes at places; it is moved and zoomed, or an area of it is chosen by dragging. */
export function World({ places, box, picked, onBox }: Props) {
  const size: Size = useMemo(() => (narrow() ? { width: 520, height: 400 } : { width: 960, height: 400 }), []);
  const projection = useMemo(() => flat(size), [size]);
  const [mode, setMode] = useState<Mode>("move");
  const { svg, view, by, to } = useZoom(size, mode);
  const seen: Box = cornersOf((at) => projection.invert?.(view.invert(at)) ?? null, [0, 0], [size.width, size.height]);
  const keys = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    by(move);
  };
  return (
    <figure class="world">
      <div class="tools noprint">
        <Choice
          label="What dragging does"
          options={[
            ["move", "Move"],
            ["area", "Choose an area"],
          ]}
          chosen={mode}
          onChoose={(chosen) => setMode(chosen === "area" ? "area" : "move")}
        />
        <div class="zoom" role="group" aria-label="Zoom">
          <button type="button" onClick={() => by({ k: 0.5 })} aria-label="Zoom out">
            −
          </button>
          <button type="button" onClick={() => by({ k: 2 })} aria-label="Zoom in">
            +
          </button>
          <button type="button" onClick={() => to(null)}>
            World
          </button>
          <button type="button" onClick={() => onBox(boxText(seen))}>
            Only what is in view
          </button>
        </div>
      </div>
      <svg
        ref={svg}
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="group"
        tabindex={0}
        class={mode}
        onKeyDown={keys}
        aria-label="Map of events: arrows move it, plus and minus zoom; the list of places below has the same"
      >
        <rect class="water" width={size.width} height={size.height} />
        <Countries projection={projection} view={view} />
        {box && <Area box={box} project={(at) => view.apply(projection(at) ?? [0, 0])} />}
        {mode === "area" && (
          <Brush
            size={size}
            onEnd={([a, b]) => onBox(boxText(cornersOf((at) => projection.invert?.(view.invert(at)) ?? null, a, b)))}
          />
        )}
        <Points
          places={places}
          project={(at) => view.apply(projection(at) ?? [-99, -99])}
          size={size}
          picked={picked}
          split={view.k >= 4}
        />
      </svg>
      <figcaption class="soft">
        Each place has the shape of how most of its events stand; its size is their number. Ctrl and wheel, two fingers
        or + and − zoom.
      </figcaption>
    </figure>
  );
}

interface Move {
  readonly k?: number;
  readonly x?: number;
  readonly y?: number;
}

const MOVES: Readonly<Record<string, Move>> = {
  "+": { k: 1.5 },
  "=": { k: 1.5 },
  "-": { k: 1 / 1.5 },
  ArrowLeft: { x: STEP },
  ArrowRight: { x: -STEP },
  ArrowUp: { y: STEP },
  ArrowDown: { y: -STEP },
};

function useZoom({ width, height }: Size, mode: Mode) {
  const svg = useRef<SVGSVGElement>(null);
  const now = useRef(mode);
  now.current = mode;
  const [view, setView] = useState<ZoomTransform>(zoomIdentity);
  const behaviour = useMemo(() => zoom<SVGSVGElement, unknown>(), []);
  useEffect(() => {
    if (!svg.current) return;
    const beyond = Math.max(0, (960 - width) / 2);
    behaviour
      .extent([[0, 0], [width, height]])
      .translateExtent([[-beyond, 0], [width + beyond, height]])
      .scaleExtent([1, 64])
      .filter((event: Event) => allowed(event, now.current))
      .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => setView(event.transform)); // prettier-ignore
    select(svg.current).call(behaviour);
  }, [behaviour, width, height]);
  const by = ({ k, x = 0, y = 0 }: Move) => {
    if (!svg.current) return;
    if (k) behaviour.scaleBy(select(svg.current), k);
    else behaviour.translateBy(select(svg.current), x / view.k, y / view.k);
  };
  const to = (transform: ZoomTransform | null) => {
    if (svg.current) behaviour.transform(select(svg.current), transform ?? zoomIdentity);
  };
  return { svg, view, by, to };
}

/** The page scrolls by the wheel and by one finger, as everywhere else. */
function allowed(event: Event, mode: Mode): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
  if ("touches" in event) return (event as TouchEvent).touches.length > 1;
  return mode === "move" && (event as MouseEvent).button === 0 && !(event as MouseEvent).ctrlKey;
}

function Countries({ projection, view }: { projection: ReturnType<typeof flat>; view: ZoomTransform }) {
  const land = useLand();
  const paths = useMemo(() => {
    if (!land) return null;
    const path = geoPath(projection);
    return { land: path(land.countries) ?? "", borders: path(land.borders) ?? "" };
  }, [land, projection]);
  if (!paths) return null;
  return (
    <g transform={view.toString()}>
      <path class="land" d={paths.land} />
      <path class="borders" d={paths.borders} />
    </g>
  );
}

function Area({ box, project }: { box: Box; project: (at: [number, number]) => [number, number] }) {
  const [west, south, east, north] = box;
  const [left, top] = project([west, north]);
  const [right, bottom] = project([east, south]);
  if (right < left) return null;
  return <rect class="chosen-area" x={left} y={top} width={right - left} height={bottom - top} />;
}

type Corner = [number, number];

function Brush({ size, onEnd }: { size: Size; onEnd: (selection: [Corner, Corner]) => void }) {
  const group = useRef<SVGGElement>(null);
  const tell = useRef(onEnd);
  tell.current = onEnd;
  useEffect(() => {
    if (!group.current) return;
    const drawn = select(group.current);
    const behaviour = brush<unknown>().extent([[0, 0], [size.width, size.height]]); // prettier-ignore
    behaviour.on("end", (event: { selection: [Corner, Corner] | null; sourceEvent: unknown }) => {
      if (!event.sourceEvent || !event.selection) return;
      drawn.call(behaviour.clear);
      tell.current(event.selection);
    });
    drawn.call(behaviour);
  }, [size]);
  return <g class="brush" ref={group} />;
}

function cornersOf(invert: (at: Corner) => Corner | null, [left, top]: Corner, [right, bottom]: Corner): Box {
  const [west, north] = invert([left, top]) ?? [-180, 90];
  const [east, south] = invert([right, bottom]) ?? [180, -90];
  return [Math.max(-180, west), Math.max(-90, south), Math.min(180, east), Math.min(90, north)];
}

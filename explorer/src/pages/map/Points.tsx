import { STANDINGS, StandingShape } from "../../components/Modality.tsx";
import { mapHref } from "../../router/links.ts";
import { useQuery } from "../../router/use.ts";
import { shortLine } from "../../text/controls.ts";
import { counted } from "../../text/format.ts";
import { leading, type PlaceCount } from "./cells.ts";
import type { Size } from "./projection.ts";

/** More points than these cover each other; the list of places has all. */
const MOST = 500;
const FEW = 40;

interface Props {
  readonly places: readonly PlaceCount[];
  readonly project: (at: [number, number]) => [number, number];
  readonly size: Size;
  readonly picked: string;
  /** Whether the other ways in which events stand have small shapes of their own beside the large one. */
  readonly split: boolean;
}

/** The places, the largest first, so that small ones lie on top and can be reached. */
export function Points({ places, project, size, picked, split }: Props) {
  const [query] = useQuery();
  const most = Math.max(1, places[0]?.count ?? 1);
  const drawn = places.slice(0, MOST).flatMap((each) => {
    const { lat, lon } = each.place;
    if (lat == null || lon == null) return [];
    const at = project([lon, lat]);
    const seen = at[0] > 0 && at[0] < size.width && at[1] > 0 && at[1] < size.height;
    return seen ? [{ each, at, r: 3.5 + 13 * Math.sqrt(each.count / most) }] : [];
  });
  const apart = split || drawn.length <= FEW;
  return (
    <g class="points">
      {drawn.map(({ each, at, r }) => (
        <a
          key={each.place.id}
          href={mapHref({ ...query, place: each.place.id === picked ? null : each.place.id })}
          tabindex={-1}
          aria-label={`${shortLine(each.place.name)}: ${counted(each.count, "event")}`}
          class={`${each.inside ? "inside" : "outside"}${each.place.id === picked ? " picked" : ""}`}
        >
          <g transform={`translate(${at[0].toFixed(1)},${at[1].toFixed(1)})`}>
            <title>{told(each)}</title>
            <StandingShape standing={leading(each.by)} size={r} />
            {apart && <Others each={each} r={r} />}
          </g>
        </a>
      ))}
    </g>
  );
}

function Others({ each, r }: { each: PlaceCount; r: number }) {
  const lead = leading(each.by);
  const others = STANDINGS.filter((kind) => kind !== lead && each.by[kind] > 0);
  return (
    <>
      {others.map((kind, at) => (
        <g transform={`translate(${r + 4 + at * 8},0)`}>
          <StandingShape standing={kind} size={3.5} />
        </g>
      ))}
    </>
  );
}

function told(each: PlaceCount): string {
  const parts = STANDINGS.filter((kind) => each.by[kind] > 0).map((kind) => `${kind} ${each.by[kind]}`);
  return `${shortLine(each.place.name)}: ${counted(each.count, "event")} (${parts.join(", ")})`;
}

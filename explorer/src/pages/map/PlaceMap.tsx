import { geoPath } from "d3-geo";
import { useMemo } from "preact/hooks";
import type { PlaceItem } from "../../data/types.ts";
import { countOf } from "./cells.ts";
import { useLand } from "./land.ts";
import { Points } from "./Points.tsx";
import { fitted, type Size } from "./projection.ts";
import "./map.css";

const SIZE: Size = { width: 640, height: 320 };

/** A small map of some places, as close as they allow; nothing where none of them has a point on the map. */
export function PlaceMap({ places, label }: { places: readonly PlaceItem[]; label: string }) {
  const counts = useMemo(() => places.map(countOf), [places]);
  const points = useMemo(
    () => places.flatMap(({ place: { lat, lon } }) => (lat == null || lon == null ? [] : [[lon, lat] as const])),
    [places],
  );
  const projection = useMemo(() => fitted(SIZE, points), [points]);
  const land = useLand();
  const paths = useMemo(() => {
    const path = geoPath(projection);
    return land ? { land: path(land.countries) ?? "", borders: path(land.borders) ?? "" } : null;
  }, [land, projection]);
  if (points.length === 0) return null;
  return (
    <figure class="world small">
      <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="group" aria-label={label}>
        <rect class="water" width={SIZE.width} height={SIZE.height} />
        {paths && <path class="land" d={paths.land} />}
        {paths && <path class="borders" d={paths.borders} />}
        <Points places={counts} project={(at) => projection(at) ?? [-99, -99]} size={SIZE} picked="" split={false} />
      </svg>
    </figure>
  );
}

import type { FeatureCollection, MultiLineString } from "geojson";
import { useEffect, useState } from "preact/hooks";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json?url";

export interface Land {
  readonly countries: FeatureCollection;
  readonly borders: MultiLineString;
}

type Atlas = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

/** The outlines of the countries (Natural Earth, 1:110 million): a file of these pages, fetched once; null until then. */
export function useLand(): Land | null {
  const [land, setLand] = useState<Land | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    fetch(atlas, { signal: controller.signal })
      .then((response) => response.json() as Promise<Atlas>)
      .then((found) => setLand(cut(found)))
      // Without outlines the points still stand where they are.
      .catch(() => undefined);
    return () => controller.abort();
  }, []);
  return land;
}

function cut(found: Atlas): Land {
  const { countries } = found.objects;
  return { countries: feature(found, countries), borders: mesh(found, countries, (a, b) => a !== b) };
}

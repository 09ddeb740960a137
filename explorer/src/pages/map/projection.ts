/** The map's projection: degrees as a plain grid, so that an area in degrees is a rectangle on the map too. */

import { geoEquirectangular, type GeoProjection } from "d3-geo";
import type { Box } from "./cells.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How wide the whole world is, and the latitude in the middle: without Antarctica. */
export const WORLD = 960;
const MIDDLE = 12;

export function flat({ width, height }: Size): GeoProjection {
  const scale = WORLD / (2 * Math.PI);
  const down = height / 2 + (scale * MIDDLE * Math.PI) / 180;
  return geoEquirectangular()
    .scale(scale)
    .translate([width / 2, down])
    .precision(0);
}

/** The projection in which some points fill a picture, with a margin; one point alone is shown with what is around it. */
export function fitted({ width, height }: Size, points: readonly (readonly [number, number])[]): GeoProjection {
  const lons = points.map((each) => each[0]);
  const lats = points.map((each) => each[1]);
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const wide = Math.min(360, Math.max(24, (east - west) * 1.3));
  const high = Math.min(170, Math.max(14, (north - south) * 1.4));
  const scale = Math.min(width / wide, height / high) * (180 / Math.PI);
  const perDegree = (scale * Math.PI) / 180;
  return geoEquirectangular()
    .scale(scale)
    .translate([width / 2 - ((west + east) / 2) * perDegree, height / 2 + ((south + north) / 2) * perDegree])
    .precision(0);
}

/** An area as it is written in an address. */
export function boxText(box: Box): string {
  return box.map((each) => String(Number(each.toFixed(2)))).join(",");
}

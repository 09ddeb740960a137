/** Spans are in Unicode code points, JavaScript's strings in UTF-16 units: everything that cuts a text goes through here. */

import type { Span } from "../data/record.ts";

const SURROGATE = /[\ud800-\udfff]/;

/** A text that is cut by code points. */
export interface PointText {
  readonly text: string;
  /** Length in code points. */
  readonly length: number;
  /** The UTF-16 offset of a code point; beyond the ends, the end. */
  unit(point: number): number;
  /** The code point that a UTF-16 offset stands in. */
  point(unit: number): number;
  slice(start: number, end: number): string;
}

export function pointText(text: string): PointText {
  return SURROGATE.test(text) ? astral(text) : plain(text);
}

/** The characters of one span. */
export function cut(text: PointText, span: Span): string {
  return text.slice(span[0], span[1]);
}

function plain(text: string): PointText {
  const clamp = (at: number) => Math.max(0, Math.min(at, text.length));
  return {
    text,
    length: text.length,
    unit: clamp,
    point: clamp,
    slice: (start, end) => text.slice(clamp(start), clamp(end)),
  };
}

function astral(text: string): PointText {
  const units = unitOffsets(text);
  const length = units.length - 1;
  const unit = (point: number) => units[Math.max(0, Math.min(point, length))] ?? text.length;
  return {
    text,
    length,
    unit,
    point: (at) => Math.max(0, Math.min(firstAfter(units, at) - 1, length)),
    slice: (start, end) => text.slice(unit(start), unit(end)),
  };
}

function unitOffsets(text: string): Int32Array {
  const offsets = new Int32Array(text.length + 1);
  let count = 0;
  for (let at = 0; at < text.length; count += 1) {
    offsets[count] = at;
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  offsets[count] = text.length;
  return offsets.subarray(0, count + 1);
}

/** The index of the first offset beyond `at` (binary search). */
function firstAfter(offsets: Int32Array, at: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

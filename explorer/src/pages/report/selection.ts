/** What a reader has selected in an annotated text, in code points of the report. */

import type { Span } from "../../data/record.ts";

/** The span of the selection inside `box`; null where nothing, or something else, is selected. */
export function selectedSpan(box: HTMLElement, selection: Selection | null): Span | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null;
  const start = pointAt(range.startContainer, range.startOffset);
  const end = pointAt(range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? [start, end] : null;
}

function pointAt(node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const paragraph = element?.closest<HTMLElement>("p[data-start]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return Number(paragraph.dataset["start"]) + pointsOf(before.cloneContents());
}

/** Code points of a fragment; a control character is shown by several letters and is one. */
function pointsOf(fragment: DocumentFragment): number {
  let count = 0;
  for (const control of fragment.querySelectorAll(".control")) {
    control.textContent = "\u200e";
  }
  for (const unit of fragment.textContent ?? "") count += unit ? 1 : 0;
  return count;
}

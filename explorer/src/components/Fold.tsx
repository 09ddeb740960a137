import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/** What is opened by a press, and made only then: a page of a hundred closed lists is there at once. */
export function Fold({ title, children }: { title: ComponentChildren; children: () => ComponentChildren }) {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && children()}
    </details>
  );
}

import type { ComponentChildren } from "preact";

/** A part of a page with its heading; `aside` stands beside the heading (a count, a toggle). */
export function Section({
  id,
  title,
  aside,
  children,
}: {
  id?: string;
  title: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="part" id={id}>
      <div class="heading">
        <h2>{title}</h2>
        {aside && <div class="beside">{aside}</div>}
      </div>
      {children}
    </section>
  );
}

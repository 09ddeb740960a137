import { useEffect, useState } from "preact/hooks";
import { CopyCitation } from "../../components/CopyCitation.tsx";
import type { Span } from "../../data/record.ts";
import { counted } from "../../text/format.ts";
import { useBook } from "./context.ts";
import { selectedSpan } from "./selection.ts";

/** A bar below the text while words of it are selected: copies them as a citation. */
export function Selected({ box }: { box: { readonly current: HTMLElement | null } }) {
  const { book, points } = useBook();
  const [span, setSpan] = useState<Span | null>(null);
  useEffect(() => {
    const look = () => {
      const text = box.current?.querySelector<HTMLElement>(".annotated");
      setSpan(text ? selectedSpan(text, getSelection()) : null);
    };
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [box]);
  if (!span) return null;
  const { report } = book.record;
  const text = points.slice(span[0], span[1]);
  return (
    <div class="selected noprint" onMouseDown={(event) => event.preventDefault()}>
      {counted(text.trim().split(/\s+/).length, "word")} selected
      <CopyCitation
        report={report.id}
        span={span}
        text={text}
        outlet={report.outlet}
        published={report.published}
        title={report.title}
        uri={report.uri}
      />
    </div>
  );
}

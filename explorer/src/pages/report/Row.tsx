import type { ComponentChildren } from "preact";
import { CopyCitation } from "../../components/CopyCitation.tsx";
import { Text } from "../../components/Text.tsx";
import type { Span } from "../../data/record.ts";
import { reportHref } from "../../router/links.ts";
import { useBook, useRows } from "./context.ts";

interface Props {
  readonly id: string;
  readonly span: Span | null;
  /** The words of the row; those of the span where they are left out. */
  readonly words?: string;
  readonly head?: ComponentChildren;
  readonly foot?: ComponentChildren;
  readonly look?: string;
}

/** One row beside the text: hovering marks its words there, choosing it goes to them. */
export function Row({ id, span, words, head, foot, look }: Props) {
  const { picked, onHover, onPick } = useRows();
  const { points, book } = useBook();
  const { report } = book.record;
  const text = span ? points.slice(span[0], span[1]) : "";
  const choose = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest("a.own, button, summary")) return;
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    onPick(id);
  };
  return (
    <li
      class={`row ${look ?? ""}`}
      data-item
      data-row={id}
      data-chosen={picked === id || undefined}
      onMouseEnter={() => onHover([id])}
      onMouseLeave={() => onHover([])}
      onFocusIn={() => onHover([id])}
      onClick={choose}
    >
      <div class="top-line">
        <div>{head}</div>
        {span && (
          <CopyCitation
            report={report.id}
            span={span}
            text={text}
            outlet={report.outlet}
            published={report.published}
            title={report.title}
            uri={report.uri}
          />
        )}
      </div>
      {span ? (
        <a class="words" href={reportHref(report.id, span, { pick: id })}>
          <Text>{words ?? text}</Text>
        </a>
      ) : (
        <p class="words">
          <Text>{words ?? ""}</Text>
        </p>
      )}
      <div class="foot">{foot}</div>
    </li>
  );
}

import type { Span } from "../data/record.ts";
import { reportHref } from "../router/links.ts";
import { date } from "../text/format.ts";
import { CopyCitation } from "./CopyCitation.tsx";
import { Found } from "./Found.tsx";
import { Text } from "./Text.tsx";

export interface EvidenceProps {
  /** The report's id. */
  readonly report: string;
  /** Code points of the report's text. */
  readonly span: Span;
  /** The characters of the span. */
  readonly text: string;
  readonly outlet?: string | null;
  readonly published?: string | null;
  readonly title?: string | null;
  readonly uri?: string | null;
  /** Code-point spans of `text` to be set off: words found. */
  readonly found?: readonly Span[];
  /** Without the line of outlet and date, where they stand beside it already. */
  readonly bare?: boolean;
}

/** Words of a report, quoted, with a link to where they stand in it. */
export function Evidence(props: EvidenceProps) {
  const { report, span, text, outlet, published, bare } = props;
  return (
    <div class="evidence">
      <blockquote cite={props.uri ?? undefined}>
        <a class="quoted" href={reportHref(report, span)} title="Open the report at these words">
          {props.found?.length ? <Found text={text} found={props.found} /> : <Text>{text}</Text>}
        </a>
      </blockquote>
      {!bare && (
        <p class="origin">
          <Text>{outlet ?? "outlet not told"}</Text>
          {" · "}
          <time dateTime={published ?? undefined}>{date(published)}</time>
          <CopyCitation {...props} />
        </p>
      )}
    </div>
  );
}

import { Count } from "../../components/Count.tsx";
import { Text } from "../../components/Text.tsx";
import type { ReportView } from "../../data/types.ts";
import { useCache } from "../../data/use.ts";
import { reportHref, searchHref, storyHref } from "../../router/links.ts";
import { date } from "../../text/format.ts";

/** An address that may be opened: http and https only. */
export function webAddress(uri: string | null | undefined): string | null {
  if (!uri) return null;
  try {
    const url = new URL(uri);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Outlet, author, date, the original, its stories and other appearances, in a line. */
export function Facts({ view }: { view: ReportView }) {
  const { report, stories, revisions } = view;
  const address = webAddress(report.uri);
  const others = report.appearances.length - 1;
  return (
    <div class="report-facts">
      {report.outlet && (
        <a href={searchHref({ in: "reports", outlet: report.outlet })}>
          <Text>{report.outlet}</Text>
        </a>
      )}
      {report.byline && (
        <span>
          by <Text>{report.byline}</Text>
        </span>
      )}
      <time dateTime={report.published ?? undefined}>{date(report.published, true)}</time>
      {address && (
        <a href={address} rel="noreferrer">
          the original
        </a>
      )}
      <Briefing view={view} />
      {others > 0 && <Count n={others} of="other appearance" href={reportHref(report.id, null, { tab: "about" })} />}
      {revisions.length > 1 && (
        <Count n={revisions.length} of="revision" href={reportHref(report.id, null, { tab: "about" })} />
      )}
      {report.superseded_by && <a href={reportHref(report.superseded_by)}>revised since: open the later one</a>}
      {stories.map((story) => (
        <span>
          in{" "}
          <a href={storyHref(story.id)}>
            <Text>{story.title}</Text>
          </a>{" "}
          <span class="soft">
            (<Count n={story.reports} of="report" href={storyHref(story.id, { tab: "reports" })} />)
          </span>
        </span>
      ))}
    </div>
  );
}

/** The briefing: a page of its own, made by the server, or a file beside the record on a published site. */
function Briefing({ view }: { view: ReportView }) {
  const { kind } = useCache().source;
  const path = view.briefing.replace(/^\//, "");
  return <a href={kind === "files" ? `${path}.html` : `${path}?format=html`}>briefing</a>;
}

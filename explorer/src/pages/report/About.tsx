import { useState } from "preact/hooks";
import { Count } from "../../components/Count.tsx";
import { Answer } from "../../components/States.tsx";
import { Text } from "../../components/Text.tsx";
import { api } from "../../data/api-client.ts";
import type { RevisionItem } from "../../data/types.ts";
import { useData } from "../../data/use.ts";
import { reportHref, storyHref } from "../../router/links.ts";
import { counted, date, number, shortId } from "../../text/format.ts";
import { changes } from "./changes.ts";
import { useBook } from "./context.ts";
import { webAddress } from "./Facts.tsx";

const BASIS = { given: "as given", metadata: "from the page's own data", dateline: "from the dateline" } as const;

/** Where the report comes from, its revisions, where else it came out, and what made the record. */
export function About() {
  const { book } = useBook();
  const { view, record } = book;
  const { report, coder, failures } = record;
  return (
    <div class="about">
      <dl>
        <Fact name="Title" value={report.title} />
        <Fact name="Outlet" value={report.outlet} />
        <Fact name="Author" value={report.byline} />
        <Fact
          name="Published"
          value={
            report.published &&
            `${date(report.published, true)}${report.published_basis ? `, ${BASIS[report.published_basis]}` : ""}`
          }
        />
        <Fact name="Place of writing" value={report.dateline?.place} />
        <Fact name="Retrieved" value={report.retrieved && date(report.retrieved, true)} />
        <Fact name="Language" value={report.language} />
        <Fact name="Words" value={number(view.report.words)} />
        <Fact name="Credits" value={report.credits.map((credit) => `${credit.outlet} (${credit.kind})`).join(", ")} />
        <Fact name="Report id" value={report.id} />
        <Fact
          name="Read by"
          value={`onrecord ${coder.version}${coder.weights ? `, weights ${shortId(coder.weights)}` : ""}`}
        />
      </dl>
      {failures.map((failure) => (
        <p class="alarm">
          Not read: {failure.stage} (<Text>{failure.problem}</Text>)
        </p>
      ))}
      <h2>Stories that it is in</h2>
      {view.stories.length === 0 && <p class="soft">None: no other report of this archive tells the same.</p>}
      <ul class="plain-list">
        {view.stories.map((story) => (
          <li data-item>
            <a href={storyHref(story.id)}>
              <Text>{story.title}</Text>
            </a>{" "}
            <Count n={story.reports} of="report" href={storyHref(story.id, { tab: "reports" })} />
          </li>
        ))}
      </ul>
      <Appearances />
      <Revisions revisions={view.revisions} now={report.id} />
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string | null | undefined }) {
  if (!value) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Text whole>{value}</Text>
      </dd>
    </>
  );
}

function Appearances() {
  const { appearances } = useBook().book.view.report;
  if (appearances.length < 2) return null;
  return (
    <>
      <h2>The same text came out in {counted(appearances.length, "place")}</h2>
      <ul class="plain-list">
        {appearances.map((each) => {
          const address = webAddress(each.uri);
          const name = <Text>{each.outlet ?? each.uri ?? "outlet not told"}</Text>;
          return (
            <li>
              {address ? (
                <a href={address} rel="noreferrer">
                  {name}
                </a>
              ) : (
                name
              )}{" "}
              <span class="soft">{date(each.published, true)}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Revisions({ revisions, now }: { revisions: readonly RevisionItem[]; now: string }) {
  if (revisions.length < 2) return null;
  return (
    <>
      <h2>{counted(revisions.length, "revision")} at this address</h2>
      <ol class="plain-list">
        {revisions.map((each, at) => (
          <li>
            {each.report === now ? <b>this one</b> : <a href={reportHref(each.report)}>{shortId(each.report)}</a>}{" "}
            <span class="soft">
              {date(each.retrieved ?? each.published, true)}, {counted(each.words, "word")}
            </span>
            {at > 0 && <Changed before={revisions[at - 1]?.report ?? ""} after={each.report} count={each.changes} />}
          </li>
        ))}
      </ol>
    </>
  );
}

function Changed({ before, after, count }: { before: string; after: string; count: number }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{counted(count, "change")} from the one before</summary>
      {open && <Difference before={before} after={after} />}
    </details>
  );
}

function Difference({ before, after }: { before: string; after: string }) {
  const [old, fresh] = [useData(api.report(before)), useData(api.report(after))];
  return (
    <Answer of={old} what="the revision before">
      {(a) => (
        <Answer of={fresh} what="the revision">
          {(b) => (
            <div class="difference">
              {changes(a.record.report.text, b.record.report.text)
                .filter((change) => change.kind !== "same")
                .map(({ kind, text }) =>
                  kind === "gone" ? (
                    <del>
                      <Text whole>{text}</Text>
                    </del>
                  ) : (
                    <ins>
                      <Text whole>{text}</Text>
                    </ins>
                  ),
                )}
            </div>
          )}
        </Answer>
      )}
    </Answer>
  );
}

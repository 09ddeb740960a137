import { Answer, Empty } from "../../components/States.tsx";
import { StatementTable } from "../../components/Statements.tsx";
import { Text } from "../../components/Text.tsx";
import { shownOnly, Unsure } from "../../components/Unsure.tsx";
import { api } from "../../data/api-client.ts";
import type { StatementItem } from "../../data/types.ts";
import { usePages } from "../../data/use.ts";
import { storyHref } from "../../router/links.ts";
import { useQuery } from "../../router/use.ts";
import { number } from "../../text/format.ts";

const PAGE = 100;

/** What the actor said, by story: the stories in the order of their latest statement. */
export function Said({ actor }: { actor: string }) {
  const [query] = useQuery();
  const found = usePages(api.actorStatements(actor, { limit: PAGE }));
  return (
    <>
      <Unsure />
      <Answer of={found} what="the statements">
        {(first) => {
          const pages = found.pages.length > 0 ? found.pages : [first];
          const all = pages.flatMap((page) => page.statements);
          const seen = all.filter((each) => each.shown || !shownOnly(query));
          if (first.total === 0) return <Empty title="No report quotes it." />;
          return (
            <>
              <ByStory statements={seen} titles={Object.assign({}, ...pages.map((page) => page.stories))} />
              <p class="pager" role="status">
                {number(seen.length)} {shownOnly(query) ? "sure readings among" : "of"} the latest {number(all.length)}{" "}
                of {number(first.total)} statements
                {pages.at(-1)?.cursor != null && (
                  <button type="button" onClick={found.more} disabled={found.loading}>
                    {found.loading ? "Asking…" : "Show more"}
                  </button>
                )}
              </p>
            </>
          );
        }}
      </Answer>
    </>
  );
}

interface ByStoryProps {
  readonly statements: readonly StatementItem[];
  readonly titles: Readonly<Record<string, string>>;
}

function ByStory({ statements, titles }: ByStoryProps) {
  return (
    <>
      {grouped(statements).map(([story, said]) => (
        <section class="topic" key={story}>
          <h2>
            {story ? (
              <a href={storyHref(story)}>
                <Text>{titles[story] ?? "a story"}</Text>
              </a>
            ) : (
              "In no story"
            )}
          </h2>
          <StatementTable statements={said} caption={`Statements on ${titles[story] ?? "other matters"}`} />
        </section>
      ))}
    </>
  );
}

function grouped(statements: readonly StatementItem[]): [string, StatementItem[]][] {
  const found = new Map<string, StatementItem[]>();
  for (const each of statements) {
    const story = each.story ?? "";
    found.set(story, [...(found.get(story) ?? []), each]);
  }
  return [...found];
}

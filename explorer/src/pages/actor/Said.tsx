import { Pager } from "../../components/Pager.tsx";
import { Answer, Empty } from "../../components/States.tsx";
import { StatementTable } from "../../components/Statements.tsx";
import { Text } from "../../components/Text.tsx";
import { shownOnly, Unsure } from "../../components/Unsure.tsx";
import { api } from "../../data/api-client.ts";
import type { Resource } from "../../data/source.ts";
import type { StatementItem, StatementPage } from "../../data/types.ts";
import { usePages } from "../../data/use.ts";
import { storyHref } from "../../router/links.ts";
import type { Query } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";

const PAGE = 100;

/** What the actor said, as the page asks for it: with the months it was said in. */
export function saidBy(actor: string, query: Query): Resource<StatementPage> {
  return api.actorStatements(actor, { limit: PAGE, shown: shownOnly(query) });
}

/** What the actor said, by story: the stories in the order of their latest statement. */
export function Said({ actor }: { actor: string }) {
  const [query] = useQuery();
  const found = usePages(saidBy(actor, query));
  return (
    <>
      <Unsure />
      <Answer of={found} what="the statements">
        {(first) => {
          const pages = found.pages.length > 0 ? found.pages : [first];
          const all = pages.flatMap((page) => page.statements);
          if (first.total === 0) return <Empty title={`No report quotes it${shownOnly(query) ? " for sure" : ""}.`} />;
          return (
            <>
              <ByStory statements={all} titles={Object.assign({}, ...pages.map((page) => page.stories))} />
              <Pager
                shown={all.length}
                total={first.total}
                next={pages.at(-1)?.cursor != null}
                loading={found.loading}
                onMore={found.more}
              />
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

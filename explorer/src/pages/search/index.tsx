import { Page } from "../../app/Page.tsx";
import { Choice } from "../../components/Choice.tsx";
import { EmptyArchive } from "../../components/EmptyArchive.tsx";
import { Pager } from "../../components/Pager.tsx";
import { Answer, Empty } from "../../components/States.tsx";
import { api } from "../../data/api-client.ts";
import type { SearchView } from "../../data/types.ts";
import { useData, usePages } from "../../data/use.ts";
import { one } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { counted } from "../../text/format.ts";
import { searchParams } from "./asked.ts";
import { SetFilters } from "./SetFilters.tsx";
import { Filters } from "./Filters.tsx";
import { Guide } from "./Guide.tsx";
import { Hits } from "./Hits.tsx";
import { kindOf, KINDS, type Kind } from "./kinds.ts";
import "./search.css";

const NONE: SearchView["facets"] = {};

const ORDERS = [
  ["relevance", "best match"],
  ["newest", "newest"],
  ["oldest", "oldest"],
] as const;

/** Search over statements, events, positions and reports, with facets; all of it is in the address. */
export default function SearchPage() {
  const [query, change] = useQuery();
  const kind = kindOf(one(query, "in"));
  const params = searchParams(query);
  const found = usePages(params ? api.search(params.hits) : null);
  // Counting comes after the hits: one core answers both.
  const facets = useData(params && found.pages.length > 0 ? api.search(params.facets) : null);
  const words = one(query, "q");
  return (
    <Page title={words ? `Search: ${words}` : "Search"}>
      <div class="search-page">
        <Choice
          label="What to search"
          options={KINDS}
          chosen={kind}
          onChoose={(value) => change({ in: value, type: null, modality: null, certainty: null, stance: null })}
        />
        <SetFilters />
        {params === null ? (
          <Guide />
        ) : (
          <div class="columns">
            <Filters kind={kind} facets={facets.data?.facets ?? NONE} />
            <Answer of={found} what="the search">
              {(first) => (
                <Found first={first} pages={found.pages} kind={kind} loading={found.loading} more={found.more} />
              )}
            </Answer>
          </div>
        )}
      </div>
    </Page>
  );
}

interface FoundProps {
  readonly first: SearchView;
  readonly pages: readonly SearchView[];
  readonly kind: Kind;
  readonly loading: boolean;
  readonly more: () => void;
}

function Found({ first, pages, kind, loading, more }: FoundProps) {
  const [query, change] = useQuery();
  const shown = pages.length > 0 ? pages : [first];
  const hits = shown.flatMap((page) => page.hits);
  if (first.total === 0) return <NothingFound kind={kind} />;
  return (
    <div>
      <div class="line">
        <p role="status">
          {first.capped && "over "}
          {counted(first.total, kind.slice(0, -1))}
        </p>
        <Choice
          label="Order"
          options={ORDERS}
          chosen={one(query, "order") || (one(query, "q") ? "relevance" : "newest")}
          onChoose={(order) => change({ order })}
        />
      </div>
      <Hits hits={hits} />
      <Pager
        shown={hits.length}
        total={first.total}
        capped={first.capped}
        next={shown.at(-1)?.cursor != null}
        loading={loading}
        onMore={more}
      />
    </div>
  );
}

function NothingFound({ kind }: { kind: Kind }) {
  const others = KINDS.filter(([each]) => each !== kind);
  const [, change] = useQuery();
  const archive = useData(api.archive()).data;
  if (archive?.counts.reports.count === 0) return <EmptyArchive />;
  return (
    <Empty title={`No ${kind} found.`}>
      Nothing is stemmed: try <code>missil*</code> for “missile” and “missiles”, take a filter out, or look in{" "}
      {others.map(([each, title], at) => (
        <>
          {at > 0 && ", "}
          <button type="button" class="quiet" onClick={() => change({ in: each })}>
            {title.toLowerCase()}
          </button>
        </>
      ))}
      .
    </Empty>
  );
}

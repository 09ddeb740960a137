import type { ComponentChildren } from "preact";
import { Page } from "../../app/Page.tsx";
import { Chips } from "../../components/Chips.tsx";
import { EmptyList } from "../../components/EmptyArchive.tsx";
import { Pager } from "../../components/Pager.tsx";
import { Answer } from "../../components/States.tsx";
import type { Params, Resource } from "../../data/source.ts";
import { usePages, type Paged } from "../../data/use.ts";
import { one, toggled } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { counted } from "../../text/format.ts";
import "./lists.css";

/** What of the address does not narrow a list. */
const CHOICES = ["sort", "unsure", "limit"];

interface Answered extends Paged {
  readonly total: number;
}

interface Props<T extends Answered> {
  readonly title: string;
  readonly noun: readonly [string, string];
  readonly about?: string;
  readonly facts?: ComponentChildren;
  readonly resource: Resource<T>;
  /** Controls above the list, and the filters of the address that they show themselves. */
  readonly above?: ComponentChildren;
  readonly hidden?: readonly string[];
  /** What ids among the filters stand for, as far as it is known. */
  readonly names?: (pages: readonly T[]) => ReadonlyMap<string, string>;
  readonly children: (pages: readonly T[]) => ComponentChildren;
}

/** A page that lists exactly what some number counts: how many there are, by which filters, and all of them. */
export function Listed<T extends Answered>({
  title,
  noun,
  about,
  facts,
  resource,
  above,
  hidden = [],
  names,
  children,
}: Props<T>) {
  const found = usePages(resource);
  const [query, change] = useQuery();
  const set = Object.entries(query).filter(([name]) => !hidden.includes(name));
  const known = names?.(found.pages.length > 0 ? found.pages : found.data ? [found.data] : []);
  const chips = set.flatMap(([name, values]) =>
    values.map((value) => ({
      key: `${name} ${value}`,
      name: name.replace("_", " "),
      value: known?.get(value) ?? (value || "none is known"),
      onRemove: () => change({ [name]: toggled(query, name, value) }),
    })),
  );
  const filtered = Object.keys(query).some((name) => !CHOICES.includes(name));
  const clear = () => change(Object.fromEntries(set.map(([name]) => [name, null])));
  return (
    <Page title={title} about={about} facts={facts}>
      {above}
      <Chips chips={chips} onClear={clear} />
      <Answer of={found} what={`the ${noun[1]}`}>
        {(first) => {
          const pages = found.pages.length > 0 ? found.pages : [first];
          if (first.total === 0) return <EmptyList what={noun[1]} filtered={filtered} />;
          return (
            <>
              <p class="soft" role="status">
                {counted(first.total, noun[0], noun[1])}
              </p>
              {children(pages)}
              <Pager
                shown={Math.min(first.total, pages.length * Number(resource.params["limit"] ?? first.total))}
                total={first.total}
                next={pages.at(-1)?.cursor != null}
                loading={found.loading}
                onMore={found.more}
              />
            </>
          );
        }}
      </Answer>
    </Page>
  );
}

/** The filters in the address as parameters of the API, with the length of a page. */
export function useAsked(): Params {
  const [query] = useQuery();
  return { ...query, limit: one(query, "limit") || 50 };
}

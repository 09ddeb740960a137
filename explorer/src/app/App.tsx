import { Component, type ComponentChildren, type ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Cache } from "../data/cache.ts";
import { DataError } from "../data/source.ts";
import { CacheContext } from "../data/use.ts";
import { Empty, Failure, Loading } from "../components/States.tsx";
import { RouteContext, useLocationRoute } from "../router/use.ts";
import { Layout } from "./Layout.tsx";
import { countVisit, Page } from "./Page.tsx";
import { PAGES } from "./pages.ts";

/** All of it: the route, the source of the data, the layout and the page that the route names. */
export function App({ cache }: { cache: Cache }) {
  const route = useLocationRoute();
  const place = `${route.page}/${route.id ?? ""}`;
  useEffect(() => {
    countVisit();
    scrollTo(0, 0);
  }, [place]);
  return (
    <CacheContext.Provider value={cache}>
      <RouteContext.Provider value={route}>
        <Layout>
          <Boundary key={place}>
            <Outlet page={route.page} />
          </Boundary>
        </Layout>
      </RouteContext.Provider>
    </CacheContext.Provider>
  );
}

/** The page of a name, once its file is here. */
function Outlet({ page }: { page: string }) {
  const [loaded, setLoaded] = useState<{ page: string; View: ComponentType } | null>(null);
  const [error, setError] = useState<DataError | null>(null);
  useEffect(() => {
    const load = Object.hasOwn(PAGES, page) ? PAGES[page] : undefined;
    if (!load) return;
    let here = true;
    load().then(
      (module) => here && setLoaded({ page, View: module.default }),
      () => here && setError(new DataError(0, "This page could not be fetched.", "Is the server still running?")),
    );
    return () => {
      here = false;
    };
  }, [page]);
  if (!Object.hasOwn(PAGES, page)) return <Lost />;
  if (error) {
    return (
      <Page title="The page cannot be shown">
        <Failure error={error} retry={() => location.reload()} />
      </Page>
    );
  }
  return loaded?.page === page ? <loaded.View /> : <Loading what="the page" />;
}

function Lost() {
  return (
    <Page title="No such page">
      <Empty title="There is nothing under this address.">
        <a href="#/">The stories of this archive</a> · <a href="#/search">Search</a>
      </Empty>
    </Page>
  );
}

/** A page that breaks says so; the header stays, so that one can go on. */
class Boundary extends Component<{ children: ComponentChildren }, { error: Error | null }> {
  override state = { error: null };
  static override getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }
  override componentDidCatch(error: Error): void {
    console.error(error);
  }
  override render() {
    const broken: Error | null = this.state.error;
    if (!broken) return this.props.children;
    const error = new DataError(0, "This page broke off.", String((broken as Error).message));
    return (
      <Page title="The page cannot be shown">
        <Failure error={error} retry={() => this.setState({ error: null })} />
      </Page>
    );
  }
}

import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { formatRoute, parseRoute, withQuery, type Query, type QueryInput, type Route } from "./route.ts";

export const RouteContext = createContext<Route>(parseRoute(""));

/** The route that the address bar shows; follows every change of it. */
export function useLocationRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}

export function useRoute(): Route {
  return useContext(RouteContext);
}

/** Goes to a hash. With `replace` no entry is added to the history: for sliders, typing and the like. */
export function navigate(hash: string, replace = false): void {
  if (hash === location.hash) return;
  if (!replace) {
    location.hash = hash;
    return;
  }
  history.replaceState(history.state, "", hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/** The query of the present page, and a function that changes some keys of it. */
export function useQuery(): [Query, (patch: QueryInput, replace?: boolean) => void] {
  const route = useRoute();
  const change = (patch: QueryInput, replace = false) => {
    const now = parseRoute(location.hash);
    navigate(formatRoute({ ...now, query: withQuery(now.query, patch) }), replace);
  };
  return [route.query, change];
}

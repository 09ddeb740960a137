import { createContext } from "preact";
import { useContext, useEffect, useReducer, useRef, useState } from "preact/hooks";
import { Cache, keyOf } from "./cache.ts";
import { DataError, resource, type Resource } from "./source.ts";

export const CacheContext = createContext<Cache | null>(null);

/** How a question stands. `data` is there while a newer answer is awaited (`stale`), so that pages do not flicker. */
export interface Loaded<T> {
  readonly data: T | undefined;
  readonly error: DataError | undefined;
  readonly loading: boolean;
  readonly stale: boolean;
  readonly reload: () => void;
}

export function useCache(): Cache {
  const cache = useContext(CacheContext);
  if (!cache) throw new Error("There is no source of data above this component.");
  return cache;
}

/** Asks for a resource, and again when it changes; null asks for nothing. Leaving takes the question back. */
export function useData<T>(wanted: Resource<T> | null): Loaded<T> {
  const cache = useCache();
  const key = wanted ? keyOf(wanted) : "";
  const [again, reload] = useReducer<number, undefined>((count) => count + 1, 0);
  const [state, setState] = useState<{ key: string; data?: T; error?: DataError }>({ key: "" });
  useEffect(() => {
    if (!wanted || cache.peek(wanted) !== undefined) return;
    const controller = new AbortController();
    cache.get(wanted, controller.signal).then(
      (data) => controller.signal.aborted || setState({ key, data }),
      (error: unknown) => controller.signal.aborted || setState({ key, error: asDataError(error) }),
    );
    return () => controller.abort();
  }, [cache, key, again]);
  const here = wanted ? (cache.peek(wanted) ?? (state.key === key ? state.data : undefined)) : undefined;
  const error = state.key === key ? state.error : undefined;
  // Only other parameters of the same thing may stand in: never another story's answer for this one.
  const last = useRef<{ path: string; data: T } | null>(null);
  if (wanted && here !== undefined) last.current = { path: wanted.path, data: here };
  const earlier = last.current && last.current.path === wanted?.path ? last.current.data : undefined;
  return {
    data: here ?? (wanted && !error ? earlier : undefined),
    error: here === undefined ? error : undefined,
    loading: wanted !== null && here === undefined && !error,
    stale: here === undefined && earlier !== undefined,
    reload: () => {
      if (wanted) cache.forget(wanted);
      setState({ key: "" });
      reload(undefined);
    },
  };
}

export interface Paged {
  readonly cursor: string | null;
}

/** A list page by page: `more` adds the next page to those that are shown. */
export function usePages<T extends Paged>(
  first: Resource<T> | null,
): Loaded<T> & { pages: readonly T[]; more: () => void } {
  const key = first ? keyOf(first) : "";
  const [later, setLater] = useState<{ key: string; cursors: readonly string[] }>({ key: "", cursors: [] });
  const cursors = later.key === key ? later.cursors : [];
  const last = cursors.at(-1);
  const cache = useCache();
  const wanted = (cursor: string): Resource<T> => resource(first?.path ?? "", { ...first?.params, cursor });
  const top = useData(first);
  const end = useData(first && last ? wanted(last) : null);
  const pages = [top.data, ...cursors.map((cursor) => cache.peek(wanted(cursor)))].filter(
    (page): page is T => page !== undefined,
  );
  const next = pages.at(-1)?.cursor ?? null;
  return {
    ...top,
    error: top.error ?? end.error,
    pages,
    loading: top.loading || end.loading,
    more: () => {
      if (next && !end.loading) setLater({ key, cursors: [...cursors, next] });
    },
  };
}

function asDataError(error: unknown): DataError {
  if (error instanceof DataError) return error;
  return new DataError(
    0,
    "The page could not use the answer.",
    error instanceof Error ? error.message : "Load the page again.",
  );
}

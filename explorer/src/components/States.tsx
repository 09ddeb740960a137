import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { keepToken } from "../data/http.ts";
import type { DataError } from "../data/source.ts";
import { useCache, type Loaded } from "../data/use.ts";

/** Shows what a question brought: the answer, that it is awaited, or what went wrong and what can be done. */
export function Answer<T>({
  of,
  what,
  children,
}: {
  of: Loaded<T>;
  what?: string;
  children: (data: T) => ComponentChildren;
}) {
  if (of.error) return <Failure error={of.error} retry={of.reload} />;
  if (of.data === undefined) return <Loading what={what} />;
  return (
    <div class={of.stale ? "answer stale" : "answer"} aria-busy={of.stale}>
      {children(of.data)}
    </div>
  );
}

export function Loading({ what = "the archive" }: { what?: string }) {
  return (
    <div class="loading" role="status">
      <span class="unseen">Asking {what}…</span>
      <div class="bone" />
      <div class="bone short" />
      <div class="bone" />
    </div>
  );
}

/** Nothing there: says so, and what could be done instead. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="title">{title}</p>
      {children && <p>{children}</p>}
    </div>
  );
}

export function Failure({ error, retry }: { error: DataError; retry: () => void }) {
  return (
    <div class="failure" role="alert">
      <p class="title">{error.message}</p>
      <p>{error.advice}</p>
      {error.status === 401 ? <TokenForm retry={retry} /> : <RetryButton error={error} retry={retry} />}
    </div>
  );
}

function RetryButton({ error, retry }: { error: DataError; retry: () => void }) {
  if (error.status === 404) return null;
  return (
    <button type="button" onClick={retry}>
      Try again
    </button>
  );
}

function TokenForm({ retry }: { retry: () => void }) {
  const [token, setToken] = useState("");
  const cache = useCache();
  const use = (event: Event) => {
    event.preventDefault();
    keepToken(token.trim());
    cache.clear();
    retry();
  };
  return (
    <form class="token" onSubmit={use}>
      <label>
        Token{" "}
        <input
          type="password"
          autocomplete="off"
          required
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
      </label>
      <button type="submit">Use it</button>
    </form>
  );
}

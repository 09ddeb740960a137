import type { ComponentChildren } from "preact";
import { Answer, Failure } from "../components/States.tsx";
import { DataError } from "../data/source.ts";
import type { Loaded } from "../data/use.ts";
import { Page } from "./Page.tsx";

interface Props<T> {
  /** What the address names, or null where it names nothing. */
  readonly of: Loaded<T> | null;
  /** What it is: "story". */
  readonly what: string;
  /** Where others of the kind are listed, and what that list is called. */
  readonly others: readonly [string, string];
  readonly children: (data: T) => ComponentChildren;
}

/** A page about one thing: the thing, or, where it cannot be shown, a page that says so and leads on. */
export function Whole<T>({ of, what, others, children }: Props<T>) {
  const error = of ? of.error : new DataError(404, `The address names no ${what}.`, "It may be cut off.");
  if (!error && of) {
    return (
      <Answer of={of} what={`the ${what}`}>
        {children}
      </Answer>
    );
  }
  if (!error) return null;
  return (
    <Page title={error.status === 404 ? `There is no such ${what}` : `The ${what} cannot be shown`}>
      <Failure error={error} retry={() => of?.reload()} />
      <p class="onward">
        <a href={others[0]}>{others[1]}</a> · <a href="#/search">Search</a>
      </p>
    </Page>
  );
}

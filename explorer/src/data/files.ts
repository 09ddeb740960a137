import { readJson } from "./http.ts";
import { heldList, namingList, statementList } from "./site/actor.ts";
import type { SearchIndex } from "./site/index-file.ts";
import {
  actorList,
  carriedBy,
  eventList,
  matterList,
  placeList,
  reportList,
  storyList,
  timeline,
} from "./site/lists.ts";
import { text } from "./site/params.ts";
import { DataError, type Params, type Source } from "./source.ts";
import type {
  ActorMatterPage,
  ActorPage,
  ActorReports,
  EventPage,
  MatterPage,
  ReportPage,
  StatementPage,
  StoryPage,
} from "./types.ts";

/** The files that `onrecord site` writes: the API's answers, lists whole; what asks for a part is answered here. */
export function fileSource(base: string): Source {
  const site = new Site(base);
  return { kind: "files", get: (path, params, signal) => site.get(path, params, signal) };
}

type Answer = (params: Params) => Promise<unknown>;

class Site {
  readonly #base: string;
  readonly #kept = new Map<string, Promise<unknown>>();

  constructor(base: string) {
    this.#base = base;
  }

  get(path: string, params: Params, signal: AbortSignal): Promise<unknown> {
    const own = this.#own(path);
    return own ? own(params) : this.#read(this.#known(path, params), signal);
  }

  #own(path: string): Answer | null {
    if (path === "reports") return async (params) => reportList(await this.#reports(), params);
    if (path === "stories") return (params) => this.#stories(params);
    if (path === "actors") return async (params) => actorList(await this.#whole<ActorPage>("actors"), params);
    if (path === "matters") return async (params) => matterList(await this.#whole<MatterPage>("matters"), params);
    if (path === "events") return async (params) => eventList(await this.#events(), params, await this.#told());
    if (path === "places") return async (params) => placeList(await this.#events(), params, await this.#told());
    if (path === "timeline") return async (params) => timeline(await this.#events(), params, await this.#told());
    if (path === "search") return async (params) => (await this.#searcher()).search(params);
    if (path === "positions") return () => Promise.reject(NO_SERVER);
    return this.#ofActor(path);
  }

  #ofActor(path: string): Answer | null {
    const list = /^actors\/[^/]+\/(\w+)$/.exec(path)?.[1];
    if (list === "statements") return async (params) => statementList(await this.#whole<StatementPage>(path), params);
    if (list === "reports") return async (params) => namingList(await this.#whole<ActorReports>(path), params);
    if (list === "matters") return async (params) => heldList(await this.#whole<ActorMatterPage>(path), params);
    return null;
  }

  async #stories(params: Params): Promise<StoryPage> {
    const words = text(params, "q");
    const found = words ? (await this.#searcher()).stories(words) : null;
    return storyList(await this.#whole<StoryPage>("stories"), params, found, carriedBy(await this.#reports(), params));
  }

  #reports(): Promise<ReportPage> {
    return this.#whole("reports");
  }

  #events(): Promise<EventPage> {
    return this.#whole("events");
  }

  async #told(): Promise<ReadonlyMap<string, string | null>> {
    return new Map((await this.#reports()).reports.map(({ id, story }) => [id, story]));
  }

  async #searcher() {
    const { Searcher } = await import("./site/search.ts");
    return this.#made("searcher", async () => new Searcher(await this.#whole<SearchIndex>("search")));
  }

  /** A list is fetched once and kept: no page can take the question back for the others. */
  #whole<T>(path: string): Promise<T> {
    return this.#made(path, () => this.#read(path, new AbortController().signal) as Promise<T>);
  }

  #made<T>(name: string, make: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(name) ?? make();
    this.#kept.set(name, known);
    known.catch(() => this.#kept.delete(name));
    return known as Promise<T>;
  }

  /** What was known of a matter on a day has a file of its own. */
  #known(path: string, params: Params): string {
    const day = text(params, "known_on");
    return day && path.startsWith("matters/") ? `${path}/known/${day}` : path;
  }

  #read(path: string, signal: AbortSignal): Promise<unknown> {
    return readJson(`${this.#base}${fileName(path)}.json`, signal);
  }
}

const NO_SERVER = new DataError(
  400,
  "Published pages cannot answer questions in free words.",
  "Look for the matter in the list of positions.",
);

/** An id has a colon, which some file systems refuse: `reports/sha256%3Aab` becomes `reports/sha256-ab`. */
export function fileName(path: string): string {
  return path
    .split("/")
    .map((each) => encodeURIComponent(decodeURIComponent(each).replaceAll(":", "-")))
    .join("/");
}

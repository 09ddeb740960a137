/** Everything that can be asked of an archive, typed. Paths are those of the API, and of the files of `onrecord site`. */

import { part, resource, type Params, type Resource } from "./source.ts";
import type {
  ActorMatterPage,
  ActorPage,
  ActorReports,
  ActorView,
  ArchiveView,
  ClaimsView,
  EventPage,
  GraphView,
  MapView,
  MatterPage,
  MatterView,
  PassagesView,
  PlacesView,
  PositionView,
  ReportPage,
  ReportView,
  SearchView,
  StatementPage,
  StoryPage,
  StoryView,
  TimelineView,
} from "./types.ts";

/** A report's id in a path: its digits. */
function digits(id: string): string {
  return part(id.replace(/^sha256:/, ""));
}

export const api = {
  archive: (): Resource<ArchiveView> => resource("archive"),
  reports: (params: Params = {}): Resource<ReportPage> => resource("reports", params),
  report: (id: string): Resource<ReportView> => resource(`reports/${digits(id)}`),
  search: (params: Params): Resource<SearchView> => resource("search", params),
  stories: (params: Params = {}): Resource<StoryPage> => resource("stories", params),
  story: (id: string): Resource<StoryView> => resource(`stories/${part(id)}`),
  claims: (story: string): Resource<ClaimsView> => resource(`stories/${part(story)}/claims`),
  graph: (story: string): Resource<GraphView> => resource(`stories/${part(story)}/graph`),
  passages: (story: string): Resource<PassagesView> => resource(`stories/${part(story)}/passages`),
  position: (params: Params): Resource<PositionView> => resource("positions", params),
  matters: (params: Params = {}): Resource<MatterPage> => resource("matters", params),
  matter: (key: string): Resource<MatterView> => resource(`matters/${part(key)}`),
  /** The matter as it was known on a day: one of `MatterView.known`. */
  matterKnown: (key: string, day: string): Resource<MatterView> => resource(`matters/${part(key)}/known/${part(day)}`),
  actors: (params: Params = {}): Resource<ActorPage> => resource("actors", params),
  actor: (id: string): Resource<ActorView> => resource(`actors/${part(id)}`),
  actorStatements: (id: string, params: Params = {}): Resource<StatementPage> =>
    resource(`actors/${part(id)}/statements`, params),
  actorMatters: (id: string, params: Params = {}): Resource<ActorMatterPage> =>
    resource(`actors/${part(id)}/matters`, params),
  actorReports: (id: string, params: Params = {}): Resource<ActorReports> =>
    resource(`actors/${part(id)}/reports`, params),
  events: (params: Params = {}): Resource<EventPage> => resource("events", params),
  places: (params: Params = {}): Resource<PlacesView> => resource("places", params),
  timeline: (params: Params = {}): Resource<TimelineView> => resource("timeline", params),
  map: (): Resource<MapView> => resource("map"),
};

import type { ComponentType } from "preact";

/** The pages by the first part of their address. Each is a file of its own, fetched when it is first opened. */
export const PAGES: Readonly<Record<string, () => Promise<{ default: ComponentType }>>> = {
  "": () => import("../pages/today/index.tsx"),
  search: () => import("../pages/search/index.tsx"),
  archive: () => import("../pages/about/index.tsx"),
  story: () => import("../pages/story/index.tsx"),
  report: () => import("../pages/report/index.tsx"),
  actors: () => import("../pages/actor/list.tsx"),
  actor: () => import("../pages/actor/index.tsx"),
  matters: () => import("../pages/matter/list.tsx"),
  matter: () => import("../pages/matter/index.tsx"),
  map: () => import("../pages/map/index.tsx"),
  events: () => import("../pages/lists/events.tsx"),
  reports: () => import("../pages/lists/reports.tsx"),
  named: () => import("../pages/lists/named.tsx"),
  statements: () => import("../pages/lists/statements.tsx"),
};

/** Pages of an archive worth opening, found by asking its API. */

/** Routes by name: of the story that has most to show, and of what it leads to. */
export async function addresses(url) {
  const ask = async (path) => (await fetch(`${url}api/v1/${path}`)).json();
  const { stories } = await ask("stories?sort=size&limit=1");
  const story = await ask(`stories/${stories[0].id}`);
  const report = story.reports.toSorted((a, b) => b.statements - a.statements)[0];
  const { actors } = await ask("actors?kind=state&limit=1");
  const { matters } = await ask("matters?limit=1000");
  const matter = matters.toSorted((a, b) => b.positions - a.positions)[0];
  const whose = encodeURIComponent(actors[0].id);
  return {
    today: "#/",
    "today-none": "#/?q=zyzzyva",
    search: "#/search?in=statements&q=night",
    "search-events": "#/search?in=events&q=night",
    "search-none": "#/search?q=zyzzyva",
    story: `#/story/${story.id}`,
    "story-timeline": `#/story/${story.id}?tab=timeline`,
    "story-claims": `#/story/${story.id}?tab=claims`,
    "story-sources": `#/story/${story.id}?tab=sources`,
    "story-compare": `#/story/${story.id}?tab=compare`,
    "story-places": `#/story/${story.id}?tab=places`,
    "story-reports": `#/story/${story.id}?tab=reports`,
    report: `#/report/${encodeURIComponent(report.id)}`,
    "report-said": `#/report/${encodeURIComponent(report.id)}?tab=said`,
    "report-events": `#/report/${encodeURIComponent(report.id)}?tab=events`,
    "report-about": `#/report/${encodeURIComponent(report.id)}?tab=about`,
    actors: "#/actors",
    actor: `#/actor/${whose}`,
    "actor-did": `#/actor/${whose}?tab=did&unsure=1`,
    "actor-positions": `#/actor/${whose}?tab=positions`,
    "actor-with": `#/actor/${whose}?tab=with`,
    "actor-names": `#/actor/${whose}?tab=names`,
    statements: `#/statements/${whose}`,
    named: `#/named/${whose}`,
    matters: "#/matters",
    matter: `#/matter/${encodeURIComponent(matter.key)}`,
    map: "#/map?unsure=1",
    "map-sure": "#/map",
    "map-chosen": "#/map?from=2025-04-01&to=2025-05-31&unsure=1",
    archive: "#/archive",
    events: "#/events?unsure=1",
    reports: "#/reports",
    lost: "#/no-such-page",
  };
}

import { ReportTable } from "../../components/Reports.tsx";
import { api } from "../../data/api-client.ts";
import type { ActorView } from "../../data/types.ts";
import { useData } from "../../data/use.ts";
import { actorHref } from "../../router/links.ts";
import { href, one } from "../../router/route.ts";
import { useQuery, useRoute } from "../../router/use.ts";
import { Listed, useAsked } from "./Listed.tsx";

function calledBy(actor: ActorView | null | undefined, form: string): string {
  const found = actor?.variants.find((each) => each.id === form);
  return found?.names[0] ?? found?.name ?? "another form of the name";
}

/** The reports that name an actor, or that do so by one form of its name. */
export default function NamedPage() {
  const id = useRoute().id ?? "";
  const actor = useData(api.actor(id)).data;
  const [query] = useQuery();
  const form = one(query, "form");
  const called = form ? calledBy(actor, form) : null;
  return (
    <Listed
      title={`Reports that name ${actor?.name ?? "an actor"}${called ? ` as “${called}”` : ""}`}
      noun={["report", "reports"]}
      about={id}
      facts={
        <>
          <a href={actorHref(id)}>all that is told of the actor</a>
          {form && <a href={href("named", id)}>by any form of its name</a>}
        </>
      }
      hidden={["form"]}
      resource={api.actorReports(id, useAsked())}
    >
      {(pages) => <ReportTable reports={pages.flatMap((page) => page.reports)} caption="Reports, the latest first" />}
    </Listed>
  );
}

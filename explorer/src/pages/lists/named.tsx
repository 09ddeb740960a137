import { ReportTable } from "../../components/Reports.tsx";
import { api } from "../../data/api-client.ts";
import { useData } from "../../data/use.ts";
import { actorHref } from "../../router/links.ts";
import { useRoute } from "../../router/use.ts";
import { Listed, useAsked } from "./Listed.tsx";

/** The reports that name an actor. */
export default function NamedPage() {
  const id = useRoute().id ?? "";
  const name = useData(api.actor(id)).data?.name;
  return (
    <Listed
      title={`Reports that name ${name ?? "an actor"}`}
      noun={["report", "reports"]}
      about={id}
      facts={<a href={actorHref(id)}>all that is told of the actor</a>}
      resource={api.actorReports(id, useAsked())}
    >
      {(pages) => <ReportTable reports={pages.flatMap((page) => page.reports)} caption="Reports, the latest first" />}
    </Listed>
  );
}

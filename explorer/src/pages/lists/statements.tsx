import { StatementTable } from "../../components/Statements.tsx";
import { shownOnly, Unsure } from "../../components/Unsure.tsx";
import { api } from "../../data/api-client.ts";
import { useData } from "../../data/use.ts";
import { actorHref } from "../../router/links.ts";
import { useQuery, useRoute } from "../../router/use.ts";
import { Listed, useAsked } from "./Listed.tsx";

/** What an actor said, in all reports. */
export default function StatementsPage() {
  const id = useRoute().id ?? "";
  const name = useData(api.actor(id)).data?.name;
  const { unsure: _unsure, ...asked } = useAsked();
  const [query] = useQuery();
  return (
    <Listed
      title={`What ${name ?? "an actor"} said`}
      noun={["statement", "statements"]}
      about={id}
      facts={<a href={actorHref(id)}>all that is told of the actor</a>}
      resource={api.actorStatements(id, { ...asked, shown: shownOnly(query) })}
      above={<Unsure />}
      hidden={["unsure"]}
    >
      {(pages) => (
        <StatementTable statements={pages.flatMap((page) => page.statements)} caption="Statements, the latest first" />
      )}
    </Listed>
  );
}

import { Count } from "../../components/Count.tsx";
import { Text } from "../../components/Text.tsx";
import { api } from "../../data/api-client.ts";
import type { ClaimView, StoryView } from "../../data/types.ts";
import { useData } from "../../data/use.ts";
import { storyHref } from "../../router/links.ts";
import { counted } from "../../text/format.ts";

/** In plain words: how many reports there are, and on how many independent origins the most told claim rests. */
export function Heard({ story }: { story: StoryView }) {
  const claims = useData(api.claims(story.id));
  const first = claims.data?.claims.find((claim) => !claim.negated && !claim.asked) ?? claims.data?.claims[0];
  if (claims.error) return null;
  if (!claims.data) return <p class="heard soft">Finding out who has it from whom…</p>;
  if (!first)
    return <p class="heard soft">No claim with a source was found in {counted(story.counts.reports, "report")}.</p>;
  return <MostTold story={story} claim={first} />;
}

function MostTold({ story, claim }: { story: StoryView; claim: ClaimView }) {
  const to = storyHref(story.id, { tab: "claims", claim: claim.id });
  return (
    <p class="heard">
      What most reports tell:{" "}
      <q>
        <Text>{claim.text}</Text>
      </q>{" "}
      <strong>
        <Count n={claim.reports.length} of="report" href={to} />,{" "}
        <Count n={claim.independent} of="independent origin" href={to} />
      </strong>
      {verdict(claim)}
    </p>
  );
}

function verdict(claim: ClaimView): string {
  if (claim.independent === 0) return ": none of them tells where it comes from.";
  if (claim.independent === 1 && claim.reports.length > 1) return ": all of them have it from the same place.";
  return claim.reports.length > claim.independent ? ": some of them have it from the same place." : ".";
}

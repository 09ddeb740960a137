import { CopyCitation } from "../../components/CopyCitation.tsx";
import { Found } from "../../components/Found.tsx";
import { Genre } from "../../components/Genre.tsx";
import { Text } from "../../components/Text.tsx";
import type { HitView } from "../../data/types.ts";
import { reportHref, storyHref } from "../../router/links.ts";
import { date } from "../../text/format.ts";

/** Hits, one entry each: who, the words with what was found in them, and where they stand. */
export function Hits({ hits }: { hits: readonly HitView[] }) {
  return (
    <ol class="hitlist">
      {hits.map((hit) => (
        <Entry key={`${hit.report} ${hit.record}`} hit={hit} />
      ))}
    </ol>
  );
}

function Entry({ hit }: { hit: HitView }) {
  const to = reportHref(hit.report, hit.kind === "report" ? hit.snippets[0]?.found[0] : hit.span, {
    pick: hit.kind === "report" ? null : hit.record,
  });
  return (
    <li class={`hit is-${hit.kind}`} data-item>
      {hit.kind !== "report" && (
        <p class="who">
          <Text>{hit.who || "not told who"}</Text>
        </p>
      )}
      <p class="title">
        <a href={to}>{hit.kind === "report" ? <Text>{hit.title ?? "without a title"}</Text> : <Words hit={hit} />}</a>
      </p>
      {hit.kind === "report" && (
        <p class="words">
          <Words hit={hit} />
        </p>
      )}
      <Origin hit={hit} />
    </li>
  );
}

function Words({ hit }: { hit: HitView }) {
  return (
    <>
      {hit.snippets.map((snippet, at) => (
        <>
          {at > 0 && " … "}
          <Found text={snippet.text} found={snippet.found} from={snippet.span[0]} />
        </>
      ))}
    </>
  );
}

function Origin({ hit }: { hit: HitView }) {
  return (
    <p class="origin">
      <Text>{hit.outlet ?? "outlet not told"}</Text> · {date(hit.published)} <Genre of={hit.genre} />
      {hit.kind !== "report" && hit.title && (
        <>
          {" · "}
          <a href={reportHref(hit.report)}>
            <Text>{hit.title}</Text>
          </a>
        </>
      )}
      {hit.story && (
        <>
          {" · "}
          <a href={storyHref(hit.story)}>story</a>
        </>
      )}
      <CopyCitation {...hit} text={hit.snippets.map((snippet) => snippet.text).join(" … ")} />
    </p>
  );
}

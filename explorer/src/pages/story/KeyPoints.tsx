import { CopyCitation } from "../../components/CopyCitation.tsx";
import { Evidence } from "../../components/Evidence.tsx";
import { Fold } from "../../components/Fold.tsx";
import { Empty } from "../../components/States.tsx";
import { Text } from "../../components/Text.tsx";
import type { PointDetail, StoryPoint, StoryView } from "../../data/types.ts";
import { reportHref, storyHref } from "../../router/links.ts";
import { counted } from "../../text/format.ts";

/** The story's key points: factor and details, each with the reports that give it. */
export function KeyPoints({ story }: { story: StoryView }) {
  if (story.keypoints.length === 0)
    return (
      <Empty title="No key points were found in these reports.">The reports themselves may still say something.</Empty>
    );
  return (
    <table class="points">
      <caption class="unseen">Key points of the story</caption>
      <thead>
        <tr>
          <th scope="col">Factor</th>
          <th scope="col">Details</th>
        </tr>
      </thead>
      <tbody>
        {story.keypoints.map((point) => (
          <Point key={point.factor} point={point} story={story} />
        ))}
      </tbody>
    </table>
  );
}

function Point({ point, story }: { point: StoryPoint; story: StoryView }) {
  return (
    <tr>
      <th scope="row">{point.factor}</th>
      <td>
        <ul>
          {point.details.map((detail) => (
            <Detail detail={detail} />
          ))}
        </ul>
        {point.others > 0 && (
          <a class="more" href={storyHref(story.id, { tab: "reports" })}>
            {counted(point.others, "other detail")} in single reports
          </a>
        )}
      </td>
    </tr>
  );
}

function Detail({ detail }: { detail: PointDetail }) {
  const first = detail.evidence[0];
  return (
    <li data-item>
      {first ? (
        <a class="words" href={reportHref(first.report, first.span)}>
          <Text>{detail.detail}</Text>
        </a>
      ) : (
        <Text>{detail.detail}</Text>
      )}
      <Fold
        title={
          <>
            {counted(detail.reports, "report")}
            {first && detail.reports === 1 && (
              <>
                : <Text>{first.outlet ?? "outlet not told"}</Text>
              </>
            )}
          </>
        }
      >
        {() => detail.evidence.map((quote) => <Evidence {...quote} />)}
      </Fold>
      {first && <CopyCitation {...first} />}
    </li>
  );
}

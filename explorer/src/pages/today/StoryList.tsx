import { Count } from "../../components/Count.tsx";
import { Days } from "../../components/Days.tsx";
import { Text } from "../../components/Text.tsx";
import type { StoryItem } from "../../data/types.ts";
import { storyHref } from "../../router/links.ts";
import { dates } from "../../text/format.ts";

/** Stories, one entry each: title, whom and what it names, how many report it, when. */
export function StoryList({ stories }: { stories: readonly StoryItem[] }) {
  return (
    <ol class="stories">
      {stories.map((story) => (
        <Entry key={story.id} story={story} />
      ))}
    </ol>
  );
}

function Entry({ story }: { story: StoryItem }) {
  return (
    <li class="story" data-item>
      <div class="what">
        <h2>
          <a href={storyHref(story.id)}>
            <Text>{story.title}</Text>
          </a>
        </h2>
        <p class="names">
          {story.names.map((name, at) => (
            <>
              {at > 0 && <span aria-hidden="true"> · </span>}
              <Text>{name}</Text>
            </>
          ))}
        </p>
      </div>
      <div class="how">
        <span>
          <Count
            n={story.reports}
            of="report"
            href={storyHref(story.id, { tab: "reports" })}
            label={`of “${story.title}”`}
          />
          {", "}
          <Count
            n={story.outlets}
            of="outlet"
            href={storyHref(story.id, { tab: "reports" })}
            label={`of “${story.title}”`}
          />
        </span>
        <span class="soft when">{dates(story.first, story.last)}</span>
      </div>
      <Days days={story.days} />
    </li>
  );
}

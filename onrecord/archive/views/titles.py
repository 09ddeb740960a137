"""All stories of an archive with their titles, once for one state of the data."""

from onrecord.archive.stories.view import Story, stories
from onrecord.archive.views.context import Context
from onrecord.archive.views.parts import StoryRef


def story_list(context: Context) -> list[Story]:
    """All stories, those of most reports first."""
    return context.memo.get("stories", lambda: stories(context.archive))


def story_refs(context: Context) -> dict[str, StoryRef]:
    """All stories by id."""
    return context.memo.get("story refs", lambda: _refs(context))


def _refs(context: Context) -> dict[str, StoryRef]:
    return {each.id: StoryRef(id=each.id, title=each.title, reports=each.reports) for each in story_list(context)}

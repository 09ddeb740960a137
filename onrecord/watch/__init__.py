"""Following feeds: what a user lists is fetched politely, and what is new in it goes into the archive.

`settings` reads the user's list, `client` makes one request within limits, `robots` and `polite` keep to what sites
ask for, `state` remembers in the archive what was fetched, and `watcher` does one thing after another.
"""

from onrecord.watch.client import Client
from onrecord.watch.settings import FeedSettings, Settings, load_settings
from onrecord.watch.watcher import Outcome, Watcher

__all__ = ["Client", "FeedSettings", "Outcome", "Settings", "Watcher", "load_settings"]

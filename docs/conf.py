"""How Sphinx builds these pages; nothing is fetched."""

from onrecord import __version__

project = "onrecord"
author = "The onrecord authors"
copyright = "2026, the onrecord authors"
version = release = __version__

extensions = ["myst_parser"]
myst_heading_anchors = 3
exclude_patterns = ["schema"]
html_theme = "alabaster"
html_theme_options = {"description": "What a news report has on record", "fixed_sidebar": True, "page_width": "70rem"}
html_extra_path = ["schema"]
html_show_sourcelink = False

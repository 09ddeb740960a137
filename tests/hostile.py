"""Hostile reports: what somebody would write who wants a page, a terminal or a reader to do something else.

Run as a program it writes them as JSON Lines: `python tests/hostile.py OUT`.
"""

import json
import sys
from html import escape
from pathlib import Path

MARKUP = (
    "</style></script></title></textarea></article></main></body></html>"
    "<script>window.hurt='script'</script><img src=x onerror=\"window.hurt='img'\">"
    "<svg onload=window.hurt='svg'><iframe srcdoc=\"<script>parent.hurt='frame'</script>\"></iframe>"
    "<style>*{display:none!important}</style><base href=https://evil.example/>"
    "<meta http-equiv=refresh content=0;url=//evil.example>"
    "<a href=javascript:window.hurt='link'>press</a><!-- <plaintext>"
)
"""Closing tags, scripts, handlers, frames, style, a base and a refresh, an open comment."""
ATTRIBUTE = "\" onmouseover=\"window.hurt='attribute'\" autofocus onfocus='window.hurt=1' x='"
BIDI = "\u202eesrever\u202c \u2066isolated\u2069 \u200fmark\u200e \u061c"
CONTROLS = (
    "\x00\x07\x08\x1b[31mred\x1b[0m\x1b]0;title\x07\x1b]8;;https://evil.example\x1b\\link\x9b2J\x9d0;x\x9c\x85\x7f\r"
)
SURROGATES = "\ud800 lone \udfff"
ZALGO = "Z" + "\u0301\u0323\u0336" * 4 + "algo"
LONG_WORD = "A" * 1_000_000
NESTED = "<table><tr><td>" * 200 + "deep" + "</td></tr></table>" * 200
PLAIN = "The harbour minister of Norway said on Monday that the port of Bergen would stay open until May 2."
"""What has to stay readable after all of it."""


def hostile_fields() -> dict[str, str]:
    """Every field of a JSON line, each trying to break out of where it is shown."""
    return {
        "title": f"Minister says {MARKUP} {BIDI} port stays open",
        "outlet": f"Evil Courier {ATTRIBUTE} <b>{BIDI}</b>",
        "byline": f"By Ann {ATTRIBUTE} {MARKUP}",
        "url": "javascript:window.hurt='uri'//https://evil.example/",
        "published": "2031-05-01T08:00:00Z",
    }


def hostile_texts() -> dict[str, str]:
    """The texts by name: each goes on with a plain sentence that must be found and shown."""
    speaker = f'"We will not close it {MARKUP}," minister Kari {ATTRIBUTE} Holm told Evil Courier.'
    return {
        "markup": f"BERGEN - {MARKUP} {speaker}\n\n{PLAIN}",
        "attributes": f'BERGEN - {ATTRIBUTE} said the ministry of {ATTRIBUTE}. "Yes {ATTRIBUTE}," it said.\n\n{PLAIN}',
        "bidi": f"BERGEN - Norway {BIDI} opened the port, {BIDI} the minister said. {BIDI}\n\n{PLAIN}",
        "controls": f"BERGEN - Norway {CONTROLS} opened the port, minister {CONTROLS} Holm said.\n\n{PLAIN}",
        "surrogates": f"BERGEN - Norway {SURROGATES} opened the port, minister {SURROGATES} Holm said.\n\n{PLAIN}",
        "zalgo": f"BERGEN - {ZALGO} opened the port, minister {ZALGO} said. {PLAIN}",
        "long word": f"BERGEN - Norway will close {LONG_WORD}, the ministry said.\n\n{PLAIN}",
        "nested tables": f"BERGEN - Norway opened the port, minister Holm said.\n\n{NESTED}\n\n{PLAIN}",
        "templates": f"BERGEN - {{{{7*7}}}} ${{window.hurt=1}} {{%% x %%}} [bold red]x[/]`x` said Holm.\n\n{PLAIN}",
    }


def hostile_page() -> str:
    """A saved web page that is as hostile: in its metadata, in its elements, and in what a reader sees of it."""
    fields = hostile_fields()
    known = {"@type": "NewsArticle", "headline": fields["title"], "author": {"name": fields["byline"]}}
    described = json.dumps(known).replace("<", "\\u003c")
    return (
        f"<!doctype html><html><head><title>{escape(fields['title'])}</title>"
        f"<script type=application/ld+json>{described}</script>"
        f"<link rel=canonical href='javascript:alert(1)'></head><body onload=\"window.hurt='body'\"><article>"
        "<p onclick=\"window.hurt='p'\">BERGEN - Norway will keep the port of Bergen open for all ships, the minister "
        "said on Monday.</p><script>window.hurt='script'</script>"
        f"{NESTED}<p>{PLAIN} <a href=\"javascript:window.hurt='link'\">Read more</a></p>"
        f"<p>{escape(MARKUP)} was written on the wall, he said. Officials in Oslo said that the fees at the quay would "
        "be halved from June and that ferries pay nothing.</p></article></body></html>"
    )


def write_lines(path: Path) -> None:
    """Write all of them as JSON Lines, lone surrogates escaped as JSON has them."""
    lines = [
        json.dumps({"id": f"hostile-{number}", **hostile_fields(), "text": text})
        for number, text in enumerate(hostile_texts().values(), start=1)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_lines(Path(sys.argv[1]))

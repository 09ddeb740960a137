"""Phrases that tell a change of position."""

import re
from typing import Final

NOUNS: Final = re.compile(
    r"\b(?:(?:policy|significant|major|sharp|dramatic|abrupt|sudden|stunning|key|strategic|marked|big)\s+(?:shift|change)"
    r"|(?:shift|change)\s+(?:in|of|from)\s+(?:\w+\s+){0,4}(?:policy|position|stance|course|approach|heart|tack|direction|line)"
    r"|policy\s+(?:shift|change|reversal)|reversal|u-turn|about-face|about-turn|volte-face|climbdown|backtracking|turnaround"
    r"|departure\s+from|break\s+(?:with|from)\s+(?:\w+\s+){0,2}(?:policy|past|tradition|practice|years|decades))\b",
    re.IGNORECASE,
)
"""A noun of change: "a policy shift", "a reversal"."""
ENDED: Final = re.compile(
    r"\b(?:ending|end(?:s|ed)?|after|following|dropp(?:ing|ed)|overcoming|abandon(?:ing|ed)|despite)\s+(?:its|his|her|their|the)?\s*"
    r"(?:(?:\w+\s+){0,2}(?:weeks?|months?|years?|decades?)\s+of|long|long-standing|longstanding|earlier|initial|previous|repeated)\s+"
    r"(?:\w+\s+){0,2}"
    r"(?:hesitation|hesitancy|hesitance|resistance|delays?|opposition|reluctance|refusals?|objections?|denials?|dithering"
    r"|stalling|wavering|foot-dragging|debate|deadlock)\b",
    re.IGNORECASE,
)
"""What is over: "ending months of hesitation"."""
GIVEN_UP: Final = re.compile(
    r"\b(?:ending|dropping|lifting|abandoning|reversing|overturning|breaking\s+with)"
    r"\s+(?:an?|its|his|her|their|the)\s+(?:\w+\s+){0,2}"
    r"(?:refusal|ban|opposition|objections?|moratorium|freeze|boycott|resistance|policy|practice|embargo)\b",
    re.IGNORECASE,
)
"""A stance given up: "dropping its opposition"."""
YIELDED: Final = re.compile(
    r"\b(?:bow(?:s|ed|ing)?|yield(?:s|ed|ing)?|cav(?:es|ed|ing)|capitulat(?:es|ed|ing)|giv(?:es|ing)\s+in|gave\s+in"
    r"|relent(?:s|ed|ing)|back(?:s|ed|ing)\s+down)\b",
    re.IGNORECASE,
)
"""Yielding: "relented", "backed down"."""
CHANGED: Final = re.compile(
    r"\b(?:revers(?:ed|es|ing)\s+(?:(?:its|his|her|their)\s+)?"
    r"(?:course|position|stance|policy|decision|itself|himself|herself)"
    r"|(?:revers|abandon|scrapp|ditch|dropp|overturn|undo|renounc|break|rescind|shelv)(?:ed|es|ing|s)"
    r"\s+(?:an?|its|his|her|their|the)\s+(?:\w+\s+){0,2}"
    r"(?:plans?|pledges?|promises?|polic(?:y|ies)|vows?|commitments?|stance|position|taboo|tradition|resistance|opposition|objections?)"
    r"|chang(?:ed|es|ing)\s+(?:its|his|her|their)\s+(?:mind|position|stance|policy|tune|course)"
    r"|backtrack(?:ed|s|ing)|made\s+an?\s+(?:u-turn|about-face)|no\s+longer|until\s+(?:now|then|recently))\b",
    re.IGNORECASE,
)
"""A verb of change: "reversed course", "no longer", "until now"."""
FIRST: Final = re.compile(r"\bfor\s+the\s+first\s+time\b|\bin\s+(?:the|its|a)\s+first\b", re.IGNORECASE)
"""Something that was never before."""

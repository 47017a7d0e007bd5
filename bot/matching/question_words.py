"""Which kind of thing a message asks for: how many, who, when, where, why; in Kazakh, Russian and English."""

import re
from functools import lru_cache

from bot.matching.spelling import fold

# Folded, as people write who lack the Kazakh letters.
_KINDS = {
    "number": r"сколько|скольк\w+|неше\w*|канша\w*|саны|how (?:many|much)|number of|каково число|количество",
    "who": r"кто|кого|кому|кем|ком|чь[яёеи]|чей|ким\w{0,5}|who|whom|whose",
    "day": r"когда|кашан\w*|кай (?:кун|жыл)\w*|when|(?:what|which) (?:date|day|year)|как\w+ (?:числ|дат|год)\w*",
    "place": r"где|куда|откуда|кайда\w*|where",
    "reason": r"почему|зачем|неге|не ушин|why|what for|для чего",
}
_ASKED = re.compile(rf"\b(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _KINDS.items())})\b")


@lru_cache(maxsize=1 << 15)
def asked_for(text: str) -> frozenset[str]:
    """The kinds of thing that a text asks for; empty if it has no question word. Cached, since few texts change."""
    return frozenset(found.lastgroup for found in _ASKED.finditer(fold(text)) if found.lastgroup)

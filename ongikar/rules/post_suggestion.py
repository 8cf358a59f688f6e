"""Which of an office's posts a charter means, from the words it prints of it."""

from collections.abc import Mapping

from ongikar.rules.kind_suggestion import folded

# Of a post's words at least this share must be printed, or it is another post.
ENOUGH = 0.6


def suggest_post(printed: str, titles: Mapping[str, str]) -> str:
    """The key of the post whose title's words are printed most fully, a longer title before a shorter; "" for none."""
    words = set(folded(printed).split())
    best, most = "", (ENOUGH, 0)
    for key, title in titles.items():
        wanted = set(folded(title).split())
        shared = len(wanted & words)
        weight = (shared / len(wanted), shared) if wanted else (0.0, 0)
        if weight > most:
            best, most = key, weight
    return best

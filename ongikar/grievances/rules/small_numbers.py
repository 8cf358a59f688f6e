"""Figures for everybody in which nobody may be recognised: what counts too few people is not told, nor
anything from which it could be worked out.
"""

from collections.abc import Mapping


def told_figures(
    whole: int, parts: Mapping[str, int], least: int
) -> tuple[int | None, dict[str, int | None]]:
    """The whole and its parts; None for each that is not told.

    Nothing at all is told as it is: where there is nothing, nobody can be recognised. One small part of a
    whole could be worked out from the others, so the smallest of the others is kept back with it.
    """
    if 0 < whole < least:
        return None, dict.fromkeys(parts)
    told: dict[str, int | None] = {
        name: None if 0 < count < least else count for name, count in parts.items()
    }
    hidden = [name for name, count in told.items() if count is None]
    others = sorted((count, name) for name, count in parts.items() if told[name])
    if len(hidden) == 1 and others:
        told[others[0][1]] = None
    return whole, told

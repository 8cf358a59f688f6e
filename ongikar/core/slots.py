"""Slots: a page names a place, and apps above it say what stands there.

An app below never imports one above. The tracking page declares `TRACKING = Slot("tracking")` and asks it
for its parts; the grievances app, higher up, adds its part in its module `declarations`, which is imported
once when Django is ready (records/apps.py). The page's template draws them: `{% parts slot %}`.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

# The template of a part, and what it shows.
Answer = tuple[str, dict[str, Any]]
Part = Callable[..., Answer | None]


class Slot:
    """One place on a page. A part is called with the page's own facts and answers (template, context), or
    None.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.parts: list[tuple[int, Part]] = []

    def add(self, part: Part, *, order: int = 50) -> None:
        if part not in (known for _, known in self.parts):
            self.parts.append((order, part))
            self.parts.sort(key=lambda pair: pair[0])

    def answers(self, request: HttpRequest, **facts: Any) -> list[Answer]:
        """What the parts have to say about these facts; those that have nothing are left out."""
        answered = (part(request=request, **facts) for _, part in self.parts)
        return [answer for answer in answered if answer]

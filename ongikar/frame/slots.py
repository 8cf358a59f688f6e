"""Slots: a page names a place, and rooms above it say what stands there.

A room below never imports one above. The tracking page declares `TRACKING = Slot("tracking")` and asks it for its
parts; the grievance room, higher up, adds its part in `AppConfig.ready()`.
"""

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string

Part = Callable[..., tuple[str, dict[str, Any]] | None]


class Slot:
    """One place on a page. A part is called with the page's own facts and answers (template, context), or None."""

    def __init__(self, name: str):
        self.name = name
        self.parts: list[tuple[int, Part]] = []

    def add(self, part: Part, *, order: int = 50) -> None:
        if part not in (known for _, known in self.parts):
            self.parts.append((order, part))
            self.parts.sort(key=lambda pair: pair[0])

    def render(self, request, **facts: Any) -> list[str]:
        answers = (part(request=request, **facts) for _, part in self.parts)
        return [render_to_string(answer[0], answer[1], request=request) for answer in answers if answer]

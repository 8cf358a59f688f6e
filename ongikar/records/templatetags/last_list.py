"""The back link of a record."""

from typing import Any

from django import template

from ongikar.records import last_list

register = template.Library()


@register.simple_tag(takes_context=True)
def list_address(context: Any, *names: str) -> str:
    """Where a list stands, as whoever reads left it; of several the one that was opened last."""
    return last_list.list_address(context["request"], *names)

"""Template words for small signs: `{% icon "check" %}` and the tag of a state, `{% state "kept" words %}`."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ongikar.core.icons import ICONS, STATES

register = template.Library()

FRAME = '<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>'


@register.simple_tag
def icon(name: str) -> SafeString:
    """The drawing alone, hidden from screen readers: the words beside it say what it means. KeyError if
    unknown.
    """
    return format_html(FRAME, mark_safe(ICONS[name]))


@register.simple_tag
@lru_cache(maxsize=500)
def state(name: str, words: str) -> SafeString:
    """A state as a tag of icon and words. KeyError for a state that STATES does not list."""
    look, drawing = STATES[name]
    return format_html('<strong class="{}">{}{}</strong>', f"tag {look}".strip(), icon(drawing), words)

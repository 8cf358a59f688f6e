"""The icons of the site, and template words for small signs: `{% icon "check" %}` and the tag of a state,
`{% state "kept" words %}`.

The icons are drawn on a 24 by 24 field in the manner of Lucide; the stylesheet gives line and colour.
"""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS = {
    "alert": '<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16.3v.1"/>',
    "back": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "bell": '<path d="M6 10a6 6 0 0 1 12 0c0 6 2 7 2 7H4s2-1 2-7zM10 20.5a2.2 2.2 0 0 0 4 0"/>',
    "book": (
        '<path d="M5 4.5A1.5 1.5 0 0 1 6.5 3H19v15H6.5A1.5 1.5 0 0 0 5 19.5zM5 19.5A1.5 1.5 0 0 0 6.5'
        ' 21H19v-3"/>'
    ),
    "calendar": '<rect x="4" y="5" width="16" height="16" rx="2"/><path d="M4 10h16M8 3v4M16 3v4"/>',
    "camera": (
        '<path d="M4 8h3.5l1.5-3h6l1.5 3H20a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z'
        '"/>'
        '<circle cx="12" cy="13.5" r="3.5"/>'
    ),
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "copy": (
        '<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2'
        ' 2 0 0 0 2 2h3"/>'
    ),
    "down": '<path d="m6 9 6 6 6-6"/>',
    "download": '<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>',
    "file": (
        '<path d="M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8z"/><path d="M14 3v5h5M9 13h6M9'
        ' 17h4"/>'
    ),
    "gavel": '<path d="m13 6 5 5M9 10l5 5M15 4l5 5M11.5 12.5 4 20M13 21h8"/>',
    "go": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "hourglass": '<path d="M7 4h10M7 20h10M8 4c0 5 8 5 8 8s-8 3-8 8M16 4c0 5-8 5-8 8s8 3 8 8"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.7v.1"/>',
    "lock": '<rect x="5" y="11" width="14" height="10" rx="2"/><path d="M8 11V7.5a4 4 0 0 1 8 0V11"/>',
    "mail": '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3.5 7 8.5 6 8.5-6"/>',
    "no-line": (
        '<path d="M3 3l18 18M8.5 16.4a5 5 0 0 1 7 0M5 12.9a10 10 0 0 1 3.6-2.3M19 12.9a10 10 0 0 0-5.6-2.9M12'
        ' 20h.01"/>'
    ),
    "moon": '<path d="M19 14.5A8 8 0 0 1 9.5 5a8 8 0 1 0 9.5 9.5z"/>',
    "pen": '<path d="M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19z"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/><path d="M3 20c0-4 2.5-6 6-6s6 2 6 6M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18'
        ' 14.6c2 .8 3 2.6 3 5.4"/>'
    ),
    "person": '<circle cx="12" cy="8" r="4"/><path d="M5 21c0-4.5 3-7 7-7s7 2.5 7 7"/>',
    "phone": (
        '<path d="M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1'
        ' 2-2z"/>'
    ),
    "pin": '<path d="M12 21s7-6.2 7-11a7 7 0 0 0-14 0c0 4.8 7 11 7 11z"/><circle cx="12" cy="10" r="2.5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": (
        '<path d="M7 9V3h10v6M7 18H5a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v5a2 2 0 0 1-2'
        ' 2h-2"/><path d="M7 14h10v7H7z"/>'
    ),
    "scale": '<path d="M12 4v16M7 20h10M5 7h14M5 7l-3 7a3.2 3.2 0 0 0 6 0zM19 7l-3 7a3.2 3.2 0 0 0 6 0z"/>',
    "search": '<circle cx="11" cy="11" r="7"/><path d="m20 20-4-4"/>',
    "send": '<path d="M21 3 10 14M21 3l-7 18-4-7-7-4z"/>',
    "up": '<path d="m6 15 6-6 6 6"/>',
    "upload": '<path d="M12 16V5M7 9l5-5 5 5M5 20h14"/>',
}

# The state of a promise, a paper or an act: the class of its tag, and the icon without which a colour says
# nothing.
STATES = {
    "open": ("", "clock"),
    "today": ("today", "clock"),
    "wait": ("wait", "hourglass"),
    "kept": ("kept", "check"),
    "done": ("", "check"),
    "late": ("late", "alert"),
    "moon": ("moon", "moon"),
    "shut": ("shut", "file"),
    "faulty": ("shut", "alert"),
    "missing": ("shut", "search"),
}


register = template.Library()

FRAME = '<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>'


@register.simple_tag
def icon(name: str) -> SafeString:
    """The drawing alone, hidden from screen readers: the words beside it say what it means. KeyError if
    unknown.
    """
    return format_html(FRAME, mark_safe(ICONS[name]))  # noqa: S308


@register.simple_tag
def state(name: str, words: object) -> SafeString:
    """A state as a tag of icon and words. KeyError for a state that STATES does not list."""
    # What says itself in the language at hand is read before anything is remembered by it.
    return state_tag(name, str(words))


@lru_cache(maxsize=500)
def state_tag(name: str, words: str) -> SafeString:
    look, drawing = STATES[name]
    return format_html('<strong class="{}">{}{}</strong>', f"tag {look}".strip(), icon(drawing), words)

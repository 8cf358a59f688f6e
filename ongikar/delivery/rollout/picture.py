"""A row of small signs that shows how far one office is with a system: each step a sign of its own shape, so
that the colour alone says nothing.
"""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from ongikar.core.i18n.say import say
from ongikar.rules.bangla.text import digits

from .words import DONE, LATE, LEFT_OUT, OPEN, WAITS, SiteLine

STEP, SIDE, TALL = 20, 14, 16
# What is drawn for a step that begins at x: a box with a tick, a box with a warning, an open box, a dot,
# a line.
BOX = 'x="{x}" y="1" width="14" height="14" rx="2"/>'
SIGNS = {
    DONE: f'<rect class="fill" {BOX}<path class="sign" d="M{{x}} 1m3 7l3 3 5-6"/>',
    LATE: f'<rect class="late" {BOX}<path class="sign" d="M{{x}} 1m7 3v5m0 2.5v.2"/>',
    OPEN: '<rect class="line" x="{x}.5" y="1.5" width="13" height="13" rx="2"/>',
    WAITS: '<circle class="dot" cx="{middle}" cy="8" r="2"/>',
    LEFT_OUT: '<path class="line" d="M{x} 8h14"/>',
}


def draw_steps(line: SiteLine, ident: str, language: str) -> SafeString:
    """`ident`: the id of its title, once on a page."""
    wide = STEP * len(line.steps)
    signs = "".join(
        SIGNS[each.state].format(x=place * STEP, middle=place * STEP + SIDE // 2)
        for place, each in enumerate(line.steps)
    )
    return mark_safe(
        f'<svg class="stepline" role="img" width="{wide}" height="{TALL}" viewBox="0 0 {wide} {TALL}"'
        f' aria-labelledby="{escape(ident)}"><title id="{escape(ident)}">'
        f"{escape(picture_words(line, language))}</title>{signs}</svg>"
    )


def picture_words(line: SiteLine, language: str) -> str:
    """The same in words: how many of the steps are done, and what is late or next."""
    done = sum(each.state == DONE for each in line.steps)
    said = say("{done}/{all} ধাপ শেষ", "{done} of {all} steps done", done=done, all=len(line.steps))
    late = [each.words for each in line.steps if each.state == LATE]
    coming = [each.words for each in line.steps if each.state == OPEN]
    if late:
        return digits(f"{said}; {say('দেরি', 'late')}: {', '.join(late)}", language)
    if coming:
        return digits(f"{said}; {say('এখন', 'now')}: {coming[0]}", language)
    return said

"""`{{ cell|cell_markup }}`: a cell of a register on screen."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ongikar.books.registry import Cell
from ongikar.core.i18n.lang_markup import mark_languages

register = template.Library()


@register.filter
def cell_markup(cell: Cell) -> SafeString:
    """Its runs without a space between them, what is crossed out in <s>, all of it the link where it leads
    anywhere. In one word, as a register has hundreds of cells on a page.
    """
    runs = mark_safe(  # noqa: S308
        "".join(
            format_html("<s>{}</s>" if run.is_struck else "{}", mark_languages(run.text)) for run in cell.runs
        )
    )
    return format_html('<a href="{}">{}</a>', cell.url, runs) if cell.url else runs

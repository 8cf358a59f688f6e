"""Template words for the parts of a form, of a long list, and for a slot: `{% parts slot %}` stands where
the parts of the apps above come.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ongikar.core.not_none import not_none

register = template.Library()


@register.filter
def first_input(field: BoundField) -> str:
    """The id a link to the field must name so that the keyboard lands in it; a group's is
    its first choice.
    """
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def is_marked_optional(field: BoundField) -> bool:
    """Whether the label says that the answer may be left out."""
    return not field.field.required and getattr(field.field, "optional_mark", True)


@register.filter
def fault_count(form: BaseForm) -> int:
    """How many things must be put right in the form."""
    return sum(len(faults) for faults in form.errors.values())


@register.filter
def fault_summary(field: BoundField) -> Iterator[str]:
    """The faults of a field for the list above the form, where no label stands beside a sentence that needs
    one.
    """
    nameless = getattr(field.field, "nameless", ())
    for fault in field.errors.as_data():
        for words in fault:
            named = getattr(field.field, "called", "") or field.label
            # A name may be marked up in its own language.
            yield format_html("{}: {}", named, words) if fault.code in nameless else str(words)


@register.inclusion_tag("core/picks.html")
def picks(field: BoundField, keys: str = "", columns: str = "") -> dict:
    """Radio choices as boxes; the n-th is chosen with Alt and the n-th of `keys`. `columns`
    may be "three".
    """
    letters = [*keys, *[""] * len(field)]
    return {
        "field": field,
        "choices": list(zip(field, letters, strict=False)),
        "columns": columns,
        "keys": keys,
    }


@register.filter
def near_pages(page: Page) -> Iterator[int | None]:
    """The page numbers worth a link around the present one; None stands for a gap."""
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        yield number if isinstance(number, int) else None


@register.simple_tag(takes_context=True)
def parts(context: Context, answers: Iterable[tuple[str, dict[str, Any]]]) -> SafeString:
    """What the parts answered, each as its own template. A part sees what the page sees, and its own before
    that.
    """
    drawn = []
    engine = not_none(context.template).engine
    for name, own in answers:
        with context.push(**own):
            drawn.append(engine.get_template(name).render(context))
    return mark_safe("".join(drawn))  # noqa: S308

"""The template word for a slot: `{% parts slot %}` stands where the parts of the apps above come."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def parts(context, answers: Iterable[tuple[str, dict[str, Any]]]) -> SafeString:
    """What the parts answered, each as its own template. A part sees what the page sees, and its own before
    that.
    """
    drawn = []
    for name, own in answers:
        with context.push(**own):
            drawn.append(context.template.engine.get_template(name).render(context))
    return mark_safe("".join(drawn))

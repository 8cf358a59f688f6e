"""The template word for what stands on page after page: `{% kept office.pk current %}…{% endkept %}` is rendered once and kept."""

from django import template
from django.utils.safestring import SafeString

from ongikar.core import cache_version
from ongikar.core.i18n.say import language

register = template.Library()
MOST = 1000
texts: dict[tuple, SafeString] = {}


def stamped(context) -> int:
    """The public stamp as it stood when the request came; a page made for no request, which tells of a fault, asks nobody."""
    found = getattr(context.get("request"), "stamped", None)
    return cache_version.last_known() if found is None else found


class KeptNode(template.Node):
    """Rendered anew for each value named, for each language, and when something is published."""

    def __init__(self, nodelist, values):
        self.nodelist, self.values = nodelist, values

    def render(self, context):
        key = (self, stamped(context), language(), *(value.resolve(context) for value in self.values))
        if key not in texts:
            if len(texts) >= MOST:
                texts.clear()
            texts[key] = self.nodelist.render(context)
        return texts[key]


@register.tag
def kept(parser, token):
    """What is inside may depend on nothing but the values named, the language, and what the public stamp tells of."""
    values = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, values)

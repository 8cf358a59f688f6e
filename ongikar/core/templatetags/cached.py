"""The template word for what stands on page after page: `{% cached office.pk current %}…{% endcached %}` is
rendered once and kept.
"""

from django import template
from django.template import Context, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString

from ongikar.core import cache_version
from ongikar.core.i18n.say import language

register = template.Library()
MOST, MOST_VERSIONS = 1000, 4
# By what they are of, then by the cache version: a busy worker makes another every few seconds, and what was
# rendered for one before is never asked for again.
texts: dict[tuple, dict[int, SafeString]] = {}


def cache_version_of(context: Context) -> int:
    """The cache version as it stood when the request came; a page made for no request, which tells of a
    fault, asks nobody.
    """
    found = getattr(getattr(context, "request", None), "content_version", None)
    return cache_version.last_known_version() if found is None else found


class CachedNode(template.Node):
    """Rendered anew for each value named, for each language, and when something is published."""

    # Whoever extends the page need not look for blocks in here: what is kept can have none.
    child_nodelists = ()

    def __init__(self, nodelist: NodeList, values: list[FilterExpression]) -> None:
        self.nodelist, self.values = nodelist, values

    def render(self, context: Context) -> SafeString:
        key = (self, language(), *[value.resolve(context) for value in self.values])
        version = cache_version_of(context)
        rendered = texts.get(key)
        if rendered is None:
            if len(texts) >= MOST:
                texts.clear()
            rendered = texts[key] = {}
        text = rendered.get(version)
        if text is None:
            text = self.nodelist.render(context)
            if len(rendered) >= MOST_VERSIONS:
                rendered.clear()
            rendered[version] = text
        return text


@register.tag("cached")
def parse_cached(parser: Parser, token: Token) -> CachedNode:
    """What is inside may depend on nothing but the values named, the language, and what the cache version
    tells of.
    """
    values = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endcached",))
    parser.delete_first_token()
    return CachedNode(nodelist, values)

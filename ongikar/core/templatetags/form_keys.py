"""`{% csrf_token %}` as all our templates write it: the token against forgery, and beside it the key by which
the form sent twice is taken once.

A template tag of its own would have to be remembered in each form; Django's is remembered, since nothing is
taken without it.
"""

from django import template
from django.template import Context
from django.template.base import Parser, Token
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ongikar.core.forms.keys import KEY, key_to_show

register = template.Library()


class FormKeysNode(CsrfTokenNode):
    def render(self, context: Context) -> SafeString:
        token, request = mark_safe(super().render(context)), context.get("request")  # noqa: S308
        if not token or request is None:
            return token
        return format_html('{}<input type="hidden" name="{}" value="{}">', token, KEY, key_to_show(request))


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormKeysNode:
    return FormKeysNode()

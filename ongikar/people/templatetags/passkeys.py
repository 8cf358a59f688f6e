"""What the browser is asked when it makes or shows a passkey, as one attribute: no script stands in a page."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(asked) -> str:
    return json.dumps(asked, cls=DjangoJSONEncoder)

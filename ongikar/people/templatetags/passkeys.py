"""What the browser is asked when it makes or shows a passkey, as one attribute: no script
stands in a page.
"""

import ipaddress
import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.http.request import split_domain_port

register = template.Library()


@register.filter
def as_json(asked: Any) -> str:
    return json.dumps(asked, cls=DjangoJSONEncoder)


@register.filter
def is_ip_address(request: HttpRequest) -> bool:
    """Whether the site is met at a number, such as 127.0.0.1: browsers make passkeys only for names."""
    try:
        ipaddress.ip_address(split_domain_port(request.get_host())[0].strip("[]"))
    except ValueError:
        return False
    return True

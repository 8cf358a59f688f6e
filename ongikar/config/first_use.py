"""What Django works out at the first query, at the first address and at the first page, worked out at the
start.
"""

from django.apps import apps
from django.template.loader import get_template
from django.urls import get_resolver

from ongikar.cases.kinds.kind import kinds


def work_out() -> None:
    """Half a second at the first time, nothing at the next. Reads neither the database nor what an office
    has.
    """
    for model in apps.get_models():
        model._meta.get_fields()
    get_resolver().reverse_dict  # noqa: B018
    kinds()
    # With it all that any template may name: filters, tags, and what Django tells every page.
    for name in ("core/public.html", "website/home.html"):
        get_template(name)

"""Every address of the site. Bangla has the plain one; English stands under /en/."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from ongikar.cases.citizen import receipt_views
from ongikar.certificates import key_views
from ongikar.operations.health import views as health_views

from .former_addresses import former_patterns

# The busiest first: an address is looked for in one app after another.
APPS = (
    "cases",
    "website",
    "charter",
    "papers",
    "tasks",
    "books",
    "letters",
    "gatherings",
    "questionnaires",
    "certificates",
    "places",
    "exports",
    "grievances",
    "rti",
    "notices",
    "people",
    "operations",
    "records",
    # Kinds of delivery that have pages of their own.
    *(f"delivery.{word}" for word in settings.DELIVERY_KINDS if find_spec(f"ongikar.delivery.{word}.urls")),
)

urlpatterns = [
    *i18n_patterns(
        # One list, without `include`: of each that does not hold the address Django keeps what it has tried
        # there, which took up to a tenth of the time of a short answer.
        *(each for app in APPS for each in import_module(f"ongikar.{app}.urls").urlpatterns),
        *former_patterns(),
        prefix_default_language=False,
    ),
    # Programs look for it at the root, whatever the language.
    path(".well-known/ongikar-key", receipt_views.show_public_key, name="ongikar_key"),
    path(".well-known/jwks.json", key_views.show_jwks, name="certificate_keys"),
    path("healthz", health_views.healthz, name="healthz"),
    path("readyz", health_views.readyz, name="readyz"),
]

handler500 = "ongikar.core.http.error_pages.server_error"

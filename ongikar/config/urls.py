"""Every address of the site. Bangla has the plain one; English stands under /en/."""

from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from ongikar.cases.citizen import receipt_views
from ongikar.certificates import key_views
from ongikar.operations.health import views as health_views

# Kinds of delivery that have pages of their own.
KINDS_WITH_PAGES = [
    f"ongikar.delivery.{word}.urls"
    for word in settings.DELIVERY_KINDS
    if find_spec(f"ongikar.delivery.{word}.urls")
]

urlpatterns = [
    *i18n_patterns(
        # The busiest first: an address is looked for in one app after another.
        path("", include("ongikar.cases.urls")),
        path("", include("ongikar.website.urls")),
        path("", include("ongikar.charter.urls")),
        path("", include("ongikar.papers.urls")),
        path("", include("ongikar.tasks.urls")),
        path("", include("ongikar.books.urls")),
        path("", include("ongikar.letters.urls")),
        path("", include("ongikar.gatherings.urls")),
        path("", include("ongikar.questionnaires.urls")),
        path("", include("ongikar.certificates.urls")),
        path("", include("ongikar.places.urls")),
        path("", include("ongikar.exports.urls")),
        path("", include("ongikar.grievances.urls")),
        path("", include("ongikar.rti.urls")),
        path("", include("ongikar.notices.urls")),
        path("", include("ongikar.people.urls")),
        path("", include("ongikar.operations.urls")),
        *(path("", include(urls)) for urls in KINDS_WITH_PAGES),
        prefix_default_language=False,
    ),
    # Programs look for it at the root, whatever the language.
    path(".well-known/ongikar-key", receipt_views.show_public_key, name="ongikar_key"),
    path(".well-known/jwks.json", key_views.show_jwks, name="certificate_keys"),
    path("healthz", health_views.healthz, name="healthz"),
    path("readyz", health_views.readyz, name="readyz"),
]

handler500 = "ongikar.core.http.error_pages.server_error"

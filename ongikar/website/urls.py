"""Addresses of the home page and of the staff's first page."""

from django.urls import include, path

from . import public_views, security_txt, statement_views
from .charter_files import FILES, charter_file

urlpatterns = [
    path("", public_views.home, name="home"),
    path(".well-known/security.txt", security_txt.security_txt, name="security_txt"),
    path("privacy/", statement_views.privacy, name="privacy"),
    path("accessibility/", statement_views.accessibility, name="accessibility"),
    *(
        path(
            f"charter/{name}",
            charter_file,
            {"name": name},
            name=f"charter_{name.removeprefix('charter.').replace('.', '_')}",
        )
        for name in FILES
    ),
    path("", include("ongikar.website.accounts.urls")),
    path("", include("ongikar.website.calendar.urls")),
    path("", include("ongikar.website.charter_desk.urls")),
    path("", include("ongikar.website.charter_lint.urls")),
    path("", include("ongikar.website.machine_clock.urls")),
    path("", include("ongikar.website.posts.urls")),
    path("", include("ongikar.website.staff_urls")),
]

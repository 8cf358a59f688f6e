"""Addresses of the home page and of the staff's first page."""

from django.urls import include, path

from ongikar.charter.web.files import FILES, charter_file

from . import home, statement_views
from . import statement_views as security_txt

urlpatterns = [
    path("", home.home, name="home"),
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
    path("", include("ongikar.charter.desk.urls")),
    path("", include("ongikar.charter.desk.lint_urls")),
    path("", include("ongikar.website.machine_clock.urls")),
    path("", include("ongikar.website.posts.urls")),
    path("", include("ongikar.website.staff_urls")),
]

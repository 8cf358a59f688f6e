"""The site's own addresses, and one whose page fails: what a fault of ours looks like cannot be seen
otherwise.
"""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest
from django.urls import path

from ongikar.config import urls as site


def broken(request: HttpRequest):
    raise RuntimeError("this page fails, to show what is said then")


urlpatterns = [*site.urlpatterns, *i18n_patterns(path("broken/", broken), prefix_default_language=False)]
handler500 = site.handler500

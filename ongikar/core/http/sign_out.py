"""Signing out: the browser is told to let go of what it kept of this site, for whoever sits there next."""

from django.http import HttpResponse

# Nothing is meant to be kept anyway; this is for a browser, or a later page of ours, that kept something
# all the same. Cookies
# are ended one by one, so that a staff member who signs out still follows a request of their own. A browser
# heeds it over TLS
# and on its own machine, and ignores it elsewhere.
KEPT = '"cache", "storage"'


def clear_site_data(response: HttpResponse) -> HttpResponse:
    response.headers["Clear-Site-Data"] = KEPT
    return response

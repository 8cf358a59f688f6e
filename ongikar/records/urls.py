"""Addresses of all that is declared: a list, a page and the acts of each Desk."""

from .registry import desk_urls

urlpatterns = desk_urls()

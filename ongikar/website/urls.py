"""Addresses of the home page and of the staff's first page."""

from django.urls import include, path

from . import charter_paper, public_views

urlpatterns = [
    path("", public_views.home, name="home"),
    path("charter/official.pdf", charter_paper.charter_paper, name="charter_official_pdf"),
    path("", include("ongikar.website.calendar.urls")),
    path("", include("ongikar.website.charter_lint.urls")),
    path("", include("ongikar.website.posts.urls")),
    path("", include("ongikar.website.staff_urls")),
]

"""Addresses of the public charter."""

from django.urls import path

from . import public_views as views
from . import version_views

urlpatterns = [
    path("charter/", views.charter, name="charter"),
    path("charter/official/", views.official, name="charter_official"),
    path("charter/official/hq/", views.official, {"form": "hq"}, name="charter_official_hq"),
    path("charter/versions/", version_views.versions, name="charter_versions"),
    path("services/<str:code>/", views.service, name="service"),
]

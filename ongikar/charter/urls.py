"""Addresses of the public charter."""

from django.urls import path

from .web import public_views
from .web import public_views as views

urlpatterns = [
    path("charter/", views.charter, name="charter"),
    path("charter/official/", views.official, name="charter_official"),
    path("charter/official/hq/", views.official, {"form": "hq"}, name="charter_official_hq"),
    path("charter/versions/", public_views.versions, name="charter_versions"),
    path("services/<str:code>/", views.service, name="service"),
]

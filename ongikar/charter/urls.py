"""Addresses of the public charter."""

from django.urls import path

from . import public_views as views

urlpatterns = [
    path("charter/", views.charter, name="charter"),
    path("charter/official/", views.official, name="charter_official"),
    path("services/<str:code>/", views.service, name="service"),
]

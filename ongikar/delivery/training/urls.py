"""Addresses of trainings."""

from django.urls import URLPattern, path

from . import board_views

urlpatterns: list[URLPattern] = [
    path("desk/training/<slug:number>/", board_views.show_batch, name="batch"),
]

"""Addresses of questionnaires: those of the desk, and the pages on which one is filled."""

from django.urls import path

from .filling import views as filling

urlpatterns = [
    path("q/<str:token>/", filling.fill, name="fill"),
    path("q/<str:token>/<str:key>/", filling.fill, name="fill_own"),
]

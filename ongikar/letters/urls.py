"""Addresses of the letters."""

from django.urls import include, path

from .outgoing import letter_views, list_views

urlpatterns = [
    path("", include("ongikar.letters.outgoing.urls")),
    path("letters/", list_views.list_outgoing, name="letters"),
    path("letters/<int:letter_id>/", letter_views.show_outgoing, name="letter"),
]

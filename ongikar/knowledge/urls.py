"""Addresses of the public notes."""

from django.urls import path

from . import public_views

urlpatterns = [
    path("help/", public_views.help_notes, name="help_notes"),
    path("help/suggested/", public_views.suggest_notes, name="help_suggested"),
    path("help/<int:pk>/answered/", public_views.note_answered, name="note_answered"),
    path("help/<int:pk>/served/", public_views.note_served, name="note_served"),
    path("help/<int:pk>/", public_views.help_note, name="help_note"),
    path("help/<int:pk>/helped/", public_views.note_helped, name="note_helped"),
    path("help/<int:pk>/thanks/", public_views.help_note_thanks, name="help_note_thanks"),
]

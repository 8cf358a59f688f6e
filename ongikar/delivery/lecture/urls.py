"""The host's own page; the office's follow from its desk."""

from django.urls import path

from . import desk

urlpatterns = [path("track/<str:number>/lecture/", desk.hosts_feedback, name="track_lecture")]

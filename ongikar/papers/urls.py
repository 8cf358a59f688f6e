"""The address under which papers are handed out."""

from django.urls import path

from . import views

urlpatterns = [path("papers/<int:paper_id>/", views.paper, name="paper")]

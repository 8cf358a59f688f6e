"""The addresses under which papers are handed out."""

from django.urls import path

from . import views

urlpatterns = [
    path("papers/<int:paper_id>/", views.paper, name="paper"),
    path("papers/<int:paper_id>/<str:key>/", views.paper_file, name="paper_file"),
]

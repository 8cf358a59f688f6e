"""Addresses of the files that were ordered."""

from django.urls import path

from . import views

urlpatterns = [
    path("exports/", views.export_list, name="exports"),
    path("exports/<int:export_id>/", views.export_page, name="export"),
    path("exports/<int:export_id>/file/", views.export_file, name="export_file"),
]

"""Addresses of the files that were ordered."""

from django.urls import path

from . import views

urlpatterns = [
    path("desk/exports/", views.export_list, name="exports"),
    path("desk/exports/<int:export_id>/", views.export_page, name="export"),
    path("desk/exports/<int:export_id>/file/", views.export_file, name="export_file"),
]

"""Addresses of the administrator's pages about the installation itself."""

from django.urls import path

from .health import views

urlpatterns = [
    path("desk/health/", views.health, name="desk_health"),
    path("desk/health/backup/", views.backup, name="desk_backup"),
    path("desk/health/messages/", views.held_page, name="desk_held_messages"),
    path("desk/health/given-up/", views.given_up, name="desk_given_up"),
]

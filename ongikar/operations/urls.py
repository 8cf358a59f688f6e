"""Addresses of the administrator's pages about the installation itself."""

from django.urls import path

from .health import act_views, views

urlpatterns = [
    path("desk/health/", views.health, name="desk_health"),
    path("desk/health/backup/", act_views.backup, name="desk_backup"),
    path("desk/health/messages/", act_views.held_page, name="desk_held_messages"),
    path("desk/health/given-up/", act_views.given_up, name="desk_given_up"),
]

"""Addresses of the administrator's pages about the installation itself."""

from django.urls import path

from .health import views

urlpatterns = [path("desk/health/", views.health, name="desk_health")]

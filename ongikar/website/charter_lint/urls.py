"""The address of the charter's check."""

from django.urls import path

from . import views

urlpatterns = [path("desk/charter/lint/", views.charter_lint, name="charter_lint")]

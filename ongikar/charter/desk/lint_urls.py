"""The address of the charter's check."""

from django.urls import path

from . import lint_views

urlpatterns = [path("desk/charter/lint/", lint_views.charter_lint, name="charter_lint")]

"""The address of the staff's first page."""

from django.urls import path

from .today import today

urlpatterns = [path("today/", today, name="today")]

"""Addresses of the staff's first page, and of the offices side by side."""

from django.urls import path

from .side_by_side import compare_offices
from .today import today

urlpatterns = [
    path("today/", today, name="today"),
    path("desk/offices/", compare_offices, name="desk_offices"),
]

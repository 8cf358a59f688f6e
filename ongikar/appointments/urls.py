"""The address of the day sheet; those of the two desks follow from them (records/urls.py)."""

from django.urls import path

from . import views

urlpatterns = [path("desk/day/", views.day_sheet, name="day_sheet")]

"""The address of the administrator's page of the machine's clock."""

from django.urls import path

from . import views

urlpatterns = [path("desk/clock/", views.machine_clock, name="desk_clock")]

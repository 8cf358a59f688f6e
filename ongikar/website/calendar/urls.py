"""Addresses of the calendar."""

from django.urls import path

from . import order_views, year_views

urlpatterns = [
    path("calendar/", year_views.this_year, name="calendar"),
    path("calendar/<int:year>/", year_views.year, name="calendar_year"),
    path("calendar.ics", year_views.calendar_ics, name="calendar_ics"),
    path("desk/calendar/", order_views.orders, name="calendar_orders"),
    path("desk/calendar/order/", order_views.order, name="calendar_order"),
]

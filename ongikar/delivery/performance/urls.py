"""Addresses of plans of performance."""

from django.urls import path

from . import views

urlpatterns = [
    path("desk/performance/", views.list_plans, name="performance"),
    path("desk/performance/<int:plan_id>/", views.show_plan, name="performance_plan"),
    path("desk/performance/<int:plan_id>/read/", views.read, name="performance_read"),
    path("desk/performance/<int:plan_id>/days/", views.set_days, name="performance_days"),
    path("desk/performance/<int:plan_id>/report/", views.issue, name="performance_report"),
    path("desk/performance/<int:plan_id>/new/", views.add, name="performance_add"),
    path(
        "desk/performance/<int:plan_id>/<int:indicator_id>/", views.show_reading, name="performance_reading"
    ),
    path(
        "desk/performance/<int:plan_id>/<int:indicator_id>/change/", views.change, name="performance_change"
    ),
    path(
        "desk/performance/<int:plan_id>/<int:indicator_id>/value/", views.type_value, name="performance_value"
    ),
    path(
        "desk/performance/<int:plan_id>/<int:indicator_id>/remove/", views.remove, name="performance_remove"
    ),
]

"""Addresses of systems brought into use."""

from django.urls import path

from . import views

urlpatterns = [
    path("desk/rollouts/", views.list_rollouts, name="rollouts"),
    path("desk/rollouts/<int:rollout_id>/", views.show_rollout, name="rollout"),
    path("desk/rollouts/<int:rollout_id>/plan/", views.plan_office, name="rollout_plan"),
    path("desk/rollouts/<int:rollout_id>/sites/<int:number>/", views.enter_figure, name="rollout_figure"),
    path("desk/rollouts/<int:rollout_id>/strike/<int:figure_id>/", views.strike, name="rollout_strike"),
]

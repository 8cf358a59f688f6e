"""Addresses of initiatives."""

from django.urls import path

from . import views

urlpatterns = [
    path("desk/initiatives/", views.list_initiatives, name="initiatives"),
    path("desk/initiatives/<int:initiative_id>/", views.show_initiative, name="initiative"),
    path("desk/initiatives/<int:initiative_id>/strike/<int:row_id>/", views.strike, name="initiative_strike"),
    path("desk/initiatives/<int:initiative_id>/<slug:what>/", views.enter, name="initiative_enter"),
]

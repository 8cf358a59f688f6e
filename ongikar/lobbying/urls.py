"""Addresses of attempts of influence."""

from django.urls import path

from . import views

urlpatterns = [
    path("desk/influence/", views.list_influence, name="influence_list"),
    path("desk/influence/new/", views.enter_influence, name="influence_new"),
    path("desk/influence/<slug:code>/", views.show_influence, name="influence"),
]

"""Addresses of what must stay fresh."""

from django.urls import path

from . import views

urlpatterns = [
    path("desk/upkeep/", views.list_items, name="upkeep"),
    path("desk/upkeep/new/", views.begin, name="upkeep_new"),
    path("desk/upkeep/of/<str:number>/", views.begin_of_case, name="upkeep_of_case"),
    path("desk/upkeep/<int:item_id>/", views.show_item, name="upkeep_item"),
    path("desk/upkeep/<int:item_id>/end/", views.end, name="upkeep_end"),
]

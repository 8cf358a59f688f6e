"""Addresses of the page of posts."""

from django.urls import path

from . import views

urlpatterns = [
    path("desk/people/", views.post_list, name="desk_people"),
    path("desk/people/give/", views.give_post, name="desk_people_give"),
    path("desk/people/<int:holding_id>/end/", views.end_post, name="desk_people_end"),
]

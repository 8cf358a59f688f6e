"""Addresses of classes given elsewhere."""

from django.urls import path

from . import views

urlpatterns = [
    path("track/<str:number>/lecture/", views.hosts_feedback, name="track_lecture"),
    path("desk/lectures/", views.list_lectures, name="lectures"),
    path("desk/lectures/<int:lecture_id>/", views.show_lecture, name="lecture"),
    path("desk/lectures/<int:lecture_id>/feedback/", views.enter_feedback, name="lecture_feedback"),
    path("desk/lectures/<int:lecture_id>/<slug:what>/", views.enter, name="lecture_enter"),
]

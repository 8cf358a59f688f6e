"""Addresses of the classes that a school asked for: its own page, and those at the desk."""

from django.urls import path

from . import views

urlpatterns = [
    path("track/<str:number>/school/", views.own_feedback, name="track_school"),
    path("desk/training/schools/<int:course_id>/", views.show_course, name="school_course"),
    path("desk/training/schools/<int:course_id>/class/", views.plan, name="school_class_new"),
    path(
        "desk/training/schools/<int:course_id>/class/<int:gathering_id>/",
        views.hold,
        name="school_class_held",
    ),
    path("desk/training/schools/<int:course_id>/feedback/", views.enter_feedback, name="school_feedback"),
]

"""Addresses of a batch from its first class on, and of what those who were taught tell of it."""

from django.urls import path

from ongikar.delivery.training.school.desk import own_feedback

from . import payments, views

urlpatterns = [
    path("track/<str:number>/follow-up/", views.own_follow_up, name="track_follow_up"),
    path("track/<str:number>/attendance/", views.show_own_attendance, name="track_attendance"),
    path("track/<str:number>/school/", own_feedback, name="track_school"),
    path("desk/training/follow-up/<int:follow_up_id>/", views.told_follow_up, name="follow_up_told"),
    path("desk/training/<slug:batch_number>/classes/", views.show_classes, name="batch_classes"),
    path("desk/training/<slug:batch_number>/begin/", views.begin, name="batch_begin"),
    path("desk/training/<slug:batch_number>/finish/", views.finish, name="batch_finish"),
    path("desk/training/<slug:batch_number>/certify/", views.certify, name="batch_certify"),
    path("desk/training/<slug:batch_number>/questions/<slug:part>/", views.give_round, name="batch_round"),
    path(
        "desk/training/<slug:batch_number>/payments/<slug:code>.<slug:form>",
        payments.payment_sheet,
        name="batch_payment",
    ),
]

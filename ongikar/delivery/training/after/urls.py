"""Addresses of a batch from its first class on, of hours of training and of the use of labs."""

from django.urls import path

from . import payments, record_views, views

urlpatterns = [
    path("track/<str:number>/follow-up/", views.own_follow_up, name="track_follow_up"),
    path("track/<str:number>/attendance/", views.show_own_attendance, name="track_attendance"),
    path("desk/training/hours/", record_views.list_hours, name="training_hours"),
    path("desk/training/hours/new/", record_views.add_hours, name="training_hours_new"),
    path(
        "desk/training/hours/<int:hours_id>/strike/", record_views.strike_hours, name="training_hours_strike"
    ),
    path("desk/training/labs/", record_views.list_lab_use, name="lab_use"),
    path("desk/training/labs/new/", record_views.add_lab_use, name="lab_use_new"),
    path("desk/training/labs/<int:use_id>/strike/", record_views.strike_lab_use, name="lab_use_strike"),
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

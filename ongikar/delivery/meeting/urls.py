"""Addresses beside those of the desks: of the public, of a sitting, and of what is signed."""

from django.urls import path

from . import sitting_views, views

ONE = "desk/meetings/<int:pk>/"

urlpatterns = [
    path("meetings/", views.public_meetings, name="public_meetings"),
    path("minutes/<str:token>/", views.minutes_link, name="minutes_link"),
    path(f"{ONE}notice/", views.notice, name="meeting_notice"),
    path(f"{ONE}begin/", sitting_views.begin_sitting, name="begin_sitting"),
    path(f"{ONE}sitting/", sitting_views.sitting, name="sitting"),
    path(f"{ONE}attendance.pdf", sitting_views.attendance_pdf, name="meeting_attendance_pdf"),
    path(f"{ONE}issue/", views.issue_minutes, name="meeting_issue"),
    path(f"{ONE}link/", views.make_link, name="meeting_link"),
    path("desk/meetings/for/<slug:number>/", views.call_for_case, name="call_for_case"),
    # As it was before a seat stood below its committee.
    path("desk/committees/seats/<int:seat_id>/end/", views.former_end_of_seat, name="end_seat"),
]

"""Addresses beside those of the desks: of the public, of a sitting, and of what is signed."""

from django.urls import path

from . import link_views, public_views, signing_views, sitting_views

ONE = "desk/meetings/<int:pk>/"

urlpatterns = [
    path("meetings/", public_views.public_meetings, name="public_meetings"),
    path("minutes/<str:token>/", link_views.minutes_link, name="minutes_link"),
    path(f"{ONE}notice/", signing_views.notice, name="meeting_notice"),
    path(f"{ONE}begin/", sitting_views.begin_sitting, name="begin_sitting"),
    path(f"{ONE}sitting/", sitting_views.sitting, name="sitting"),
    path(f"{ONE}attendance.pdf", sitting_views.attendance_pdf, name="meeting_attendance_pdf"),
    path(f"{ONE}issue/", signing_views.issue_minutes, name="meeting_issue"),
    path(f"{ONE}link/", signing_views.make_link, name="meeting_link"),
    path("desk/meetings/for/<slug:number>/", signing_views.call_for_case, name="call_for_case"),
    # As it was before a seat stood below its committee.
    path("desk/committees/seats/<int:seat_id>/end/", signing_views.former_end_of_seat, name="end_seat"),
]

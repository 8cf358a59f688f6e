"""Addresses of committees, their meetings and minutes."""

from django.urls import path

from .views import committees, link, meetings, minutes, public, sitting

urlpatterns = [
    path("meetings/", public.public_meetings, name="public_meetings"),
    path("minutes/<str:token>/", link.minutes_link, name="minutes_link"),
    path("desk/meetings/", meetings.list_meetings, name="meetings"),
    path("desk/meetings/<int:meeting_id>/", meetings.meeting, name="meeting"),
    path("desk/meetings/<int:meeting_id>/agenda/", meetings.arrange_agenda, name="meeting_agenda"),
    path("desk/meetings/<int:meeting_id>/notice/", meetings.notice, name="meeting_notice"),
    path("desk/meetings/<int:meeting_id>/move/", meetings.move_meeting, name="meeting_move"),
    path("desk/meetings/<int:meeting_id>/cancel/", meetings.cancel_meeting, name="meeting_cancel"),
    path("desk/meetings/<int:meeting_id>/begin/", sitting.begin_sitting, name="begin_sitting"),
    path("desk/meetings/<int:meeting_id>/sitting/", sitting.sitting, name="sitting"),
    path(
        "desk/meetings/<int:meeting_id>/attendance.pdf", sitting.attendance_pdf, name="meeting_attendance_pdf"
    ),
    path("desk/meetings/<int:meeting_id>/minutes/", minutes.rewrite_minutes, name="minutes_rewrite"),
    path("desk/meetings/<int:meeting_id>/circulate/", minutes.circulate_minutes, name="minutes_circulate"),
    path("desk/meetings/<int:meeting_id>/approve/", minutes.approve_minutes, name="minutes_approve"),
    path("desk/meetings/<int:meeting_id>/return/", minutes.return_minutes, name="minutes_return"),
    path("desk/meetings/<int:meeting_id>/issue/", minutes.issue_minutes, name="minutes_issue"),
    path("desk/meetings/<int:meeting_id>/link/", minutes.make_link, name="minutes_make_link"),
    path("desk/meetings/for/<slug:number>/", meetings.call_for_case, name="call_for_case"),
    path("desk/committees/new/", committees.begin_committee, name="begin_committee"),
    path("desk/committees/<int:committee_id>/", committees.committee, name="committee"),
    path("desk/committees/<int:committee_id>/rule/", committees.change_committee, name="committee_rule"),
    path("desk/committees/<int:committee_id>/end/", committees.end_committee, name="end_committee"),
    path("desk/committees/<int:committee_id>/seats/", committees.seat_member, name="seat_member"),
    path("desk/committees/<int:committee_id>/call/", meetings.call_meeting, name="call_meeting"),
    path("desk/committees/seats/<int:seat_id>/end/", committees.end_seat, name="end_seat"),
]

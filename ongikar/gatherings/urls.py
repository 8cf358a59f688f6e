"""The addresses of gatherings: the desk's, a member's own, the code on the wall, the public programme."""

from django.urls import path

from ongikar.records.registry import LISTS
from ongikar.records.urls import urls_of_list

from . import gathering_views, marking_views, programme_views, roster_views, ticket_views

urlpatterns = [
    path("programme/", programme_views.programme, name="programme"),
    path("programme.ics", programme_views.programme_ics, name="programme_ics"),
    *urls_of_list(LISTS["gatherings"]),
    path("desk/gatherings/new/", gathering_views.gathering_new, name="gathering_new"),
    path("desk/gatherings/<int:pk>/", gathering_views.gathering, name="gathering"),
    path("desk/gatherings/<int:pk>/list/", marking_views.gathering_list, name="gathering_list"),
    path("desk/gatherings/<int:pk>/door/", marking_views.gathering_door, name="gathering_door"),
    path("desk/gatherings/<int:pk>/wall/", marking_views.gathering_wall, name="gathering_wall"),
    path("desk/gatherings/<int:pk>/sheet.pdf", marking_views.gathering_sheet, name="gathering_sheet"),
    path("desk/gatherings/<int:pk>/signed/", marking_views.gathering_signed, name="gathering_signed"),
    path("desk/gatherings/<int:pk>/photo/", marking_views.gathering_photo, name="gathering_photo"),
    path("desk/gatherings/<int:pk>/letter/", gathering_views.invitation_letter, name="gathering_letter"),
    path("desk/gatherings/<int:pk>/reply/<int:member>/", roster_views.member_reply, name="member_reply"),
    path("desk/gatherings/<int:pk>/<str:act>/", gathering_views.gathering_act, name="gathering_act"),
    path("desk/rosters/<int:pk>/", roster_views.roster, name="roster"),
    path("desk/rosters/<int:pk>/tickets.pdf", roster_views.roster_tickets, name="roster_tickets"),
    path("desk/members/<int:pk>/", roster_views.roster_member, name="roster_member"),
    # Without an account: a member's own page, its calendar, and the page behind the code on the wall.
    path("ticket/<str:token>/", ticket_views.ticket, name="ticket"),
    path("ticket/<str:token>/calendar.ics", ticket_views.ticket_calendar, name="ticket_calendar"),
    path("here/<int:pk>/", ticket_views.gathering_here, name="gathering_here"),
]

"""Addresses of the officer's desk: the queue, a case and its acts, the office's own work, the counter."""

from django.urls import path

from .case import act_views, drop_views, identity_views
from .case import views as case_views
from .counter import own_work, slip_views
from .counter import views as counter_views
from .queue import views as queue_views
from .reports import rehearsal_views, replay_views

urlpatterns = [
    path("cases/", queue_views.show_queue, name="queue"),
    path("cases/accept/", queue_views.accept_several, name="accept_several"),
    path("cases/foreseen/", rehearsal_views.show_rehearsal, name="foreseen"),
    path("cases/replay/", replay_views.show_replay, name="replay"),
    path("cases/<slug:number>/", case_views.show_case, name="case"),
    path("cases/<slug:number>/result.pdf", case_views.show_result_pdf, name="case_result"),
    path("cases/<slug:number>/receipt.pdf", case_views.show_receipt_pdf, name="case_receipt"),
    path("cases/<slug:number>/days/", case_views.show_days, name="case_days"),
    path("cases/<slug:number>/identity/", identity_views.show_identity, name="case_identity"),
    path("cases/<slug:number>/<slug:act>/", act_views.show_act, name="case_act"),
    path("own/", own_work.list_own_work, name="own_work"),
    path("own/<slug:code>/", own_work.begin_own_work, name="begin_own"),
    path("desk/drops/", drop_views.list_drop_requests, name="desk_drops"),
    path("desk/drops/<slug:number>/", drop_views.decide_drop, name="desk_drop"),
    path("counter/", counter_views.show_counter, name="counter"),
    path("counter/slips/", slip_views.show_slips, name="slips"),
    path("counter/slips/cancel/", slip_views.cancel_slip, name="slip_cancel"),
    path("counter/slips/<int:pk>/slips.pdf", slip_views.slips_pdf, name="slips_pdf"),
]

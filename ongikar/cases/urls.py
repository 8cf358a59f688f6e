"""Addresses of the cases app: following a request, the officer's desk, then applying and the agent's.

An address is looked for from the first on, so those that are asked for most come first.
"""

from django.urls import path

from ongikar.records.registry import LISTS
from ongikar.records.urls import urls_of_list

from .agent import appointment_views as agent_appointments
from .agent import field_views as agent_field
from .agent import month_views
from .agent import views as agent_views
from .citizen import my_cases, my_data, receipt_views
from .citizen.apply import blank_form, short_form
from .citizen.apply import views as apply_views
from .citizen.track import appointment_views, day_views, tracking_login
from .citizen.track import views as track_views
from .officer import contact_views, report_views, task_line_views
from .officer.case import act_views, joined_views, note_views
from .officer.case import views as case_views
from .officer.counter import people_views, person_views, slip_views
from .officer.counter import views as counter_views
from .officer.queue import several_views, views
from .officer.queue import views as queue_views

# Every step of applying, and what its last leads to.
sending_patterns = [
    path("apply/<str:token>/<str:name>/", apply_views.show_step, name="apply_step"),
    path("apply/<str:token>/page/<int:pk>/", apply_views.show_page, name="apply_page"),
    path("receipt/<str:token>/", receipt_views.show_receipt, name="receipt"),
]
# Following.
tracking_patterns = [
    path("track/", tracking_login.track, name="track"),
    path("track/<str:number>/", track_views.track_case, name="track_case"),
    path("track/<str:number>/prove/", tracking_login.prove_applicant, name="prove"),
    path("track/<str:number>/days/", track_views.show_days, name="track_days"),
    path("track/<str:number>/answer/", track_views.answer_office, name="track_answer"),
    path("track/<str:number>/rate/", track_views.rate_case, name="track_rate"),
    path("track/<str:number>/withdraw/", track_views.withdraw_case, name="track_withdraw"),
    path("track/<str:number>/disown/", track_views.disown_case, name="track_disown"),
    path("track/<str:number>/enough/", track_views.accept_part_as_enough, name="track_enough"),
    path("track/<str:number>/day/", day_views.answer_day, name="track_day"),
    path("track/<str:number>/appointment/", appointment_views.choose_time, name="track_appointment"),
    path(
        "track/<str:number>/appointment/confirm/",
        appointment_views.confirm_time,
        name="track_appointment_confirm",
    ),
    path(
        "track/<str:number>/appointment/cancel/",
        appointment_views.cancel_appointment,
        name="track_appointment_cancel",
    ),
    path(
        "track/<str:number>/appointment.ics",
        appointment_views.appointment_calendar,
        name="track_appointment_ics",
    ),
    path("track/<str:number>/held/", my_data.show_my_data, name="track_held"),
    path("track/<str:number>/receipt.pdf", track_views.show_receipt_again, name="track_receipt"),
    path("track/<str:number>/result.pdf", track_views.show_result_paper, name="track_result"),
]
# The queue, a case and its acts, the office's own work, the counter.
officer_patterns = [
    *urls_of_list(LISTS["queue"]),
    path("desk/cases/several/", several_views.do_several, name="several"),
    path("desk/cases/accept/", queue_views.accept_several, name="accept_several"),
    path("desk/cases/foreseen/", report_views.show_rehearsal, name="foreseen"),
    path("desk/cases/replay/", report_views.show_replay, name="replay"),
    path("desk/cases/contacts/", contact_views.show_contacts, name="contacts_of_month"),
    path("desk/cases/<slug:number>/", case_views.show_case, name="case"),
    path("desk/cases/<slug:number>/result.pdf", case_views.show_result_pdf, name="case_result"),
    path("desk/cases/<slug:number>/receipt.pdf", case_views.show_receipt_pdf, name="case_receipt"),
    path("desk/cases/<slug:number>/days/", case_views.show_days, name="case_days"),
    path("desk/cases/<slug:number>/identity/", act_views.show_identity, name="case_identity"),
    path("desk/cases/<slug:number>/contact/", contact_views.enter_contact, name="case_contact"),
    path("desk/cases/<slug:number>/note/new/", note_views.make_note, name="case_note_new"),
    path("desk/cases/<slug:number>/note/take/", note_views.take_note, name="case_note_take"),
    path("desk/cases/<slug:number>/same/", joined_views.join_with_other, name="case_same"),
    path("desk/cases/<slug:number>/apart/", joined_views.part_from_other, name="case_apart"),
    path("desk/cases/<slug:number>/<slug:act>/", act_views.show_act, name="case_act"),
    path("desk/own/", views.list_own_work, name="own_work"),
    path("desk/own/<slug:code>/", views.begin_own_work, name="begin_own"),
    path("desk/drops/", views.list_drop_requests, name="desk_drops"),
    path("desk/drops/<slug:number>/", views.decide_drop, name="desk_drop"),
    path("desk/lines/", task_line_views.list_task_lines, name="task_lines"),
    path("desk/lines/<slug:number>/<slug:digest>/", task_line_views.decide_task_line, name="task_line"),
    path("desk/counter/", counter_views.show_counter, name="counter"),
    path("desk/counter/people/", people_views.show_people, name="people"),
    path("desk/counter/people/<slug:number>/", person_views.show_person, name="person"),
    path("desk/counter/people/<slug:number>/join/", person_views.join_person, name="person_join"),
    path("desk/counter/people/<slug:number>/part/", person_views.part_person, name="person_part"),
    path("desk/centres/", month_views.show_centres, name="desk_centres"),
    path("desk/counter/slips/", slip_views.show_slips, name="slips"),
    path("desk/counter/slips/cancel/", slip_views.cancel_slip, name="slip_cancel"),
    path("desk/counter/slips/<int:pk>/slips.pdf", slip_views.slips_pdf, name="slips_pdf"),
]
# Applying, the receipt, one's own list.
citizen_patterns = [
    path("services/<str:code>/apply/", apply_views.begin_application, name="apply"),
    path("services/<str:code>/form/", blank_form.blank_form, name="blank_form"),
    path("services/<str:code>/short/", short_form.fill_short_form, name="short_form"),
    path("receipt/<str:token>/pdf", receipt_views.receipt_paper, name="receipt_paper"),
    path("mine/", my_cases.list_my_cases, name="mine"),
    path("mine/code/", my_cases.enter_code, name="mine_code"),
    path("mine/end/", my_cases.end_my_cases, name="mine_end"),
    path("mine/<str:number>/", my_cases.open_my_case, name="mine_case"),
    path("o/<str:token>/", tracking_login.show_one_use_page, name="one_use"),
    path("check/", receipt_views.check_receipt, name="check_receipt"),
]
# Filing for a citizen at a digital centre.
agent_patterns = [
    path("agent/", agent_views.list_filed_cases, name="agent"),
    path("agent/new/", agent_views.file_for_citizen, name="agent_new"),
    path("agent/phone/", agent_field.take_intake_along, name="intake_take"),
    path("agent/phone/<int:pack_id>/call-back/", agent_field.call_intake_back, name="intake_call_back"),
    # Below /field/, of which the worker of packs answers.
    path("field/intake/<str:token>/", agent_field.show_intake_field, name="intake_field"),
    path("field/intake/<str:token>/file/", agent_field.take_intake, name="intake_file"),
    path("field/intake/<str:token>/code/", agent_field.ask_for_code, name="intake_code"),
    path("agent/month/", month_views.show_own_month, name="agent_month"),
    path("agent/month.pdf", month_views.own_month_pdf, name="agent_month_pdf"),
    path("agent/slip.pdf", agent_views.print_consent_slip, name="agent_slip"),
    path("agent/<slug:number>/", agent_views.show_filed_case, name="agent_case"),
    path(
        "agent/<slug:number>/appointment/",
        agent_appointments.book_for_citizen,
        name="agent_appointment",
    ),
    path("agent/<slug:number>/receipt.pdf", agent_views.show_filed_receipt, name="agent_receipt"),
]
urlpatterns = [*sending_patterns, *tracking_patterns, *officer_patterns, *citizen_patterns, *agent_patterns]

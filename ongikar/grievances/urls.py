"""The addresses of complaints and appeals: the citizen's, the deciding desk's, the respondent's."""

from django.urls import path

from ongikar.records.registry import LISTS
from ongikar.records.urls import urls_of_list

from .citizen import (
    agent_views,
    complain_views,
    counter_views,
    following_views,
    offer_views,
    reply_views,
)
from .handling import act_views, decision_views, intake_views, list_views, respondent_views
from .handling import views as handling_views
from .inquiry import views as inquiry_views
from .upward.reports import views as report_views

urlpatterns = [
    path("grievances/", following_views.ladder, name="grievances"),
    path("grievances/new/", complain_views.complain_generally, name="grievance_new"),
    path("grievances/counter/", counter_views.complain_at_counter, name="counter_complaint"),
    path("grievances/counter/answer/", reply_views.answer_at_counter, name="counter_answer"),
    path("grievances/counter/done/", counter_views.give_device_back, name="counter_done"),
    path("grievances/about/<str:number>/", complain_views.complain_about_case, name="grievance_about"),
    path("grievances/offer/<int:offer_id>/", offer_views.offer, name="offer"),
    path("grievances/offer/<int:offer_id>/complaint.pdf", offer_views.offer_paper, name="offer_paper"),
    path("grievances/offer/<int:offer_id>/file/", offer_views.file_offer, name="offer_file"),
    path("grievances/<str:number>/", following_views.track_grievance, name="grievance"),
    path("grievances/<str:number>/receipt.pdf", following_views.receipt, name="grievance_receipt"),
    path("grievances/<str:number>/evidence/", following_views.add_evidence, name="grievance_evidence"),
    path("grievances/<str:number>/held/", following_views.show_personal_data, name="grievance_held"),
    path("grievances/<str:number>/rate/", following_views.rate, name="grievance_rate"),
    path("grievances/<str:number>/withdraw/", following_views.withdraw, name="grievance_withdraw"),
    path(
        "grievances/<str:number>/<slug:what>-<int:place>.pdf",
        following_views.own_paper,
        name="grievance_paper",
    ),
    path("mine/complaints/<str:number>/", following_views.open_own_complaint, name="mine_grievance"),
    path("desk/counter-complaint/", counter_views.hand_over_device, name="counter_hand_over"),
    path("agent/complaints/new/", agent_views.complain_for_citizen, name="agent_complaint"),
    path("agent/complaints/answer/", reply_views.answer_for_citizen, name="agent_answer"),
    path("desk/unopened-letter/", intake_views.unopened_letter, name="desk_unopened_letter"),
    path(
        "desk/letter-complaints/<int:letter_id>/",
        intake_views.hand_over_letter,
        name="desk_letter_complaint",
    ),
    *urls_of_list(LISTS["desk_grievances"]),
    path("desk/grievances/new/", intake_views.receive_complaint, name="desk_grievance_new"),
    path("desk/grievances/own-motion/", intake_views.open_by_itself, name="desk_own_motion"),
    path("desk/grievances/<str:number>/", handling_views.grievance, name="desk_grievance"),
    path("desk/grievances/<str:number>/letter/", decision_views.sign_decision, name="desk_decision_letter"),
    path("desk/grievances/<str:number>/<str:name>/", act_views.desk_act, name="desk_grievance_act"),
    path("desk/inquiries/", inquiry_views.inquiries, name="desk_inquiries"),
    path("desk/inquiries/<int:inquiry_id>/", inquiry_views.inquiry, name="desk_inquiry"),
    path(
        "grievances/<str:number>/reply/<int:question_id>/",
        reply_views.reply_of_complainant,
        name="grievance_reply",
    ),
    path(
        "desk/complaints/<str:number>/reply/<int:question_id>/",
        reply_views.reply_of_respondent,
        name="desk_complaint_reply",
    ),
    path(
        "desk/grievances/<str:number>/<slug:what>-<int:place>.pdf",
        act_views.desk_paper,
        name="desk_grievance_paper",
    ),
    *urls_of_list(LISTS["desk_complaints"]),
    path("desk/complaints/<str:number>/", respondent_views.complaint, name="desk_complaint"),
    path(
        "desk/complaints/<str:number>/evidence/",
        respondent_views.add_evidence,
        name="desk_complaint_evidence",
    ),
    path(
        "desk/complaints/<str:number>/<slug:what>-<int:place>.pdf",
        respondent_views.respondent_paper,
        name="desk_complaint_paper",
    ),
    path("desk/complaints/<str:number>/appeal/", respondent_views.appeal, name="desk_complaint_appeal"),
    path("desk/stakeholder-meeting/", report_views.stakeholder_meeting, name="desk_stakeholder_meeting"),
    path("desk/hearings/", list_views.hearings, name="desk_hearings"),
    path("desk/remedies/", list_views.remedies, name="desk_remedies"),
    path("desk/grievance-reports/", report_views.reports, name="desk_grievance_reports"),
    path("desk/grievance-reports/<str:period>/", report_views.report, name="desk_grievance_report"),
    path(
        "desk/grievance-reports/<str:period>.xlsx",
        report_views.report_as_spreadsheet,
        name="desk_grievance_report_sheet",
    ),
    path(
        "desk/grievance-reports/<str:period>.pdf",
        report_views.report_as_pdf,
        name="desk_grievance_report_pdf",
    ),
]

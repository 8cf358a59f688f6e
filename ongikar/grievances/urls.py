"""The addresses of complaints and appeals: the citizen's, the deciding desk's, the respondent's."""

from django.urls import path

from .citizen import (
    agent_views,
    answer_views,
    complain_views,
    counter_views,
    following_views,
    later_views,
    offer_paper,
    offer_views,
    personal_data_views,
    reply_views,
)
from .handling import (
    intake_views,
    letter_views,
    list_views,
    own_motion,
    paper_views,
    respondent_views,
)
from .handling import (
    views as handling_views,
)
from .inquiry import views as inquiry_views
from .upward.reports.urls import urlpatterns as reports

urlpatterns = [
    path("grievances/", following_views.ladder, name="grievances"),
    path("grievances/new/", complain_views.complain_generally, name="grievance_new"),
    path("grievances/counter/", counter_views.complain_at_counter, name="counter_complaint"),
    path("grievances/counter/answer/", answer_views.answer_at_counter, name="counter_answer"),
    path("grievances/counter/done/", counter_views.give_device_back, name="counter_done"),
    path("grievances/about/<str:number>/", complain_views.complain_about_case, name="grievance_about"),
    path("grievances/offer/<int:offer_id>/", offer_views.offer, name="offer"),
    path("grievances/offer/<int:offer_id>/complaint.pdf", offer_paper.offer_paper, name="offer_paper"),
    path("grievances/offer/<int:offer_id>/file/", offer_views.file_offer, name="offer_file"),
    path("grievances/<str:number>/", following_views.track_grievance, name="grievance"),
    path("grievances/<str:number>/receipt.pdf", following_views.receipt, name="grievance_receipt"),
    path("grievances/<str:number>/evidence/", later_views.add_evidence, name="grievance_evidence"),
    path("grievances/<str:number>/held/", personal_data_views.show_held, name="grievance_held"),
    path("grievances/<str:number>/rate/", later_views.rate, name="grievance_rate"),
    path("grievances/<str:number>/withdraw/", later_views.withdraw, name="grievance_withdraw"),
    path(
        "grievances/<str:number>/<slug:what>-<int:place>.pdf", paper_views.own_paper, name="grievance_paper"
    ),
    path("mine/complaints/<str:number>/", following_views.open_own_complaint, name="mine_grievance"),
    path("desk/counter-complaint/", counter_views.hand_over_device, name="counter_hand_over"),
    path("agent/complaints/new/", agent_views.complain_for_citizen, name="agent_complaint"),
    path("agent/complaints/answer/", answer_views.answer_for_citizen, name="agent_answer"),
    path("desk/unopened-letter/", letter_views.unopened_letter, name="desk_unopened_letter"),
    path(
        "desk/letter-complaints/<int:letter_id>/",
        letter_views.hand_over_letter,
        name="desk_letter_complaint",
    ),
    path("desk/grievances/", list_views.grievances, name="desk_grievances"),
    path("desk/grievances/new/", intake_views.receive_complaint, name="desk_grievance_new"),
    path("desk/grievances/own-motion/", own_motion.open_by_itself, name="desk_own_motion"),
    path("desk/grievances/<str:number>/", handling_views.grievance, name="desk_grievance"),
    path("desk/grievances/<str:number>/<str:name>/", handling_views.desk_act, name="desk_grievance_act"),
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
        paper_views.desk_paper,
        name="desk_grievance_paper",
    ),
    path("desk/complaints/", respondent_views.complaints, name="desk_complaints"),
    path("desk/complaints/<str:number>/", respondent_views.complaint, name="desk_complaint"),
    path(
        "desk/complaints/<str:number>/evidence/",
        respondent_views.add_evidence,
        name="desk_complaint_evidence",
    ),
    path(
        "desk/complaints/<str:number>/<slug:what>-<int:place>.pdf",
        paper_views.respondent_paper,
        name="desk_complaint_paper",
    ),
    path("desk/complaints/<str:number>/appeal/", respondent_views.appeal, name="desk_complaint_appeal"),
    *reports,
]

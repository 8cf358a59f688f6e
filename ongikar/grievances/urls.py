"""The addresses of complaints and appeals: the citizen's, the deciding desk's, the respondent's."""

from django.urls import path

from . import (
    citizen_views,
    complain_views,
    complainant_views,
    decider_views,
    handling_views,
    intake_views,
    offer_paper,
    offer_views,
    respondent_views,
)
from .reports.urls import urlpatterns as reports

urlpatterns = [
    path("grievances/", citizen_views.ladder, name="grievances"),
    path("grievances/new/", complain_views.complain_generally, name="grievance_new"),
    path("grievances/about/<str:number>/", complain_views.complain_about_case, name="grievance_about"),
    path("grievances/offer/<int:offer_id>/", offer_views.offer, name="offer"),
    path("grievances/offer/<int:offer_id>/complaint.pdf", offer_paper.offer_paper, name="offer_paper"),
    path("grievances/offer/<int:offer_id>/file/", offer_views.file_offer, name="offer_file"),
    path("grievances/<str:number>/", citizen_views.track_grievance, name="grievance"),
    path("grievances/<str:number>/receipt.pdf", citizen_views.receipt, name="grievance_receipt"),
    path("grievances/<str:number>/evidence/", complainant_views.add_evidence, name="grievance_evidence"),
    path("grievances/<str:number>/withdraw/", complainant_views.withdraw, name="grievance_withdraw"),
    path("mine/complaints/<str:number>/", citizen_views.open_own_complaint, name="mine_grievance"),
    path("desk/grievances/", decider_views.grievances, name="desk_grievances"),
    path("desk/grievances/new/", intake_views.receive_complaint, name="desk_grievance_new"),
    path("desk/grievances/<str:number>/", handling_views.grievance, name="desk_grievance"),
    path("desk/grievances/<str:number>/<str:name>/", handling_views.desk_act, name="desk_grievance_act"),
    path("desk/complaints/", respondent_views.complaints, name="desk_complaints"),
    path("desk/complaints/<str:number>/", respondent_views.complaint, name="desk_complaint"),
    path(
        "desk/complaints/<str:number>/evidence/",
        respondent_views.add_evidence,
        name="desk_complaint_evidence",
    ),
    path("desk/complaints/<str:number>/appeal/", respondent_views.appeal, name="desk_complaint_appeal"),
    *reports,
]

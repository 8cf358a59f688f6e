"""Addresses of the citizen's side: applying, the receipt, and following."""

from django.urls import path

from . import my_cases, my_data, receipt_views
from . import receipt_views as check_views
from .apply import blank_form
from .apply import views as apply_views
from .track import proof_views, tracking_login
from .track import views as track_views

urlpatterns = [
    path("services/<str:code>/apply/", apply_views.begin_application, name="apply"),
    path("services/<str:code>/form/", blank_form.blank_form, name="blank_form"),
    path("apply/<str:token>/<str:name>/", apply_views.show_step, name="apply_step"),
    path("receipt/<str:token>/", receipt_views.show_receipt, name="receipt"),
    path("receipt/<str:token>/pdf", receipt_views.receipt_paper, name="receipt_paper"),
    path("mine/", my_cases.list_my_cases, name="mine"),
    path("mine/code/", my_cases.enter_code, name="mine_code"),
    path("mine/end/", my_cases.end_my_cases, name="mine_end"),
    path("mine/<str:number>/", my_cases.open_my_case, name="mine_case"),
    path("o/<str:token>/", proof_views.show_one_use_page, name="one_use"),
    path("check/", check_views.check_receipt, name="check_receipt"),
    path("track/", tracking_login.track, name="track"),
    path("track/<str:number>/", track_views.track_case, name="track_case"),
    path("track/<str:number>/prove/", proof_views.prove_applicant, name="prove"),
    path("track/<str:number>/days/", track_views.show_days, name="track_days"),
    path("track/<str:number>/answer/", track_views.answer_office, name="track_answer"),
    path("track/<str:number>/rate/", track_views.rate_case, name="track_rate"),
    path("track/<str:number>/withdraw/", track_views.withdraw_case, name="track_withdraw"),
    path("track/<str:number>/enough/", track_views.accept_part_as_enough, name="track_enough"),
    path("track/<str:number>/held/", my_data.show_my_data, name="track_held"),
    path("track/<str:number>/receipt.pdf", track_views.show_receipt_again, name="track_receipt"),
    path("track/<str:number>/result.pdf", track_views.show_result_paper, name="track_result"),
]

"""Addresses of the citizen's side: applying, the receipt, and following."""

from django.urls import path

from . import my_cases, my_data, receipt_views
from . import receipt_views as check_views
from .apply import blank_form
from .apply import views as apply_views
from .track import proof_views, tracking_login
from .track import views as track_views

urlpatterns = [
    path("services/<str:code>/apply/", apply_views.apply, name="apply"),
    path("services/<str:code>/form/", blank_form.blank_form, name="blank_form"),
    path("apply/<str:token>/<str:name>/", apply_views.step, name="apply_step"),
    path("receipt/<str:token>/", receipt_views.receipt, name="receipt"),
    path("receipt/<str:token>/pdf", receipt_views.receipt_paper, name="receipt_paper"),
    path("mine/", my_cases.mine, name="mine"),
    path("mine/code/", my_cases.code, name="mine_code"),
    path("mine/end/", my_cases.end, name="mine_end"),
    path("mine/<str:number>/", my_cases.one, name="mine_case"),
    path("o/<str:token>/", proof_views.one_use, name="one_use"),
    path("check/", check_views.check, name="check_receipt"),
    path("track/", tracking_login.track, name="track"),
    path("track/<str:number>/", track_views.track_case, name="track_case"),
    path("track/<str:number>/prove/", proof_views.prove, name="prove"),
    path("track/<str:number>/days/", track_views.days, name="track_days"),
    path("track/<str:number>/answer/", track_views.answer, name="track_answer"),
    path("track/<str:number>/rate/", track_views.rate, name="track_rate"),
    path("track/<str:number>/withdraw/", track_views.withdraw, name="track_withdraw"),
    path("track/<str:number>/enough/", track_views.enough, name="track_enough"),
    path("track/<str:number>/held/", my_data.held, name="track_held"),
    path("track/<str:number>/receipt.pdf", track_views.receipt_again, name="track_receipt"),
    path("track/<str:number>/result.pdf", track_views.result_paper, name="track_result"),
]

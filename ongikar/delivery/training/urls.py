"""Addresses of trainings beside those of the desks: for everybody, for whoever applied or was taught, and of
what is settled of a batch together.
"""

from django.urls import path

from ongikar.records.registry import DESKS

from . import settle_views
from .acts import REOPEN, ReopenPage
from .after import attendance_page, class_page, tracking
from .public import objection_views, seat_views, views
from .school.desk import own_feedback

ONE, OF_ONE = "training/<slug:batch_number>/", "desk/training/<batch:batch_number>/"

urlpatterns = [
    path("training/", views.list_trainings, name="trainings"),
    # Before a batch: none is called "recompute".
    path("training/recompute/", views.show_recipe, name="training_recipe"),
    path("training/recompute/recompute.py", views.show_program, name="training_recipe_program"),
    path(ONE, views.show_call, name="training_call"),
    path(f"{ONE}poster.pdf", views.show_poster, name="training_poster"),
    path(f"{ONE}nominate/", views.nominate, name="training_nominate"),
    path(f"{ONE}objection/", objection_views.object_by_anyone, name="training_objection"),
    path(f"{ONE}result/", views.show_result, name="training_result"),
    path(f"{ONE}files/<str:name>", views.show_file, name="training_file"),
    path("track/<str:number>/seat/", seat_views.answer_seat, name="track_seat"),
    path("track/<str:number>/objection/", objection_views.object_by_applicant, name="track_objection"),
    path(f"{OF_ONE}settle/", settle_views.settle, name="batch_settle"),
    path(f"{OF_ONE}marks/<slug:part>/", settle_views.enter_marks, name="batch_marks"),
    path(f"{OF_ONE}objections/", settle_views.list_objections, name="batch_objections"),
    path(
        "desk/training/<batch:pk>/reopen/",
        ReopenPage.as_view(desk=DESKS["batch"], act=REOPEN),
        name="batch_reopen",
    ),
    # From the first class on.
    path("track/<str:number>/follow-up/", tracking.own_follow_up, name="track_follow_up"),
    path("track/<str:number>/attendance/", tracking.show_own_attendance, name="track_attendance"),
    path("track/<str:number>/school/", own_feedback, name="track_school"),
    path("desk/training/follow-up/<int:follow_up_id>/", class_page.lead_to_follow_up),
    path("desk/training/<batch:pk>/classes/", class_page.show_classes, name="batch_classes"),
    path("desk/training/<batch:pk>/attendance/", attendance_page.fill_attendance, name="batch_attendance"),
    path(
        "desk/training/<batch:pk>/payments/<slug:code>.<slug:form>",
        class_page.payment_sheet,
        name="batch_payment",
    ),
]

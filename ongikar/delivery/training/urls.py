"""Addresses of trainings: for everybody, for whoever applied, and at the desk."""

from django.urls import path

from .after.urls import urlpatterns as after_patterns
from .desk import board_views, draw_views, nominee_views, settle_views
from .desk import objection_views as desk_objection_views
from .public import objection_views, seat_views, views

urlpatterns = [
    *after_patterns,
    path("training/", views.list_trainings, name="trainings"),
    # Before a batch: none is called "recompute".
    path("training/recompute/", views.show_recipe, name="training_recipe"),
    path("training/recompute/recompute.py", views.show_program, name="training_recipe_program"),
    path("training/<slug:batch_number>/", views.show_call, name="training_call"),
    path("training/<slug:batch_number>/poster.pdf", views.show_poster, name="training_poster"),
    path("training/<slug:batch_number>/nominate/", views.nominate, name="training_nominate"),
    path(
        "training/<slug:batch_number>/objection/", objection_views.object_by_anyone, name="training_objection"
    ),
    path("training/<slug:batch_number>/result/", views.show_result, name="training_result"),
    path("training/<slug:batch_number>/files/<str:name>", views.show_file, name="training_file"),
    path("track/<str:number>/seat/", seat_views.answer_seat, name="track_seat"),
    path("track/<str:number>/objection/", objection_views.object_by_applicant, name="track_objection"),
    path("desk/training/", board_views.list_batches, name="training_desk"),
    path("desk/training/new/", board_views.plan_batch, name="batch_plan"),
    path("desk/training/course/", board_views.make_course, name="course_new"),
    path("desk/training/<slug:batch_number>/", board_views.show_batch, name="batch"),
    path("desk/training/<slug:batch_number>/call/", board_views.write_call, name="batch_call"),
    path("desk/training/<slug:batch_number>/press/", board_views.press, name="batch_press"),
    path("desk/training/<slug:batch_number>/answer/", board_views.answer_seat, name="batch_answer"),
    path("desk/training/<slug:batch_number>/settle/", settle_views.settle, name="batch_settle"),
    path(
        "desk/training/<slug:batch_number>/marks/<slug:part>/", settle_views.enter_marks, name="batch_marks"
    ),
    path("desk/training/<slug:batch_number>/draw/", draw_views.type_draw, name="batch_draw"),
    path("desk/training/<slug:batch_number>/move/", draw_views.move_days, name="batch_move"),
    path(
        "desk/training/<slug:batch_number>/objections/",
        desk_objection_views.list_objections,
        name="batch_objections",
    ),
    path(
        "desk/training/<slug:batch_number>/objections/<int:objection_id>/",
        desk_objection_views.answer_objection,
        name="batch_objection",
    ),
    path(
        "desk/training/<slug:batch_number>/correct/", desk_objection_views.correct_list, name="batch_correct"
    ),
    path("desk/training/<slug:batch_number>/reopen/", draw_views.reopen, name="batch_reopen"),
    path(
        "desk/training/<slug:batch_number>/replace/<int:roll>/",
        nominee_views.replace_nominee,
        name="batch_replace",
    ),
    path(
        "desk/training/<slug:batch_number>/name/<int:roll>/",
        nominee_views.name_in_english,
        name="batch_name",
    ),
    path("desk/training/<slug:batch_number>/nominate/", views.nominate_at_desk, name="batch_nominate"),
]

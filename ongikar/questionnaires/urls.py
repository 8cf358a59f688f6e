"""Addresses of questionnaires: those of the desk, and the pages on which one is filled."""

from django.urls import path

from ongikar.records.registry import LISTS
from ongikar.records.urls import urls_of_list

from .desk import editor_views as editor
from .desk import round_views as rounds
from .desk import views as desk
from .filling import views as filling
from .openrosa import desk_views as phones
from .openrosa import phone_views as odk

ROOT = "desk/questionnaires/"

urlpatterns = [
    path("q/<str:token>/", filling.fill, name="fill"),
    path("q/<str:token>/<str:key>/", filling.fill, name="fill_own"),
    # As apps put them together: without a stroke at the end.
    path("odk/<str:token>/formList", odk.list_forms, name="odk_list"),
    path("odk/<str:token>/forms/<int:pk>/<int:number>.xml", odk.show_form, name="odk_form"),
    path("odk/<str:token>/forms/<int:pk>/<int:number>/manifest", odk.show_manifest, name="odk_manifest"),
    path("odk/<str:token>/books/<slug:slug>.csv", odk.show_book, name="odk_book"),
    path("odk/<str:token>/submission", odk.take_submission, name="odk_submission"),
    *urls_of_list(LISTS["questionnaires"]),
    path(f"{ROOT}new/", desk.new_questionnaire, name="questionnaire_new"),
    path(f"{ROOT}phones/", phones.list_phones, name="phones"),
    path(f"{ROOT}phones/<int:pk>/code/", phones.show_code, name="phone_code"),
    path(f"{ROOT}phones/<int:pk>/revoke/", phones.revoke, name="phone_revoke"),
    path(f"{ROOT}phones/sent/<int:pk>/", phones.show_submission, name="phone_submission"),
    path(f"{ROOT}phones/sent/<int:pk>/take/", phones.accept, name="phone_submission_take"),
    path(f"{ROOT}phones/sent/<int:pk>/drop/", phones.drop, name="phone_submission_drop"),
    path(f"{ROOT}rounds/<int:pk>/", rounds.show_round, name="round"),
    path(f"{ROOT}rounds/<int:pk>/close/", rounds.end_round, name="round_close"),
    path(f"{ROOT}rounds/<int:pk>/responses/", rounds.list_responses, name="round_responses"),
    path(f"{ROOT}rounds/<int:pk>/answers.xlsx", rounds.answers_file, name="round_answers"),
    path(f"{ROOT}responses/<int:pk>/", rounds.show_response, name="response"),
    path(f"{ROOT}responses/<int:pk>/sealed/", rounds.open_sealed, name="response_sealed"),
    path(f"{ROOT}responses/<int:pk>/void/", rounds.void, name="response_void"),
    path(f"{ROOT}<int:pk>/", desk.show_questionnaire, name="questionnaire"),
    path(f"{ROOT}<int:pk>/edit/", editor.edit, name="questionnaire_edit"),
    path(f"{ROOT}<int:pk>/edit/new/", editor.edit_question, name="question_new"),
    path(f"{ROOT}<int:pk>/edit/<slug:name>/", editor.edit_question, name="question_edit"),
    path(f"{ROOT}<int:pk>/preview/", editor.preview, name="questionnaire_preview"),
    path(f"{ROOT}<int:pk>/sheet/", desk.upload_sheet, name="questionnaire_upload"),
    path(f"{ROOT}<int:pk>/sheet.xlsx", desk.download_sheet, name="questionnaire_sheet"),
    path(f"{ROOT}<int:pk>/publish/", desk.publish, name="questionnaire_publish"),
    path(f"{ROOT}<int:pk>/services/", desk.choose_services, name="questionnaire_services"),
    path(f"{ROOT}<int:pk>/retire/", desk.retire, name="questionnaire_retire"),
    path(f"{ROOT}<int:pk>/rounds/new/", rounds.new_round, name="round_new"),
]

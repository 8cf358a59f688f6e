"""Addresses of letters that go out. They stand before those of any letter (letters/urls.py)."""

from django.urls import path

from . import act_views, draft_views, letter_views, list_views

urlpatterns = [
    path("desk/letters/out/", list_views.list_outgoing, name="letters_out"),
    path("desk/letters/out/new/", draft_views.new_letter, name="letter_new"),
    path("desk/letters/out/<int:letter_id>/", letter_views.show_outgoing, name="letter_out"),
    path("desk/letters/out/<int:letter_id>/edit/", draft_views.edit_letter, name="letter_edit"),
    path("desk/letters/out/<int:letter_id>/versions/", letter_views.show_versions, name="letter_versions"),
    path("desk/letters/out/<int:letter_id>/letter.pdf", letter_views.show_letter_pdf, name="letter_pdf"),
    path("desk/letters/out/<int:letter_id>/letter.docx", letter_views.show_letter_docx, name="letter_docx"),
    path("desk/letters/out/<int:letter_id>/initial/", act_views.initial_letter, name="letter_initial"),
    path("desk/letters/out/<int:letter_id>/return/", act_views.return_letter, name="letter_return"),
    path("desk/letters/out/<int:letter_id>/sign/", act_views.sign_letter, name="letter_sign"),
    path("desk/letters/out/<int:letter_id>/scan/", act_views.keep_scan, name="letter_scan"),
    path("desk/letters/out/<int:letter_id>/issue/", act_views.issue_letter, name="letter_issue"),
    path("desk/letters/out/<int:letter_id>/proof/", act_views.prove_letter_page, name="letter_prove"),
    path("desk/letters/out/<int:letter_id>/cancel/", act_views.cancel_letter, name="letter_cancel"),
    path("desk/letters/out/<int:letter_id>/withhold/", act_views.withhold_letter, name="letter_withhold"),
    path(
        "desk/letters/out/<int:letter_id>/label/<int:recipient_id>/",
        letter_views.show_label,
        name="letter_label",
    ),
    path("desk/letters/out/<int:letter_id>/remind/", act_views.remind, name="letter_remind"),
    path(
        "desk/letters/out/<int:letter_id>/dispatch/<int:recipient_id>/",
        act_views.dispatch_letter,
        name="letter_dispatch",
    ),
    path("desk/letters/out/dispatches/<int:dispatch_id>/", act_views.dispatch_result, name="dispatch_result"),
]

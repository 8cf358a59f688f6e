"""Addresses of the letters: the diary, the files, and one letter whichever way it goes."""

from django.urls import include, path

from ongikar.records.registry import LISTS
from ongikar.records.urls import urls_of_list

from . import views
from .files import views as file_views
from .incoming import diary_views, letter_views

urlpatterns = [
    path("", include("ongikar.letters.outgoing.urls")),
    *urls_of_list(LISTS["letters"]),
    path("desk/letters/in/", diary_views.diarise, name="diarise"),
    path("desk/letters/in/scan/<int:scan_id>/<int:place>/", diary_views.scanned_page, name="scanned_page"),
    path("desk/letters/files/", file_views.list_files, name="letter_files"),
    path("desk/letters/files/new/", file_views.open_file, name="letter_file_open"),
    path("desk/letters/files/<int:file_id>/", file_views.show_file, name="letter_file"),
    path("desk/letters/files/<int:file_id>/close/", file_views.close_file, name="letter_file_close"),
    path("desk/letters/files/<int:file_id>/note/", file_views.write_note, name="letter_note"),
    path("desk/letters/files/<int:file_id>/notes.pdf", file_views.note_sheet, name="letter_notes_pdf"),
    path("desk/letters/<int:letter_id>/", views.show_letter, name="letter"),
    path("desk/letters/<int:letter_id>/<slug:act>/", letter_views.letter_act, name="letter_act"),
]

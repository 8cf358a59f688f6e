"""Addresses of the public charter, of its files to take home, and of the desk where a charter is reviewed."""

from django.urls import path

from .desk import ladder_views, lint_views, publish_views, review_views, row_views, upload_views
from .web import public_views
from .web.files import FILES, charter_file

public_patterns = [
    path("charter/", public_views.charter, name="charter"),
    path("charter/official/", public_views.official, name="charter_official"),
    path("charter/official/hq/", public_views.official, {"form": "hq"}, name="charter_official_hq"),
    path("charter/versions/", public_views.versions, name="charter_versions"),
    path("services/<str:code>/", public_views.service, name="service"),
    *(
        path(
            f"charter/{name}",
            charter_file,
            {"name": name},
            name=f"charter_{name.removeprefix('charter.').replace('.', '_')}",
        )
        for name in FILES
    ),
]
desk_patterns = [
    path("desk/charter/lint/", lint_views.charter_lint, name="charter_lint"),
    path("desk/charter/", upload_views.desk, name="charter_desk"),
    path("desk/charter/ladder/", ladder_views.ladder, name="charter_ladder"),
    path("desk/charter/ladder/compare/", ladder_views.compare_ladder, name="charter_ladder_compare"),
    path("desk/charter/ladder/drop/", ladder_views.drop_ladder_draft, name="charter_ladder_drop"),
    path("desk/charter/upload/", upload_views.upload, name="charter_upload"),
    path("desk/charter/<int:upload_id>/", review_views.overview, name="charter_review"),
    path("desk/charter/<int:upload_id>/document/", review_views.document, name="charter_document"),
    path("desk/charter/<int:upload_id>/record/", review_views.record, name="charter_record"),
    path("desk/charter/<int:upload_id>/file/", upload_views.file, name="charter_file"),
    path("desk/charter/<int:upload_id>/as-before/", review_views.as_before, name="charter_as_before"),
    path("desk/charter/<int:upload_id>/publish/", publish_views.publish_upload, name="charter_publish"),
    path("desk/charter/<int:upload_id>/drop/", upload_views.drop_upload, name="charter_drop"),
    path("desk/charter/<int:upload_id>/add/", row_views.add, name="charter_add_row"),
    path(
        "desk/charter/<int:upload_id>/add-before/<str:code>/", row_views.add_before, name="charter_add_before"
    ),
    path(
        "desk/charter/<int:upload_id>/part/<str:code>/leave-out/",
        row_views.leave_row_out,
        name="charter_leave_out",
    ),
    path(
        "desk/charter/<int:upload_id>/part/<str:code>/bring-back/",
        row_views.bring_row_back,
        name="charter_bring_back",
    ),
    path("desk/charter/<int:upload_id>/part/<str:code>/", review_views.part, name="charter_part"),
]
urlpatterns = [*public_patterns, *desk_patterns]

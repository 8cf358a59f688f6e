"""Addresses of inspections, their plans and the page of the head of a place."""

from django.urls import include, path

from .views import answering, ending, inspections, link, plans, prints

ONE = "desk/inspections/<int:inspection_id>/"
urlpatterns = [
    path("", include("ongikar.delivery.inspection.offline.urls")),
    path("inspection/<str:token>/", link.acknowledge_link, name="acknowledge_link"),
    path("desk/inspections/", inspections.list_inspections, name="inspections"),
    path("desk/inspections/for/<slug:number>/", inspections.begin, name="begin_inspection"),
    path("desk/places/<int:place_id>/inspect/", inspections.inspect_place, name="inspect_place"),
    path("desk/inspections/plans/new/", plans.new_plan, name="new_inspection_plan"),
    path("desk/inspections/plans/<int:plan_id>/", plans.plan, name="inspection_plan"),
    path("desk/inspections/plans/<int:plan_id>/arrange/", plans.arrange, name="arrange_inspections"),
    path("desk/inspections/plans/<int:plan_id>/open/", plans.open_plan, name="open_inspections"),
    path(ONE, inspections.inspection, name="inspection"),
    path(f"{ONE}part/<int:number>/", answering.part, name="inspection_part"),
    path(f"{ONE}devices/", answering.devices, name="inspection_devices"),
    path(f"{ONE}choose/", answering.choose, name="choose_answer"),
    path(f"{ONE}owner/<slug:what>/", ending.owner, name="finding_owner"),
    path(f"{ONE}finish/", ending.finish, name="finish_visit"),
    path(f"{ONE}reopen/", ending.reopen, name="reopen_visit"),
    path(f"{ONE}cancel/", ending.cancel, name="cancel_inspection"),
    path(f"{ONE}acknowledge/", ending.acknowledge_here, name="acknowledge_inspection"),
    path(f"{ONE}link/", ending.make_link, name="inspection_make_link"),
    path(f"{ONE}issue/", ending.issue, name="issue_inspection"),
    path(f"{ONE}checklist.pdf", prints.checklist_pdf, name="inspection_checklist_pdf"),
]

"""Addresses beside those of the desk: a line, the comparison, what is printed, and the library."""

from django.urls import path

from . import views

ONE = "desk/purchases/<int:purchase_id>/"

urlpatterns = [
    path(f"{ONE}lines/<int:line_id>/", views.show_line, name="purchase_line"),
    path(f"{ONE}comparison/", views.show_comparison, name="purchase_comparison"),
    path(f"{ONE}comparison.pdf", views.comparison_file, name="purchase_comparison_pdf"),
    path(f"{ONE}specification.pdf", views.specification_file, name="purchase_specification_pdf"),
    path(f"{ONE}letter/", views.write_letter, name="purchase_letter"),
    path("desk/specifications/", views.list_items, name="specifications"),
    path("desk/specifications/new/", views.add_item, name="specification_new"),
    path("desk/specifications/<slug:item>/", views.show_item, name="specification"),
    path("desk/specifications/<slug:item>/write/", views.write_item, name="specification_write"),
]

"""Addresses of purchases: the list, one with its lines and quotations, and the library of specifications."""

from django.urls import path

from . import library_views, line_views, quote_views, views

ONE = "desk/purchases/<int:purchase_id>/"
LINE = f"{ONE}lines/<int:line_id>/"

urlpatterns = [
    path("desk/purchases/", views.list_purchases, name="purchases"),
    path(ONE, views.show_purchase, name="purchase"),
    path(f"{ONE}basis/", views.change_basis, name="purchase_basis"),
    path(f"{ONE}specify/", views.specify_all, name="purchase_specify"),
    path(f"{ONE}lines/", line_views.add_line, name="purchase_add_line"),
    path(LINE, line_views.show_line, name="purchase_line"),
    path(f"{LINE}change/", line_views.change_line, name="purchase_change_line"),
    path(f"{LINE}strike/", line_views.strike_line, name="purchase_strike_line"),
    path(f"{LINE}clauses/", line_views.change_clauses, name="purchase_clauses"),
    path(f"{LINE}prices/", line_views.add_price, name="purchase_price"),
    path(f"{ONE}prices/<int:note_id>/strike/", line_views.strike_price, name="purchase_strike_price"),
    path(f"{ONE}quotations/", quote_views.enter_quotation, name="purchase_quotation"),
    path(
        f"{ONE}quotations/<int:quotation_id>/strike/",
        quote_views.strike_quotation,
        name="purchase_strike_quotation",
    ),
    path(
        f"{ONE}quotations/<int:quotation_id>/bidder/",
        quote_views.correct_bidder,
        name="purchase_bidder",
    ),
    path(f"{ONE}offers/<int:offer_id>/", quote_views.judge_offer, name="purchase_offer"),
    path(f"{ONE}comparison/", views.show_comparison, name="purchase_comparison"),
    path(f"{ONE}comparison.pdf", views.comparison_file, name="purchase_comparison_pdf"),
    path(f"{ONE}specification.pdf", views.specification_file, name="purchase_specification_pdf"),
    path(f"{ONE}letter/", views.write_letter, name="purchase_letter"),
    path("desk/specifications/", library_views.list_items, name="specifications"),
    path("desk/specifications/new/", library_views.add_item, name="specification_new"),
    path("desk/specifications/<slug:item>/", library_views.show_item, name="specification"),
    path("desk/specifications/<slug:item>/write/", library_views.write_item, name="specification_write"),
]

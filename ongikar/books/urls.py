"""Addresses of the books and of the public account."""

from django.urls import path

from . import account_data, account_views, book_views
from . import book_views as ledger_views

urlpatterns = [
    path("account/", account_views.account_page, name="account"),
    path("account/account.json", account_data.account_json, name="account_json"),
    path("account/account.csv", account_data.account_csv, name="account_csv"),
    path("account/<int:year>/<int:month>/", account_views.account_page, name="account_month"),
    path("ledger/", ledger_views.ledger, name="ledger"),
    path("desk/books/", book_views.book_list, name="books"),
    path("desk/books/<slug:slug>/<int:fiscal_year>/", book_views.book, name="book"),
    path("desk/books/<slug:slug>/<int:fiscal_year>.xlsx", book_views.book_as_spreadsheet, name="book_sheet"),
    path("desk/books/<slug:slug>/<int:fiscal_year>.pdf", book_views.book_as_pdf, name="book_pdf"),
]

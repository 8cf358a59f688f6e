"""Addresses of the home page, of the calendar, of the staff's first page, and of the administrator's
desks.
"""

from django.urls import path

from . import face_files, home, machine_clock_views, statement_views, web_conventions
from .accounts import views as account_views
from .calendar import order_views, typed_views, year_data, year_views
from .charge import document_views
from .charge import views as charge_views
from .contacts import views as contact_views
from .first_day import views as first_day_views
from .help import views as help_views
from .office_settings import views as settings_views
from .open_data import views as open_data_views
from .overseen_offices import compare_offices
from .posts import views as post_views
from .search import desk_search
from .today import next_owed, today
from .week.views import show_week

public_patterns = [
    path("", home.home, name="home"),
    path(".well-known/security.txt", statement_views.security_txt, name="security_txt"),
    path("privacy/", statement_views.privacy, name="privacy"),
    path("accessibility/", statement_views.accessibility, name="accessibility"),
    path("calendar/", year_views.this_year, name="calendar"),
    path("calendar/<int:year>/", year_views.year, name="calendar_year"),
    path("calendar/<int:year>/calendar.json", year_data.calendar_json, name="calendar_json"),
    path("calendar/<int:year>/calendar.csv", year_data.calendar_csv, name="calendar_csv"),
    path("calendar/typed/", typed_views.typed_said, name="typed_said"),
    path("calendar/month/", typed_views.typed_month, name="typed_month"),
    path("calendar.ics", year_views.calendar_ics, name="calendar_ics"),
    path("news.atom", web_conventions.news_atom, name="news_atom"),
    path("face/<slug:colour>.css", face_files.face_css, name="face_css"),
    path("face/emblem-<slug:digest>", face_files.emblem, name="emblem"),
    path("open-data/<slug:name>.schema.json", open_data_views.schema_json, name="open_data_schema"),
    path("open-data/dictionary.csv", open_data_views.dictionary_csv, name="open_data_dictionary"),
    path("open-data/services.jsonld", open_data_views.services_jsonld, name="public_services"),
    path("robots.txt", web_conventions.robots_txt, name="robots_txt"),
    path("sitemap.xml", web_conventions.sitemap_xml, name="sitemap_xml"),
    path("favicon.ico", web_conventions.favicon, name="favicon"),
    path(".well-known/change-password", web_conventions.change_password, name="change_password"),
]
staff_patterns = [
    path("desk/today/", today, name="today"),
    path("desk/week/", show_week, name="week"),
    path("desk/next/", next_owed, name="next_owed"),
    path("desk/search/", desk_search, name="desk_search"),
    path("desk/help/", help_views.help_index, name="help"),
    path("desk/help/<slug:name>/", help_views.help_page, name="help_page"),
    path("desk/charge/<int:post_id>/", charge_views.charge, name="charge"),
    path("desk/charge/<int:post_id>/document/", document_views.charge_make, name="charge_make"),
    path("desk/charge/documents/<int:document_id>/", document_views.charge_document, name="charge_document"),
    path(
        "desk/charge/documents/<int:document_id>/charge.pdf",
        document_views.charge_document_pdf,
        name="charge_document_pdf",
    ),
    path("desk/charge/documents/<int:document_id>/sign/", document_views.charge_sign, name="charge_sign"),
    path("desk/charge/documents/<int:document_id>/sheet/", document_views.charge_sheet, name="charge_sheet"),
    path("desk/charge/<int:post_id>/pass/", charge_views.charge_pass, name="charge_pass"),
    path("desk/first-day/", first_day_views.bring_rows, name="first_day"),
    path("desk/first-day/steps/", first_day_views.first_steps, name="first_steps"),
    path("desk/first-day/sample.xlsx", first_day_views.sample_sheet, name="first_day_sample"),
    path("desk/contacts/", contact_views.contacts, name="contacts"),
    path("desk/contacts/find.json", contact_views.find_contacts_json, name="contacts_json"),
    path("desk/contacts/doubles/", contact_views.contact_doubles, name="contact_doubles"),
    path("desk/contacts/add/", contact_views.contact_add, name="contact_add"),
    path("desk/contacts/<int:contact_id>/", contact_views.contact, name="contact"),
    path("desk/contacts/<int:contact_id>/held/", contact_views.contact_held, name="contact_held"),
    path("desk/contacts/<int:contact_id>/change/", contact_views.contact_change, name="contact_change"),
    path("desk/contacts/<int:contact_id>/end/", contact_views.contact_end, name="contact_end"),
    path("desk/contacts/<int:contact_id>/reopen/", contact_views.contact_reopen, name="contact_reopen"),
    path("desk/contacts/<int:contact_id>/merge/", contact_views.contact_merge, name="contact_merge"),
    path("desk/settings/", settings_views.settings_start, name="settings"),
    path("desk/settings/letter.pdf", settings_views.settings_letter, name="settings_letter"),
    path("desk/settings/<slug:name>/", settings_views.settings_group, name="settings_group"),
    path("desk/offices/", compare_offices, name="desk_offices"),
    path("desk/calendar/", order_views.orders, name="calendar_orders"),
    path("desk/calendar/order/", order_views.order, name="calendar_order"),
    path("desk/clock/", machine_clock_views.machine_clock, name="desk_clock"),
    path("desk/people/", post_views.post_list, name="desk_people"),
    path("desk/people/give/", post_views.give_post, name="desk_people_give"),
    path("desk/people/<int:holding_id>/end/", post_views.end_post, name="desk_people_end"),
    path("desk/accounts/", account_views.accounts, name="desk_accounts"),
    path("desk/accounts/add/", account_views.account_add, name="desk_account_add"),
    path("desk/accounts/<int:user_id>/", account_views.account, name="desk_account"),
    path("desk/accounts/<int:user_id>/change/", account_views.account_change, name="desk_account_change"),
    path("desk/accounts/<int:user_id>/reset/", account_views.account_reset, name="desk_account_reset"),
    path("desk/accounts/<int:user_id>/close/", account_views.account_close, name="desk_account_close"),
    path("desk/accounts/<int:user_id>/reopen/", account_views.account_reopen, name="desk_account_reopen"),
]
urlpatterns = [*public_patterns, *staff_patterns]

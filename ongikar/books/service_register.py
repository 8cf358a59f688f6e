"""The service register: every application of a fiscal year on its own numbered line, in the office's form."""

from django.utils import timezone

from ongikar.offices.models import Office

from .registry import Book
from .service_lines import ServiceLines
from .service_narrowing import narrow

COLUMNS = (
    ("ক্রমিক", "No."),
    ("তারিখ", "Date"),
    ("ট্র্যাকিং নম্বর", "Tracking number"),
    ("আবেদনকারী ও ঠিকানা", "Applicant and address"),
    ("সেবা", "Service"),
    ("প্রাপ্তির মাধ্যম", "Received by"),
    ("শেষ দিন", "Due"),
    ("নিষ্পত্তির তারিখ", "Settled on"),
    ("স্মারক নম্বর", "Memo number"),
    ("ফলাফল", "Outcome"),
    ("সময়মতো কি না", "In time"),
    ("মন্তব্য", "Remarks"),
)
WIDTHS = (4, 9, 14, 16, 11, 7, 9, 9, 10, 8, 6, 14)


def rows(office: Office, fiscal_year: int) -> ServiceLines:
    return ServiceLines(office, fiscal_year, timezone.now())


SERVICE_REGISTER = Book("services", ("সেবা রেজিস্টার", "Service register"), COLUMNS, rows, WIDTHS, narrow)

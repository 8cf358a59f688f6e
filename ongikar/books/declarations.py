"""The registers on the shelf, the measures of the office, and where both show."""

from ongikar.charter.slots import SERVICE_ACCOUNT
from ongikar.exports.makers import register_maker
from ongikar.offices.news import register_news
from ongikar.places.slots import PLACE

from .above_register import ABOVE_REGISTER
from .account_views import service_account
from .certificate_register import REGISTER as CERTIFICATE_REGISTER
from .device_register import REGISTER as DEVICE_REGISTER
from .diary_register import DIARY, FILE_INDEX
from .issue_register import ISSUE_REGISTER, PEON_BOOK
from .kind_registers import KIND_REGISTERS
from .measures import register_measure
from .news import news_of_account
from .office_measures import OFFICE_MEASURES
from .place_parts import place_books
from .place_registers import PLACE_REGISTERS
from .register_files import REGISTER_SHEET, REGISTER_VOLUMES
from .registry import register_book
from .service_register import SERVICE_REGISTER
from .stock_register import REGISTER as STOCK_REGISTER
from .task_register import REGISTER as TASK_REGISTER

letters = (DIARY, ISSUE_REGISTER, ABOVE_REGISTER, PEON_BOOK, FILE_INDEX)
places = (*PLACE_REGISTERS, DEVICE_REGISTER, STOCK_REGISTER)
for book in (
    SERVICE_REGISTER,
    *KIND_REGISTERS,
    *letters,
    TASK_REGISTER,
    CERTIFICATE_REGISTER,
    *places,
):
    register_book(book)
for measure in OFFICE_MEASURES:
    register_measure(measure)
for maker in (REGISTER_SHEET, REGISTER_VOLUMES):
    register_maker(maker)
SERVICE_ACCOUNT.add(service_account)
register_news(news_of_account)
PLACE.add(place_books, order=10)

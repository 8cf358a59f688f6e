"""Where an office sits: its division, district and upazila, read from its geocode.

Source: the Bangladesh Bureau of Statistics' geocodes, in which two figures name a district and the next two an upazila.
"""

from ongikar.rules.calendar_scopes import Seat

from .models import Office

# Division → the first two figures of the geocodes of its districts.
DISTRICTS = {
    "barishal": "04 06 09 42 78 79",
    "chattogram": "03 12 13 15 19 22 30 46 51 75 84",
    "dhaka": "26 29 33 35 48 54 56 59 67 68 82 86 93",
    "khulna": "01 18 41 44 47 50 55 57 65 87",
    "mymensingh": "39 61 72 89",
    "rajshahi": "10 38 64 69 70 76 81 88",
    "rangpur": "27 32 49 52 73 77 85 94",
    "sylhet": "36 58 90 91",
}
DIVISION_OF = {code: division for division, codes in DISTRICTS.items() for code in codes.split()}


def seat_of(office: Office) -> Seat:
    """A geocode of no known district lies in no division, and no order for a division binds it."""
    district = office.geocode[:2]
    return Seat(DIVISION_OF.get(district, ""), district, office.geocode, office.slug)

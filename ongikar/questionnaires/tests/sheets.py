"""Workbooks for the tests: rows of text as XLSX."""

import io

import xlsxwriter

from ongikar.rules.questionnaire.sheet_rows import Rows


def workbook(**sheets: str | Rows) -> bytes:
    """Sheet by sheet, as rows or as lines of cells parted by |."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if isinstance(rows, str):
                rows = [[cell.strip() for cell in line.split("|")] for line in rows.strip().splitlines()]
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write_string(place, column, cell)
    return content.getvalue()


TEST_SURVEY = """
type             | name    | label::bn            | label::en         | required | relevant
select_one yesno | knows   | কম্পিউটার জানেন?     | Do you use a computer? | yes |
text             | since   | কবে থেকে?            | Since when?       | yes      | ${knows} = 'yes'
select_one city  | capital | বাংলাদেশের রাজধানী?  | The capital?      | yes      |
"""
TEST_CHOICES = """
list_name | name   | label::bn | label::en | points
yesno     | yes    | হ্যাঁ     | Yes       |
yesno     | no     | না        | No        |
city      | dhaka  | ঢাকা      | Dhaka     | 2
city      | sylhet | সিলেট     | Sylhet    | 0
"""
TEST_SHEET = {"survey": TEST_SURVEY, "choices": TEST_CHOICES}
FEEDBACK_SURVEY = """
type         | name   | label::bn        | label::en          | required | parameters
range        | useful | কতটা কাজে লাগবে? | How useful was it? | yes      | start=1 end=5
text         | words  | আর কিছু?         | Anything else?     |          |
"""
EVERY_TYPE = """
type                        | name  | label::bn | label::en | parameters | calculation | sealed | repeat_count
begin group                 | all   | সব        | All       |            |             |        |
text                        | t     | লেখা      | Text      |            |             |        |
integer                     | i     | পূর্ণ     | Whole     |            |             |        |
decimal                     | d     | দশমিক     | Decimal   |            |             |        |
date                        | day   | দিন       | Day       |            |             |        |
time                        | at    | সময়      | Time      |            |             |        |
select_one yesno            | one   | একটি      | One       |            |             |        |
select_multiple yesno       | many  | কয়েকটি   | Several   |            |             |        |
select_one_from_file places.csv | lab | ল্যাব   | Lab       |            |             |        |
range                       | r     | কত?       | How much? | start=0 end=10 step=5 |  |        |
note                        | n     | নোট       | A note    |            |             |        |
acknowledge                 | ok    | জানি      | I know    |            |             |        |
geopoint                    | g     | কোথায়    | Where     |            |             |        |
integer                     | pay   | বেতন      | Pay       |            |             | yes    |
end group                   |       |           |           |            |             |        |
image                       | photo | ছবি       | Photo     |            |             |        |
file                        | doc   | ফাইল      | File      |            |             |        |
begin repeat                | child | সন্তান    | Child     |            |             |        |
text                        | cname | নাম       | Name      |            |             |        |
integer                     | cage  | বয়স      | Age       |            |             |        |
end repeat                  |       |           |           |            |             |        |
hidden                      | h     |           |           |            |             |        |
calculate                   | sum   |           |           |            | sum(${cage}) |       |
"""
EVERY_SHEET = {"survey": EVERY_TYPE, "choices": TEST_CHOICES}

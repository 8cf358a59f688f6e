"""What stands in the way of an act on a grievance: one sentence in each language, beside the field it
concerns.
"""


class GrievanceFault(ValueError):
    """`field`: the field of the form beside which the sentence stands; "" where it is about none."""

    def __init__(self, field: str, bn: str, en: str) -> None:
        super().__init__(en)
        self.field, self.bn, self.en = field, bn, en

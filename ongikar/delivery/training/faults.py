"""What cannot be done to a batch or an application, said to whoever tried."""

from ongikar.core.i18n.say import say


class TrainingFault(ValueError):
    """One sentence in each language; `field`: of which question it is about, "" for none."""

    def __init__(self, field: str, bn: str, en: str, **values: object):
        super().__init__(en)
        self.field, self.bn, self.en, self.values = field, bn, en, values

    def __str__(self) -> str:
        return say(self.bn, self.en, **self.values)

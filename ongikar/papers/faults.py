"""Why a paper is not taken."""


class PaperFault(ValueError):
    """Why a file is not taken, in both languages."""

    def __init__(self, bn: str, en: str):
        super().__init__(en)
        self.bn, self.en = bn, en

"""What a reader raises for input that it does not take."""


class UnreadableSource(ValueError):
    """A source cannot be read; the text says why and what to do, in the active language."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

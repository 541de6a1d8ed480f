"""The one base of every expected refusal."""


class DomainError(Exception):
    """A refusal in plain words for the person who asked; nothing was changed."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

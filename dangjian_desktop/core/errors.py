"""The two families of errors: what the user can mend, and our own bugs."""


class UserError(Exception):
    """Something in the user's world is not as needed; shown as one Chinese sentence.

    ``code`` is short and stable (``BUNDLE-HASH``); ``message`` says what, where and what to do next.
    ``details`` name each place that is wrong, where there are several. Every other exception that reaches the edge of
    the program is a bug (exit code 70).
    """

    def __init__(self, code: str, message: str, details: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details

    def __str__(self) -> str:
        return f"{self.message}[{self.code}]"


class Cancelled(Exception):
    """The user cancelled; nothing was changed."""

"""Why a document could not be read: reason codes, and words for people in Dutch."""

from __future__ import annotations


class NotReadable(Exception):
    """The document cannot be read; it becomes a reject.

    reason_code: not_a_document, unsupported_type, encrypted, damaged, empty, needs_ocr, ocr_failed, too_large, timeout,
        memory, worker_died, missing_bytes, unexpected.
    """

    def __init__(self, reason_code: str, message: str) -> None:
        super().__init__(reason_code, message)
        self.reason_code = reason_code
        self.message = message


class Damaged(NotReadable):
    """This reader gets no text out of the document; another one may."""

    def __init__(self, message: str) -> None:
        super().__init__("damaged", message)

    def __reduce__(self) -> tuple[type[Damaged], tuple[str]]:
        return Damaged, (self.message,)

"""What went wrong on the network, in a sentence."""

import logging

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

log = logging.getLogger("dropkerb")


class HeadersError(DownloadCancelledError):
    """An answer has more headers than anybody reads; asked again, it would have them again."""


SENTENCES: tuple[tuple[type[Exception], str], ...] = (
    (HeadersError, "Its answer begins with more headers than a browser reads, so it was left."),
    (CannotResolveHostError, "Its host name could not be found (DNS lookup failed)."),
    (DownloadConnectionRefusedError, "Nothing answers there (connection refused)."),
    (DownloadTimeoutError, "The server did not answer in time."),
    (ResponseDataLossError, "The server broke off in the middle of its answer."),
    (UnsupportedURLSchemeError, "Its address is neither http nor https."),
)
TOO_LARGE = "It is larger than the limit for one page, so it was not read to the end."
TLS_WORDS = ("ssl", "tls", "certificate")


def reason_of(error: BaseException) -> str:
    """Return one sentence for whatever kept an address from being read."""
    for kind, sentence in SENTENCES:
        if isinstance(error, kind):
            return sentence
    said = str(error)
    if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in said:
        return TOO_LARGE
    if isinstance(error, DownloadFailedError | OSError) and _has(said, TLS_WORDS):
        return "Its TLS certificate was not accepted, so the connection is not safe."
    if isinstance(error, IgnoreRequest):
        return said or "It was not asked for."
    if isinstance(error, DownloadFailedError):
        return "The connection broke before there was an answer."
    log.debug("unexpected %s", type(error).__name__, exc_info=error)
    return f"It could not be read ({type(error).__name__})."


def _has(text: str, words: tuple[str, ...]) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in words)

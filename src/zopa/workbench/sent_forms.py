"""A form as a person has sent it."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_SENT = 16 * 1024 * 1024
"""Bytes of a field as it is sent. A browser sends up to three for each byte of a text, and six for
the end of a line, so that a whole ledger needs several times its own size."""
TOO_MUCH = (
    "more was sent than a page of the workbench takes, so nothing was kept; go back in the "
    "browser, where what you have written still stands"
)


async def sent_form(request: Request) -> FormData:
    """The fields of a form, and what was chosen in them.

    Raises `HTTPException` where it is larger than any that the pages of the workbench have.
    """
    try:
        return await request.form(max_part_size=MOST_SENT)
    except HTTPException as error:
        raise HTTPException(400, TOO_MUCH) from error

"""Proof of sending: beside each mail to a customer lies what the server said when it took it (P4.1)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

import structlog

from archive.store import CORRESPONDENCE
from documents.answers import Answer, Outcome
from documents.customer_mails import TO_CUSTOMERS
from documents.proof import proof
from leadwright.filing import folder_above
from leadwright.tools import Tools
from sales.paper import OutgoingMail
from sales.words import Failure

PROVED = TO_CUSTOMERS | {"transferred"}
"""Mails whose sending somebody may have to prove."""

log = structlog.get_logger()


def keep_proof(tools: Tools, mail: OutgoingMail, answers: Mapping[str, Answer]) -> None:
    """Lay the proof beside the mail, where the server has taken it for anybody.

    It is there before the register knows: where we are killed in between, the mail counts as uncertain, and
    the proof tells whoever looks into it. Where it can't be written, the register has the answer alone.
    """
    taken = {email: answer.text for email, answer in answers.items() if answer.outcome is Outcome.SENT}
    if mail.purpose not in PROVED or not taken or tools.smtp is None:
        return
    server = f"{tools.smtp.host}:{tools.smtp.port}"
    name = PurePosixPath(mail.path).stem + ".sent.txt"
    text = proof(mail, taken, server, tools.now(), tools.language)
    try:
        tools.archive.add(folder_above(mail.path), CORRESPONDENCE, name, text, replace=True)
    except Failure as failure:
        log.warning("no proof", mail=mail.message_id, error=failure.words.en)

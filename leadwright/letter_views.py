"""What files say and are taken to be, as ``leadwright read`` and ``classify`` print it."""

from pathlib import Path

from leadwright.places import places_in
from leadwright.views import View, Views, enquiry, value
from sales.judgement import Judgement
from sales.letter import Address, Attachment, Letter


def letter_view(views: Views, file: Path | str, letter: Letter) -> View:
    """Return a line of ``leadwright read``; the date keeps the offset that the sender wrote."""
    return {
        "file": str(file),
        "format": letter.format,
        "subject": letter.subject,
        "from": _address(letter.sender) if letter.sender else None,
        "to": [_address(address) for address in letter.to],
        "cc": [_address(address) for address in letter.cc],
        "date": letter.date.isoformat() if letter.date else None,
        "text": letter.text,
        "own_text": letter.own_text,
        "attachments": [_attachment(views, attachment) for attachment in letter.attachments],
        "problems": [views.words(problem) for problem in letter.problems],
    }


def judgement_view(views: Views, file: Path | str, judgement: Judgement) -> View:
    """Return a line of ``leadwright classify``."""
    whose = places_in(views.settings.language, judgement.whose)
    manager = views.manager(judgement)
    return {
        "file": str(file),
        "kind": judgement.kind,
        "rule": judgement.rule,
        "reason": views.words(judgement.reason),
        "confidence": judgement.confidence,
        "region": whose.region or None,
        "province": value(whose.province),
        "city": value(whose.city),
        "manager": manager.id if manager else None,
        "enquiry": enquiry(judgement.enquiry),
        "decision": {"verdict": judgement.decision.verdict, "comment": judgement.decision.comment},
        "lead": judgement.lead or None,
    }


def _attachment(views: Views, attachment: Attachment) -> View:
    return {
        "name": attachment.name,
        "type": attachment.type,
        "size": attachment.size,
        "text": attachment.text,
        "problem": views.words(attachment.problem),
    }


def _address(address: Address) -> str:
    return f"{address.name} <{address.email}>" if address.name else address.email

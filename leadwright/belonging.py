"""Which lead an original belongs to, or why it belongs to none: what a letter says, held against the
register.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection

from register import leads, outbox, readings
from sales.judgement import Judgement
from sales.lead import Lead
from sales.letter import Letter
from sales.original import Channel, Original
from sales.people import Territory
from sales.words import Words

ANSWER = re.compile(r"\s*(re|aw|回复|答复|回覆|自动回复|automatic reply)\s*[:：]", re.IGNORECASE)
FREE_MAIL = frozenset(
    {
        *("126.com", "139.com", "163.com", "189.cn", "aliyun.com", "foxmail.com", "gmail.com", "hotmail.com"),
        *("icloud.com", "live.com", "outlook.com", "qq.com", "sina.cn", "sina.com", "sohu.com", "yahoo.com"),
        *("vip.163.com", "vip.qq.com", "yeah.net"),
    }
)
"""Where one domain says nothing of one company."""

OURS = Words(zh="本系统自己发出的邮件", en="a mail that this service sent itself")

SENT_BY_SOMEBODY = frozenset({"eml", "msg", "tnef"})
"""Formats whose head alone, sender and subject, is worth a lead to look at."""


def unreadable(letter: Letter) -> Words | None:
    """Return why nothing at all could be read of a file, or None: then it is held, not registered (I7).

    A mail is never unreadable: its sender and subject are something to look at.
    """
    if letter.format in SENT_BY_SOMEBODY or letter.text.strip() or letter.attachments:
        return None
    return letter.problems[0] if letter.problems else None


def is_ours(c: Connection, letter: Letter) -> bool:
    """Return whether we composed this very mail: staff may read the mailbox that we fetch (I10).

    Its Message-ID alone does not show that: whoever got the mail can write another under the same one (I2).
    """
    if not letter.message_id or not outbox.is_ours(c, (letter.message_id,)):
        return False
    mail = outbox.mail(c, letter.message_id)
    return mail is not None and mail.subject.split() == letter.subject.split()  # however it was folded


def lead_of(c: Connection, letter: Letter, judgement: Judgement, territory: Territory) -> Lead | None:
    """Return the lead that the letter names, answers, or is another copy of; None for a new one.

    A lead number in the letter counts first, then the mails it answers, nearest first. Another copy is a
    letter with the same Message-ID *and* the same words and attachments: different mails do share a Message-
    ID (I2). A stranger's letter that answers nothing is a lead of its own, whatever number it names: joined,
    nobody would see it.
    """
    named = leads.lead(c, judgement.lead) if judgement.lead else None
    if named and (_is_an_answer(letter) or _is_known(letter, named, territory)):
        return named
    answered = readings.leads_by_message_id(c, letter.references) | outbox.leads_by_message_id(
        c, letter.references
    )
    for reference in reversed(letter.references):
        if reference in answered:
            return leads.lead(c, answered[reference])
    copy = readings.copy_of(c, letter)
    return leads.lead(c, copy) if copy else None


def _is_an_answer(letter: Letter) -> bool:
    return bool(letter.references) or ANSWER.match(letter.subject) is not None


def _is_known(letter: Letter, lead: Lead, territory: Territory) -> bool:
    """Return whether staff or the lead's customer wrote the letter; a dropped file comes from staff."""
    if letter.sender is None or territory.by_email(letter.sender.email):
        return True
    customers = {lead.source, lead.enquiry.email.value if lead.enquiry.email else ""}
    domains = {each.rpartition("@")[2] for each in customers} - FREE_MAIL
    email = letter.sender.email
    return email in customers or email.rpartition("@")[2] in domains - {""}


def why_joined(lead: Lead) -> Words:
    """Return the reason that is kept with an original that joined ``lead``."""
    return Words(
        zh=f"属于已登记的信息 {lead.number}", en=f"belongs to lead {lead.number}, which was registered before"
    )


def source_of(original: Original, letter: Letter) -> str:
    """Return where the lead came from in a person's words: the sender's address, else the file and its
    folder.
    """
    if original.channel is Channel.EMAIL and letter.sender:
        return letter.sender.email
    return original.name

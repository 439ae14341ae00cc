"""What forgers, the hasty and machines send under the right code: nine tricks, by each mail program."""

from collections.abc import Callable
from dataclasses import replace

from tests.leadwright.procedure.answers.programs import Program, Reply
from tests.leadwright.procedure.answers.signing import signed

Trick = Callable[[Program, Reply], bytes]
OURS, THEIRS = "example.com", "evil.example.net"


def unsigned(program: Program, reply: Reply) -> bytes:
    """The director's address, and for a proof a server's word that the forger wrote himself."""
    said = b"Authentication-Results: mx.example.com; dkim=pass header.d=example.com\r\n"
    return said + program(reply)


def signed_by_a_stranger(program: Program, reply: Reply) -> bytes:
    """The director's address under a valid signature of another domain."""
    return signed(program(reply), THEIRS)


def from_a_stranger(program: Program, reply: Reply) -> bytes:
    """A stranger with the director's name, properly signed by his own domain."""
    return signed(program(replace(reply, sender="赵刚 <zhao@evil.example.net>")), THEIRS)


def from_a_colleague(program: Program, reply: Reply) -> bytes:
    """A colleague who was not asked, and is who he says."""
    return signed(program(replace(reply, sender="李明 <li@example.com>")), OURS)


def with_two_senders(program: Program, reply: Reply) -> bytes:
    """A colleague's signed mail with the director's address written above."""
    inner = signed(program(replace(reply, sender="李明 <li@example.com>")), OURS)
    return b"From: zhao@example.com\r\n" + inner


def changed_on_the_way(program: Program, reply: Reply) -> bytes:
    """What the director signed was another subject."""
    return signed(program(reply), OURS).replace(b"\r\nSubject: ", b"\r\nSubject: x ", 1)


def forwarded(program: Program, reply: Reply) -> bytes:
    """The director forwards the question to somebody, with somebody else's yes."""
    said = replace(reply, words="领导说同意")
    return signed(program(said), OURS)


def with_a_condition(program: Program, reply: Reply) -> bytes:
    """The director says yes to something else than what was asked."""
    return signed(program(replace(reply, words="同意，但价格改为110万元")), OURS)


def out_of_office(program: Program, reply: Reply) -> bytes:
    """The director's mailbox answers by itself, with a word that would decide."""
    automatic = b"Auto-Submitted: auto-replied\r\n" + program(reply)
    return signed(automatic, OURS)


TRICKS: tuple[Trick, ...] = (
    unsigned,
    signed_by_a_stranger,
    from_a_stranger,
    from_a_colleague,
    with_two_senders,
    changed_on_the_way,
    forwarded,
    with_a_condition,
    out_of_office,
)

"""What the operating system says, in the language of who reads it."""

import errno
import os
import socket
import ssl
from pathlib import Path

import pytest

from sales.system import meaning

USUAL = (
    *(errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.ENOENT, errno.ESTALE, errno.ETIMEDOUT),
    *(errno.EDQUOT, errno.EMFILE, errno.ENAMETOOLONG),
)


@pytest.mark.parametrize("number", USUAL)
def test_the_usual_errors_are_said_in_chinese(number: int) -> None:
    said = meaning(OSError(number, os.strerror(number)))
    assert not said.zh.isascii()
    assert os.strerror(number) not in said.zh
    assert said.en.isascii()


def test_what_the_system_really_raises_is_known(tmp_path: Path) -> None:
    with pytest.raises(OSError) as missing:
        (tmp_path / "nowhere" / "file").open("rb")
    with pytest.raises(OSError) as too_long:
        (tmp_path / ("长" * 100)).open("rb")
    assert meaning(missing.value).zh == "文件或文件夹不存在"
    assert meaning(too_long.value).zh == "名称太长"


def test_silence_has_words_though_python_gives_it_no_number() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(0.001)
        with pytest.raises(TimeoutError) as silent:
            ours.recv(1)
    assert meaning(silent.value).zh == "长时间没有应答"


def test_what_is_not_known_stays_as_the_system_says_it() -> None:
    assert meaning(OSError(errno.EXDEV, "Invalid cross-device link")).zh == "Invalid cross-device link"
    assert meaning(EOFError()).en == "EOFError"


def test_a_number_of_another_library_is_not_taken_for_one_of_the_system() -> None:
    """1 is EPERM to the system and any failure at all to ssl; -2 is an unknown name."""
    assert meaning(ssl.SSLError(1, "certificate verify failed")).zh == "certificate verify failed"
    assert meaning(socket.gaierror(-2, "Name or service not known")).zh == "Name or service not known"

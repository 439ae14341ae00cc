"""What a person reads when the limited child did not answer."""

import signal

from sales.words import Words

STOPPING = Words(zh="服务正在停止", en="the service is stopping")


def broke_down(detail: str) -> Words:
    """Return what to say of a call that raised what nobody foresaw."""
    return Words(
        zh=f"读取程序出错（{detail}）；原件已保留，请人工查看",
        en=f"The reader broke down ({detail}); the original is kept, please look at it yourself",
    )


def too_slow(seconds: float) -> Words:
    """Return what to say of a call that took longer than its limit."""
    return Words(
        zh=f"读取超过 {seconds:g} 秒，已停止；原件已保留，请人工查看",
        en=f"Reading took longer than {seconds:g} seconds and was stopped; "
        "the original is kept, please look at it yourself",
    )


def too_big(memory: int) -> Words:
    """Return what to say of a call that needed more memory than its limit, in bytes."""
    return Words(
        zh=f"读取所需内存超过 {memory // 2**20} MB，已停止；原件已保留，请人工查看",
        en=f"Reading needed more than {memory // 2**20} MB of memory and was stopped; "
        "the original is kept, please look at it yourself",
    )


def too_much(output: int) -> Words:
    """Return what to say of a call that answered more bytes than its limit."""
    return Words(
        zh=f"读出的内容超过 {output // 2**20} MB，已停止；原件已保留，请人工查看",
        en=f"More than {output // 2**20} MB came out of reading, which was stopped; "
        "the original is kept, please look at it yourself",
    )


def ended(status: int, last_line: str) -> Words:
    """Return what to say of a child that ended with this status, and what it said last."""
    how = signal.Signals(-status).name if status < 0 else str(status)
    said = f": {last_line}" if last_line else ""
    return Words(
        zh=f"读取程序意外结束（{how}{said}）；原件已保留，请人工查看",
        en=f"The reader ended unexpectedly ({how}{said}); the original is kept, please look at it yourself",
    )

"""The enquiry in one line, in the customer's words."""

import re
from collections.abc import Iterator

from classify import tender, wares
from classify.deadlines import deadlines, in_words
from classify.folding import one_line
from classify.labels import Forms, unlabelled
from classify.view import View
from sales.enquiry import Finding
from sales.words import Language

LONGEST = 600  # characters of the line: a whole sentence, but for text without any
CHINESE = re.compile("[\u4e00-\u9fff]")
READ = 8000  # characters of one text
WRAPPED = re.compile(  # a line that was broken for its length, or amid a Chinese sentence
    r"\n(?:(?<=[^\n]{34}\n)(?=[a-z\u4e00-\u9fff][^\n:]{8})|(?<=[^\n]{9}[,、]\n)(?=[\u4e00-\u9fff]))"
)
END = re.compile(r"[。!?;]")
ENDS = re.compile(
    r"[\n ](?:(?<=\n)|(?<=[a-z]{2}\. )(?<!approx\. )(?<!max\. )(?<!min\. )(?<!nos\. )(?<!dia\. )"
    r"(?!(?:(?<=[LlPp]td\. )|(?<=Inc\. )|(?<=orp\. ))[a-z(]))"  # Foo Co., Ltd. is looking for
)


def summary(wanted: Finding | None, forms: Forms, view: View, *, several: bool = False) -> Finding | None:
    """Return what the form's message asks, else the sentence that asks for the machine or for anything, else
    what is ``wanted``, else the subject; where several machines are wanted, all of them and no sentence.
    """
    for message in forms.get("message", ()):
        if wares.ASKING.search(message.value) or wares.machines(message.value):
            return _line(message.value, message.words, message.place)
    if wanted and several:
        return wanted
    sentences = list(_sentences(view))
    for asks in (_asks_for_a_machine,) if wanted else (_asks_for_a_machine, _asks):
        if asking := next((item for item in sentences if asks(item[0])), None):
            return _line(asking[0], *asking)
    return wanted or of_letter(view)


def of_tender(wanted: Finding | None, view: View) -> Finding | None:
    """Return what a tender is for and its dates: "埋弧焊机 2台，购标截止12月1日，开标12月15日" (P5.1)."""
    title = tender.title(view)
    named = wanted or (_line(title, title, "text") if title else of_letter(view))
    found = deadlines(view)
    if named is None or not found:
        return named
    language = Language.ZH if CHINESE.search(named.value) else Language.EN
    comma = "，" if language is Language.ZH else "; "
    return Finding(f"{named.value}{comma}{in_words(found, language)}", named.words, named.place)


def of_letter(view: View) -> Finding | None:
    """Return the subject of the letter, else its first line."""
    first = view.subject or next((line for line in view.own.split("\n") if line.strip()), "")
    return _line(first, first, "subject" if view.subject else "text") if first.strip() else None


def _asks_for_a_machine(sentence: str) -> bool:
    return bool(wares.machines(sentence)) and bool(
        wares.ASKING.search(sentence) or wares.ASKING_FIRMLY.search(sentence)
    )


def _asks(sentence: str) -> bool:
    return wares.ASKING_FIRMLY.search(sentence) is not None and TITLED.match(sentence) is None


def _sentences(view: View) -> Iterator[tuple[str, str]]:
    """Yield the sentences of the letter with their places; the subject and its copy on a fax come last."""
    texts = [(WRAPPED.sub(_joint, source.text[:READ]), source.place) for source in view.sources[:-1]]
    said = [(sentence, place) for text, place in texts for sentence in _split(text) if sentence.strip()]
    yield from sorted(said, key=lambda item: TITLED.match(item[0]) is not None)


def _split(text: str) -> list[str]:
    return ENDS.split(END.sub("\\g<0>\n", text))


def _joint(match: re.Match[str]) -> str:
    """Return what joins two halves of a sentence: nothing in Chinese, a space elsewhere."""
    return "" if match.string[match.end()] >= "\u4e00" else " "


TITLED = re.compile(r"\s*(?:主题|事由|标题|关于|subject|sub|re|ref)\b[. ]*:", re.IGNORECASE)


def _line(value: str, words: str, place: str) -> Finding:
    return Finding(one_line(unlabelled(value).strip() or value, LONGEST), one_line(words, 200), place)

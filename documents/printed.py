"""How times, sizes and people are printed in each language."""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from sales.people import Person, Territory
from sales.words import Language, Words

WEEKDAYS = (
    Words("周一", "Mon"),
    Words("周二", "Tue"),
    Words("周三", "Wed"),
    Words("周四", "Thu"),
    Words("周五", "Fri"),
    Words("周六", "Sat"),
    Words("周日", "Sun"),
)
# strftime's %b follows the machine's locale, which is none of a form's business.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date(moment: datetime, zone: tzinfo, language: Language) -> str:
    """Return ``2026年11月23日`` or ``23 Nov 2026``."""
    local = moment.astimezone(zone)
    if language is Language.ZH:
        return f"{local.year}年{local.month}月{local.day}日"
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def time(moment: datetime, zone: tzinfo, language: Language) -> str:
    """Return ``2026年11月23日 09:15`` or ``23 Nov 2026 09:15``."""
    return f"{date(moment, zone, language)} {moment.astimezone(zone):%H:%M}"


def deadline(moment: datetime, zone: tzinfo, language: Language) -> str:
    """Return ``2026年11月24日（周二）09:15 前`` or ``by Tue 24 Nov 2026 09:15``."""
    local = moment.astimezone(zone)
    weekday = WEEKDAYS[local.weekday()].in_(language)
    if language is Language.ZH:
        return f"{date(moment, zone, language)}（{weekday}）{local:%H:%M} 前"
    return f"by {weekday} {time(moment, zone, language)}"


def worked(span: timedelta, day: timedelta, language: Language) -> str:
    """Return working time, ``day`` of it a day: ``1 个工作日 2 小时``, ``40 minutes``; "" below a minute."""
    days, rest = divmod(span, day)
    hours, minutes = rest // timedelta(hours=1), rest // timedelta(minutes=1)
    parts = [Words(f"{days} 个工作日", f"{days} working day{'s' * (days != 1)}")] if days else []
    if hours:
        parts.append(Words(f"{hours} 小时", f"{hours} hour{'s' * (hours != 1)}"))
    elif minutes and not days:
        parts.append(Words(f"{minutes} 分钟", f"{minutes} minute{'s' * (minutes != 1)}"))
    return Words(" ", " and ").in_(language).join(part.in_(language) for part in parts)


def size(count: int) -> str:
    """Return a number of bytes as a person reads it: ``812 B``, ``38 KB``, ``4.7 MB``."""
    if count < 1000:
        return f"{count} B"
    if count < 999_500:
        return f"{count / 1000:.0f} KB"
    return f"{count / 1_000_000:.1f} MB"


def names(people: Iterable[Person], language: Language) -> str:
    """Return ``王芳、李明`` or ``Wang Fang, Li Ming``."""
    return Words("、", ", ").in_(language).join(person.name for person in people)


def person(id_: str, territory: Territory, language: Language) -> str:
    """Return the name of a person of the company; the service itself is called by its own."""
    if id_ == "leadwright":
        return Words("系统自动（Leadwright）", "Leadwright (automatic)").in_(language)
    known = territory.person(id_)
    return known.name if known else id_

"""What provinces and cities of China are called on English maps."""

from functools import cache

from classify.gazetteer import rows


def in_english(province: str, city: str = "") -> str:
    """Return the English name of a province, or of its ``city`` where one is given; else as it is.

    Both are short Chinese names, as the gazetteer has them: 陕西, 西安.
    """
    return _names().get((province, city), city or province)


@cache
def _names() -> dict[tuple[str, str], str]:
    return {(province, city): name for province, city, name in rows("english.tsv")}

"""Places as the reader's language has them: the register knows them in Chinese, as their addresses do."""

from dataclasses import replace

from classify.english import in_english
from sales.judgement import Whose
from sales.words import Language


def places_in(language: Language, whose: Whose) -> Whose:
    """Return ``whose`` with the names of province and city in ``language``."""
    if language is Language.ZH or whose.province is None:
        return whose
    province, city = whose.province, whose.city
    return replace(
        whose,
        province=replace(province, value=in_english(province.value)),
        city=replace(city, value=in_english(province.value, city.value)) if city else None,
    )

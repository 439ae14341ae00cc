"""Places in the reader's language."""

import re

from classify import gazetteer
from classify.english import in_english
from leadwright.places import places_in
from sales.enquiry import Finding
from sales.judgement import Whose
from sales.words import Language

XIAN = Whose(province=Finding("陕西", "西安市高新区"), city=Finding("西安", "西安市高新区"))


def test_english_readers_have_places_as_on_english_maps() -> None:
    whose = places_in(Language.EN, XIAN)
    assert whose.province is not None
    assert whose.city is not None
    assert (whose.province.value, whose.city.value) == ("Shaanxi", "Xi'an")
    assert whose.city.words == "西安市高新区"


def test_chinese_readers_have_them_as_they_are_registered() -> None:
    assert places_in(Language.ZH, XIAN) == XIAN


def test_a_place_that_is_not_known_stays_so() -> None:
    assert places_in(Language.EN, Whose()) == Whose()


def test_every_city_has_an_english_name() -> None:
    places = {(province, city) for province, city, _ in gazetteer.rows("gazetteer.tsv") if city != "-"}
    assert [place for place in places if re.search("[\u4e00-\u9fff]", in_english(*place))] == []
    assert in_english("内蒙古") == "Inner Mongolia"

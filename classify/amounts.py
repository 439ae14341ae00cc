"""Numbers with their bounds: how many, how large, how much; "up to 600 mm" is not 600 mm."""

from classify.pattern import Pattern

ABOUT_ZH = r"(?:大约|大概|约|至少|不少于|不低于|不超过|不大于|最多|最少)"
ROUGHLY_ZH = r"(?:左右|上下|以上|以下|以内)"
ABOUT_EN = (
    r"(?:up to|at least|at most|(?:not|no) (?:more|less) than|not exceeding|approximately|approx\.?|about"
    r"|around|min(?:imum|\.)?|max(?:imum|\.)?|over|below|[≤≥<>])"
)
ONES = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
COUNT_ZH = r"(?:\d{1,4}|[一二两三四五六七八九十几]{1,3})"
NOT_PART = r"(?<![\d.第一二两三四五六七八九十几])"  # of a larger number, or of 第二十二条
QUANTITY = Pattern(
    rf"{ABOUT_ZH}? ?{NOT_PART}{COUNT_ZH}(?:\s?[-~至到]\s?{COUNT_ZH})?\s?(?:台|套|条|组|座)(?!阶){ROUGHLY_ZH}?"
    rf"|(?:\b{ABOUT_EN} )?(?<![\d.,-])\b{ONES}(?: ?\(\d{{1,3}}\))?(?: ?(?:-|~|to|or) ?{ONES})?"
    r" ?(?:sets?|units?|pcs|pieces|machines|lines|robots|nos?\.(?! ?\d)|nos\b)"
    r"|\bqty\.?[ :]{0,2}\d{1,3}\b(?: ?(?:sets?|nos?|units?|pcs)\b\.?)?"
)
COUNTED = Pattern(
    rf"\b((?:{ABOUT_EN} )?(?:[1-9]\d?|one|two|three|four|five|six|ten)(?: ?\(\d{{1,3}}\))?)"
    r" (?:[a-z-]{1,20} ){0,5}(?:weld|positioner|rotator|turning roll)"
)

NUMBER = r"\d[\d.,]{0,9}"
UNIT = r"(?:mm|毫米|cm|厘米|米|m(?![a-z])|吨|t(?![a-z])|kg|寸|inch(?:es)?|\")"
RANGE = rf"{NUMBER} ?{UNIT}?(?: ?(?:[~x×X*-]|至|到|to) ?(?:max\.? |min\.? )?[φΦ]?{NUMBER} ?{UNIT}?){{0,3}}"
SPAN = rf"(?:{NUMBER} ?(?:{UNIT} ?)?(?:-|~|to) ?)?{NUMBER} ?{UNIT}"
SIZES = Pattern(
    rf"[φΦØ] ?{RANGE}|(?:筒体|工件|管子|钢管)?(?:最大|最小)?(?:直径|外径|内径|壁厚|板厚|厚度|长度|管径"
    rf"|高度|宽度|总长|重量|腹板高?|翼缘宽?)[^,。;\n\d]{{0,10}}{RANGE}{ROUGHLY_ZH}?"
    rf"|\b(?:outer |inner |max\.? |wall |plate |shell )*(?:diameter|dia\.?|thickness|length|width|height"
    rf"|wall|web|flange|payload)[^,;\n\d]{{0,16}}{RANGE}(?: (?:max|min)\b\.?)?"
    rf"|\b(?:OD|ID)[ :=]{{0,3}}{SPAN}|{ABOUT_EN} ?{SPAN}(?: (?:in )?(?:diameter|dia\b\.?|thick|long|wide|OD\b"
    rf"|wall|wall thickness)\b)?"
    rf"|{SPAN} (?:in )?(?:diameter|dia\b\.?|thick|long|wide|OD\b|wall)|{NUMBER} ?(?:mm|m|毫米"
    rf"|米) ?[x×*] ?{NUMBER} ?(?:mm|m|毫米|米)?"
)

MONEY = r"(?:USD|EUR|RMB|CNY|GBP|INR|TRY|Rs\.?|US\$|\$|€|£|¥)"
MANY = r"(?: ?(?:k|m|million|thousand|lakhs?|crores?)\b)"
BUDGET = Pattern(
    rf"预算(?:金额|控制在|是|为|在|有|价|总价|人民币|:|,)*[ ]?({ABOUT_ZH}?(?:¥|￥"
    r"|RMB)? ?\d[\d.,]{0,14}(?: ?[~-] ?\d[\d.,]{0,14})? ?(?:万元|万|元|亿元|w|万人民币|美元"
    rf"|欧元)?{ROUGHLY_ZH}?)|(\d[\d.,]{{0,14}}(?:[~-]\d[\d.,]{{0,14}})? ?(?:万元?|元)(?:左右"
    r"|以内)?)的?预算"
    rf"|budget\w*(?: is| of| price| limit|:| for [\w ]{{1,30}}? is)*"
    rf" ?((?:{ABOUT_EN} )?(?:{MONEY} ?\d[\d.,]{{0,14}}(?: ?[-~] ?\d[\d.,]{{0,14}})?{MANY}?"
    rf"|\d[\d.,]{{0,14}}{MANY}? ?(?:USD|EUR|RMB|CNY|GBP|INR|dollars|euros?|yuan)))"
)

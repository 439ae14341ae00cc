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
    r"|\b\d{1,3} off\b"
    r"|\bqty\.?[ :]{0,2}\d{1,3}\b(?: ?(?:sets?|nos?|units?|pcs)\b\.?)?"
)
MEASURE = (
    r"(?:mm|cm|m|t|kg|tons?|tonnes?|met(?:er|re)s?|inch(?:es)?|kw|amps?|x|ax[ei]s|days|weeks|months"
    r"|years)\b"
)
FEW = r"(?:[1-9]\d?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
COUNTED = Pattern(  # two 5 t rotators; "5 t rotators" and "6-axis" are no number of them
    rf"(?<![\d.,x-])\b((?:{ABOUT_EN} )?{FEW}(?: ?\(\d{{1,3}}\))?) (?!{MEASURE})"
    rf"(?:\d[\d.]{{0,5}} ?{MEASURE} )?(?:(?!{MEASURE})[a-z-]{{1,20}} ){{0,5}}"
    r"(?:weld|manipulator|positioner|rotator|turning roll)"
)
COUNT_OF_THEM = Pattern(  # the machine stands in a sentence before: we need two of them
    rf"\b((?:{ABOUT_EN} )?{FEW}(?: ?\(\d{{1,3}}\))?) of (?:them|these|those|such|this|the same)\b"
    rf"|\b(?:need|require|want|buy|purchase|order)s? ((?:{ABOUT_EN} )?{FEW})"
    rf"(?=[.,;!]|$| in total| altogether| for (?:our|the)\b)"
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
OF_ONE_SIZE = rf"{NUMBER} ?(?:{UNIT}|千克|公斤)的? ?{COUNT_ZH} ?[台套]"
OF_EACH_SIZE = Pattern(rf"{OF_ONE_SIZE}(?:[ ,、;和及]{{1,2}}{OF_ONE_SIZE}){{1,5}}")  # 1吨的4台,3吨的2台

MONEY = r"(?:USD|EUR|RMB|CNY|GBP|INR|TRY|Rs\.?|US\$|\$|€|£|¥)"
MANY = r"(?: ?(?:k|m|million|thousand|lakhs?|crores?)\b)"
BUDGET = Pattern(
    rf"预算(?:金额|控制在|是|为|在|有|价|总价|人民币|:|,)*[ ]?({ABOUT_ZH}?(?:¥|￥"
    r"|RMB)? ?\d[\d.,]{0,14}(?: ?[~-] ?\d[\d.,]{0,14})? ?(?:万元|万|元|亿元|w|万人民币|美元"
    rf"|欧元)?{ROUGHLY_ZH}?(?: ?/ ?[台套条组座])?)"
    rf"|(\d[\d.,]{{0,14}}(?:[~-]\d[\d.,]{{0,14}})? ?(?:万元?|元)(?:左右"
    r"|以内)?)的?预算"
    rf"|budget\w*(?: is| of| price| limit|:| for [\w ]{{1,30}}? is)*"
    rf" ?((?:{ABOUT_EN} )?(?:{MONEY} ?\d[\d.,]{{0,14}}(?: ?[-~] ?\d[\d.,]{{0,14}})?{MANY}?"
    rf"|\d[\d.,]{{0,14}}{MANY}? ?(?:USD|EUR|RMB|CNY|GBP|INR|dollars|euros?|yuan)))"
)

SUM = rf"(?:{MONEY}|人民币)? ?\d[\d.,]{{0,14}} ?(?:万元|亿元|元|%|{MONEY})(?:/[套份])?"
SUM_EN = rf"{MONEY} ?\d[\d.,]{{0,14}}{MANY}?|\d[\d.,]{{0,14}} ?(?:%|{MONEY})"
FEE = Pattern(  # for the tender documents
    rf"(?:标书费|文件费|工本费|(?:文件|标书|每[套份])(?:售价|价格)|售价)[^\d。;\n]{{0,10}}?({SUM})"
    rf"|\b(?:tender|bid|documents?) (?:fee|cost|price)[^.\d;\n]{{0,16}}?({SUM_EN})"
    rf"|\bdocuments? [^.\d;\n]{{0,40}}?(?:purchased?|bought|obtained|available)[^.\d;\n]{{0,24}}?({SUM_EN})"
)
BOND = Pattern(
    rf"(?<!履约)保证金[^\d。;\n]{{0,14}}?({SUM})"
    rf"|\b(?:(?:bid|tender) (?:bond|security|guarantee)|earnest money(?: deposit)?|EMD)\b[^.\d;\n]{{0,24}}?"
    rf"((?:{SUM_EN})(?: of (?:the )?(?:bid|tender|offer|contract|total)?(?: (?:price|value|amount|sum))?)?)"
)

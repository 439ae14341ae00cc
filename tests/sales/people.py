"""A small company: one person for every role, and a second manager."""

from sales.people import Person, Region, Role, Territory

LI = Person("li", "李明", "li@example.com", frozenset({Role.MANAGER}), ("华东",))
ZHAO = Person("zhao", "赵强", "zhao@example.com", frozenset({Role.MANAGER}), ("华北",))
WANG = Person("wang", "王芳", "wang@example.com", frozenset({Role.COORDINATOR}))
CHEN = Person("chen", "陈刚", "chen@example.com", frozenset({Role.DIRECTOR}))
SUN = Person("sun", "孙立", "sun@example.com", frozenset({Role.SALES_GM}))
LIU = Person("liu", "刘工", "liu@example.com", frozenset({Role.TECHNICAL}))
PEOPLE = (LI, ZHAO, WANG, CHEN, SUN, LIU)

REGIONS = (Region("华东", ("上海", "江苏", "浙江")), Region("华北", ("北京", "天津", "河北")))
TERRITORY = Territory(REGIONS, PEOPLE)

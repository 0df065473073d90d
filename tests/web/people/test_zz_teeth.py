from tests.web.people.test_masked_pages import *
from asylon.web.people.shown import seen as m
m.Seen.may_see = lambda self, fact, scope="": True

import cProfile, pstats, pytest
from tests.web.people.records import a_rich_case
from tests.web.signin.signed_in import sign_in
from tests.web.people.conftest import *
pytestmark = pytest.mark.django_db(databases=["default", "keys"])
def test_try(client, cast):
    rich = a_rich_case(cast, immediate_danger=True)
    sign_in(client, cast.amina)
    for _ in range(3): client.get(f"/people/{rich.person}/")
    p=cProfile.Profile(); p.enable()
    for _ in range(5): client.get(f"/people/{rich.person}/")
    p.disable(); pstats.Stats(p).sort_stats("cumtime").print_stats(70)

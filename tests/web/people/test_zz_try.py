import time, pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from tests.web.people.records import a_rich_case
from tests.web.signin.signed_in import sign_in
from tests.web.people.conftest import *
pytestmark = pytest.mark.django_db(databases=["default", "keys"])
def test_try(client, cast):
    rich = a_rich_case(cast, immediate_danger=True, needs_urgent_medical=True)
    sign_in(client, cast.amina)
    a = client.get(f"/people/{rich.person}/")
    with CaptureQueriesContext(connections["default"]) as q, CaptureQueriesContext(connections["keys"]) as k:
        t=time.perf_counter(); a = client.get(f"/people/{rich.person}/"); ms=(time.perf_counter()-t)*1000
    __import__("pathlib").Path("/tmp/h11_person.html").write_bytes(a.content)
    print(a.status_code, len(a.content), round(ms))
    for x in [*q,*k]: print(x["sql"][:150])
    for n in range(5):
        t=time.perf_counter(); a = client.get(f"/people/{rich.person}/"); print(round((time.perf_counter()-t)*1000))
    for path in ("?print=1","why/trafficked/","why/gate:non_refoulement/","why/right:recovery_reflection/","why/track:asylum/","why/nonsense/","open/"):
        a=client.get(f"/people/{rich.person}/{path}"); print(path,a.status_code,len(a.content))
    for q_ in ("","Haroun","ليلى","zzz"):
        a=client.get("/people/",{"q":q_}); print(q_,a.status_code,len(a.content))

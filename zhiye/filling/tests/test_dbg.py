from zhiye.filling.tests.make import roster
from zhiye.filling.documents.reading import read_form
def test_x(cast, grid_worker, worker):
    f=read_form(roster("某人"),"a.xlsx")
    print(f.tables[0].given, f.tables[0].rows, f.tables[0].blank)
    f=read_form(roster("某人","某某","某甲"),"a.xlsx")
    print(f.tables[0].given, f.tables[0].rows, f.fingerprint==read_form(roster(),"a").fingerprint)
    print(grid_worker.scope("people.view"), worker.scope("people.view"))
    assert 0

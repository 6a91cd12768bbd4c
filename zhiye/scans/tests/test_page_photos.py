"""A photo from the page: taken for a note that is typed, read, beside the note, opened by whom."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zhiye.audit.models import AuditEntry, Look
from zhiye.journal import commands as journal
from zhiye.journal.models import Attachment, Entry
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.scans import commands, work
from zhiye.scans.clockwork import forget
from zhiye.scans.lines import Laid
from zhiye.scans.models import Photo
from zhiye.scans.pictures import cleaned
from zhiye.scans.tests import papers

BY = System("test")
SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def unread(settings, monkeypatch):
    """Photos wait: no worker is started."""
    settings.SCANS_INLINE = False
    monkeypatch.setattr(work.queue, "start", lambda: None)


@pytest.fixture
def worker_page(client_of):
    return client_of("worker")


def sent(client, data=None, **more):
    file = SimpleUploadedFile("IMG_1.jpg", papers.page() if data is None else data)
    return client.post("/photos", {"photo": file, "op": new_id(), **more}, **SCRIPT)


def note(cast, ring="team", user="shegong"):
    told = {"text": "看王奶奶。", "written_on": date(2026, 11, 20), "ring": ring}
    return journal.write_entry(BY, author=cast.user(user), place=cast.home("115-402"), op=new_id(), **told)


def typed(client, op, text="看王奶奶。"):
    fields = {"text": text, "written_on": "2026-11-20", "ring": "team", "then": "only", "op": op}
    return client.post("/n", fields)


def beside(entry, user, **more):
    picture = cleaned(papers.page(**more))
    return commands.take_photo(BY, picture=picture, entry=entry, taker=user, op=new_id())


def test_a_page_is_read_and_waits_for_its_note(worker_page):
    op = new_id()
    told = sent(worker_page, note=op).json()
    assert told["state"] == "read"
    text = "".join(words for words, _doubtful in told["parts"])
    assert "115号402室的王奶奶" in text
    assert "膝盖疼" in text
    typed(worker_page, op)
    attachment = Attachment.objects.get()
    assert (attachment.entry.text, attachment.text_state) == ("看王奶奶。", "read")
    assert "膝盖疼" in attachment.text
    assert bytes(Photo.objects.get().sealed) == b""
    assert "膝盖疼" in worker_page.get(f"/n/{attachment.entry_id}").content.decode()


def test_a_photo_that_comes_after_its_note_lies_beside_it(worker_page, unread):
    op = new_id()
    typed(worker_page, op)
    sent(worker_page, note=op)
    assert Attachment.objects.get().entry == Entry.objects.get()


def test_the_same_photo_sent_twice_is_there_once(worker_page, unread):
    op, one = new_id(), new_id()
    answers = [sent(worker_page, note=op, op=one).json()["id"] for _ in range(2)]
    assert len(set(answers)) == Photo.objects.count() == 1


def test_a_photo_goes_beside_a_saved_note_without_scripts(worker_page, cast, unread):
    entry = note(cast)
    file = SimpleUploadedFile("IMG_1.png", papers.page("PNG"))
    answer = worker_page.post("/photos", {"photo": file, "op": new_id(), "entry": entry.pk})
    assert answer.url == f"/n/{entry.pk}#photos"
    page = worker_page.get(f"/n/{entry.pk}").content.decode()
    assert f"/photos/{Photo.objects.get().pk}/picture" in page
    assert "排着队" in page


def test_a_photo_without_text_says_so_and_is_kept(worker_page):
    told = sent(worker_page, papers.wall(), note=new_id()).json()
    assert (told["state"], told["parts"], told["again"]) == ("empty", [], True)
    assert "请自己打" in told["told"]


@pytest.mark.parametrize(
    "data, sentence", [(b"no photo", "不是照片"), (b"\0\0\0\x18ftypheic", "HEIC"), (b"", "空的")]
)
def test_what_is_no_photo_is_refused_in_words(worker_page, data, sentence):
    answer = sent(worker_page, data, note=new_id())
    assert answer.status_code == 422
    assert sentence in answer.json()["told"]
    assert not Photo.objects.exists()


def test_a_photo_needs_a_note_and_a_file(worker_page):
    assert sent(worker_page).status_code == 422
    assert worker_page.post("/photos", {"note": new_id()}, **SCRIPT).status_code == 422


def test_the_picture_goes_out_as_a_picture_and_nothing_else(worker_page, unread):
    told = sent(worker_page, note=new_id()).json()
    answer = worker_page.get(told["picture"])
    assert answer.content[:2] == b"\xff\xd8"
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_photo_on_its_way_is_its_takers_alone(worker_page, client_of, unread):
    told = sent(worker_page, note=new_id()).json()
    for other in ("secretary", "stranger"):
        for address in (told["picture"], f"/photos/{told['id']}"):
            assert client_of(other).get(address).status_code == 404
        assert client_of(other).post(f"/photos/{told['id']}/drop").status_code == 404


@pytest.mark.parametrize(
    "ring, who, status",
    [
        ("team", "director", 200),
        ("team", "stranger", 404),
        ("team", "mediator", 404),
        ("secretary", "secretary", 200),
        ("secretary", "director", 404),
        ("own", "worker", 200),
        ("own", "secretary", 404),
    ],
)
def test_a_photo_opens_for_whoever_may_open_the_note(cast, client_of, ring, who, status):
    photo = beside(note(cast, ring), cast.user("shegong"))
    assert client_of(who).get(f"/photos/{photo.pk}/picture").status_code == status


def test_a_look_into_a_narrower_ring_is_traced_once_a_day(cast, client_of, secretary):
    photo = beside(note(cast, "secretary"), cast.user("shegong"))
    client_of("worker").get(f"/photos/{photo.pk}/picture")
    assert not Look.objects.exists()
    page = client_of("secretary").get(f"/n/{photo.attachment.entry_id}").content.decode()
    assert "看照片（会记下是您看的）" in page
    assert "<img" not in page
    for _ in range(2):
        client_of("secretary").get(f"/photos/{photo.pk}/picture")
    look = Look.objects.get()
    assert (look.actor_key, look.field, look.subject_id) == (secretary.key, "photo", photo.attachment_id)


def test_a_dropped_photo_stays_away_and_comes_back(worker_page, unread):
    op = new_id()
    told = sent(worker_page, note=op).json()
    worker_page.post(f"/photos/{told['id']}/drop", {"op": new_id()})
    assert worker_page.get(f"/photos/taken?note={op}").json() == {"photos": []}
    worker_page.post(f"/photos/{told['id']}/drop", {"op": new_id(), "back": "1"})
    assert [one["id"] for one in worker_page.get(f"/photos/taken?note={op}").json()["photos"]] == [told["id"]]
    worker_page.post(f"/photos/{told['id']}/drop", {"op": new_id()})
    typed(worker_page, op)
    assert not Attachment.objects.exists()


def test_another_account_does_not_send_this_ones_photos(worker_page):
    file = SimpleUploadedFile("IMG_1.jpg", papers.page())
    answer = worker_page.post(
        "/photos", {"photo": file, "note": new_id()}, HTTP_X_TYPED_BY="user:other", **SCRIPT
    )
    assert (answer.status_code, answer.json()["login"]) == (409, True)
    assert not Photo.objects.exists()


def test_a_note_holds_so_many_photos(cast, worker):
    entry = note(cast)
    for _ in range(commands.MOST):
        beside(entry, cast.user("shegong"), lines=("一",))
    with pytest.raises(commands.Refused, match="最多放 9 张"):
        beside(entry, cast.user("shegong"), lines=("一",))


def test_photos_without_a_note_are_forgotten_after_thirty_days(cast):
    kept = beside(note(cast), cast.user("shegong"), lines=("一",))
    picture = cleaned(papers.page(lines=("二",)))
    loose = commands.take_photo(
        BY, picture=picture, note_op=new_id(), taker=cast.user("shegong"), op=new_id()
    )
    commands.note_reading(BY, photo=loose, state="read", laid=Laid("王奶奶", [(0, 1)]), op=new_id())
    with clock.frozen(clock.now() + commands.KEPT + timedelta(days=1)):
        assert forget(clock.now()) == 1
    loose.refresh_from_db()
    assert (bytes(loose.sealed), loose.text, loose.doubts) == (b"", "", [])
    assert bytes(Attachment.objects.get(pk=kept.attachment_id).sealed)


def test_the_trail_holds_no_word_of_the_page(worker_page):
    sent(worker_page, note=new_id())
    assert "膝盖" not in str(list(AuditEntry.objects.values_list("changes", "reason")))

"""整理成草稿 over the street that is there: one note of about 200 characters, read, linked and stored."""

import time

from bench.lines import line, p95

LIMIT = 1.0  # s: what the worker waits for
NOTES = 20


def measure(people: int) -> None:
    """Read notes that name people of the register, doors and promises; the first one also loads the reader."""
    from zhiye.accounts.actor import UserActor
    from zhiye.accounts.models import User
    from zhiye.drafts.commands import read_entry
    from zhiye.drafts.looking import look
    from zhiye.journal.commands import write_entry
    from zhiye.kernel import clock
    from zhiye.kernel.ids import new_id

    by, samples = UserActor(User.objects.get(username="shegong")), []
    for text in _notes(by):
        entry = write_entry(by, text=text, written_on=clock.today(), op=new_id())
        began = time.perf_counter()
        read_entry(by, entry=entry, looked=look(by, entry), op=new_id())
        samples.append(time.perf_counter() - began)
    line(people, "a note into drafts, the first", samples[0], "s", 2 * LIMIT)
    line(people, "a note into drafts: p95 of the rest", p95(samples[1:]), "s", LIMIT)


def _notes(by: object) -> list[str]:
    from zhiye.kernel.paths import within
    from zhiye.people.models import Person

    mine = within("path", by.scope("people.list"))  # type: ignore[attr-defined]
    known = Person.objects.filter(mine, is_current=True, home__isnull=False).select_related("home")
    some = list(known.order_by("path", "id")[: 3 * NOTES])
    visits = [
        f"到{one.home.door}看望{one.name}，她说想有人聊聊天，厨房漏水，王经理答应周五前修好。"
        for one in some
        if one.home
    ]
    rest = "李阿姨来问低保怎么申请，说好下周三再去看她。楼道灯坏了，已报物业。"
    return ["".join(visits[n : n + 3]) + rest for n in range(0, len(visits), 3)]

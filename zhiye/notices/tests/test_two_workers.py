"""Two workers and a command at once, in real transactions: one message, and nobody waits for a messenger."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from zhiye.kernel import clock
from zhiye.notices import posting
from zhiye.notices.answers import Answer
from zhiye.notices.models import Notice
from zhiye.notices.sending import send_due

WORKERS, THINGS = 4, 20


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_thing_once(cast, own, tell, sink):
    own()
    for n in range(THINGS):
        tell(cast.user("shegong"), "given", key=f"a{n}")
    barrier, moment = Barrier(WORKERS), clock.now()

    def work() -> None:
        barrier.wait()
        try:
            send_due(moment)
        finally:
            connection.close()

    threads = [Thread(target=work) for _n in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = [int(line["text"].split()[1]) for line in sink()]
    assert sum(told) == THINGS
    assert set(Notice.objects.values_list("state", "attempts")) == {("sent", 1)}


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_messenger_is_asked(cast, own, tell, monkeypatch):
    own()
    tell(cast.user("shegong"), "given", key="a")
    seen = []

    def asked(_address: object, _text: str) -> Answer:
        seen.append(connection.in_atomic_block)
        with transaction.atomic():  # somebody else writes meanwhile
            Notice.objects.update(count=2)
        return Answer("taken")

    monkeypatch.setattr(posting.robots, "hand_over", asked)
    assert send_due(clock.now()) == 1
    assert seen == [False]
    assert Notice.objects.get().state == "sent"

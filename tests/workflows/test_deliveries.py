"""Which file counts: what comes together, late, twice, or without a number."""

from __future__ import annotations

import pytest

from documents.intake import Member
from messages.errors import NotAllowed
from tests.workflows.house import ADDRESSES, CLERK, NANHU, ROSTER, House, at, changed, mail_of, small_files
from tracking.models import AuditEntry, IncomingMail, Reply
from tracking.states import ACCEPTED, HELD_FOR_PERSON, OWED, REVIEW, SENT_BACK, SUPERSEDED
from workflows import amending, collecting, reviewing
from workflows.sorting import own_words


def conflicts(reply: Reply) -> list[str]:
    """The names of what speaks against filing the reply without a person."""
    return [note["conflict"] for note in reply.matched_by if "conflict" in note]


def later(house: House) -> None:
    """The batch is amended: its due time, which the form prints, is later."""
    house.import_campaign(changed(small_files(), 'due = "2016-05-10 17:00"', 'due = "2016-05-20 17:00"'))
    amending.amend(house.services, house.batch(), "时限延长", CLERK, house.now)
    house.work()


def test_two_different_files_for_one_form_in_one_mail_wait_for_a_person(issued: House) -> None:
    draft, final = issued.filled(NANHU), issued.filled(NANHU, officer_name="李四光")
    issued.reply_mail(NANHU, ("名单（终稿）.docx", final), ("名单.docx", draft))
    assert [(reply.state, conflicts(reply)) for reply in Reply.objects.all()] == [
        (HELD_FOR_PERSON, ["several_files"])
    ] * 2
    assert issued.item(NANHU).status == OWED
    reviewing.place(Reply.objects.get(file_name="名单（终稿）.docx"), issued.item(NANHU), CLERK, issued.now)
    issued.work()
    assert issued.item(NANHU).status == ACCEPTED


def test_what_was_received_later_stays_in_force_whatever_is_sorted_first(issued: House) -> None:
    first, second = issued.filled(NANHU), issued.filled(NANHU, officer_name="李四光")
    issued.now = at(4, 26)
    issued.upload(NANHU, second)
    issued.now = at(4, 25)
    older = issued.upload(NANHU, first, "先发的.docx")
    current = issued.item(NANHU).reply
    assert older.state == SUPERSEDED and current is not None
    assert current.answers.get(key="officer_name").final_value == "李四光"


def test_a_file_without_a_number_never_takes_the_place_of_an_answer(issued: House) -> None:
    issued.upload(NANHU, issued.filled(NANHU))
    issued.now = at(4, 26)
    letter = issued.upload(NANHU, b"%PDF-1.4 scan", "盖章.pdf")
    assert (letter.state, conflicts(letter), issued.item(NANHU).status) == (HELD_FOR_PERSON, ["unnumbered"], ACCEPTED)


def test_our_own_blank_after_an_answer_says_nothing_and_is_noted(issued: House) -> None:
    issued.upload(NANHU, issued.filled(NANHU))
    assert (
        collecting.upload(
            issued.services, issued.assignment(NANHU), None, [Member("空表.docx", issued.blank(NANHU))], at(4, 26)
        )
        == []
    )
    assert issued.item(NANHU).status == ACCEPTED
    assert AuditEntry.objects.filter(event="blank_ignored").count() == 1


def test_a_file_that_comes_again_after_another_one_is_the_last_word(issued: House) -> None:
    first, second = issued.filled(NANHU), issued.filled(NANHU, officer_name="李四光")
    for day, data in ((25, first), (26, second), (27, first)):
        issued.now = at(4, day)
        issued.upload(NANHU, data)
    current = issued.item(NANHU).reply
    assert current is not None and (current.version, Reply.objects.count()) == (3, 3)
    assert current.answers.get(key="officer_name").final_value == ROSTER["officer_name"]


def test_the_same_file_after_it_was_sent_back_is_not_vouched_for(issued: House) -> None:
    reply = issued.upload(NANHU, issued.filled(NANHU))
    reviewing.send_back(reply, "联络员已调离", at(5, 20), CLERK, issued.now)
    issued.now = at(4, 27)
    again = issued.upload(NANHU, issued.filled(NANHU))
    assert again.pk != reply.pk and again.verdict == "accepted"
    assert [reason["code"] for reason in again.reasons] == ["sent_back_before"]
    assert issued.item(NANHU).status == REVIEW


def test_a_decision_on_a_page_that_is_out_of_date_is_refused(issued: House) -> None:
    old = issued.upload(NANHU, issued.filled(NANHU, officer_mobile="1380000"))
    stale = Reply.objects.select_related("item").get(pk=old.pk)
    issued.now = at(4, 26)
    issued.upload(NANHU, issued.filled(NANHU, officer_mobile="1390000"), "新.docx")
    with pytest.raises(NotAllowed):
        reviewing.accept(stale, CLERK, issued.now)
    with pytest.raises(NotAllowed):
        reviewing.send_back(stale, "旧版", at(5, 20), CLERK, issued.now)
    item = issued.item(NANHU)
    assert item.status == REVIEW and item.reply_id != old.pk


def test_nobody_accepts_a_file_that_has_not_been_read(issued: House) -> None:
    (reply,) = collecting.upload(
        issued.services, issued.assignment(NANHU), None, [Member("名单.docx", issued.filled(NANHU))], issued.now
    )
    with pytest.raises(NotAllowed):
        reviewing.accept(reply, CLERK, issued.now)


def test_a_form_filled_before_the_due_time_was_moved_is_read_against_its_own_blank(issued: House) -> None:
    early = issued.filled(NANHU)
    later(issued)
    assert issued.item(NANHU).issued.get().copies.count() == 2
    assert issued.upload(NANHU, early).verdict == "accepted"


def test_the_blank_of_before_an_amendment_is_still_known_as_ours(issued: House) -> None:
    blank = issued.blank(NANHU)
    later(issued)
    reply = issued.upload(NANHU, blank)
    assert [reason["code"] for reason in reply.reasons] == ["blank_returned"]
    assert issued.item(NANHU).status == SENT_BACK


def test_a_mail_that_brings_no_form_is_settled_by_a_person_once(issued: House) -> None:
    mail = issued.reply_mail(NANHU, text="联络员是张三，电话见附件。")
    assert (mail.outcome, mail.assignment) == ("no_file", issued.assignment(NANHU))
    with pytest.raises(NotAllowed):
        reviewing.settle_mail(mail, " ", CLERK, issued.now)
    reviewing.settle_mail(mail, "已电话请对方补发附件", CLERK, issued.now)
    with pytest.raises(NotAllowed):
        reviewing.settle_mail(mail, "再次", CLERK, issued.now)
    assert IncomingMail.objects.get(pk=mail.pk).settled_at == issued.now


@pytest.mark.parametrize(
    "text",
    [
        "无\n> 原来的话",
        "无\n\n在 2016年4月25日，office 写道：\n请报送",
        "无\n\n-----原始邮件-----\n发件人：office",
        "无\n-- \n南湖",
        "无\n发件人: office\n",
    ],
)
def test_quotations_and_signatures_are_not_the_senders_words(text: str) -> None:
    assert own_words(text) == "无"


def test_a_word_alone_from_an_address_alone_is_one_witness(issued: House) -> None:
    mail = issued.mail(mail_of(ADDRESSES[NANHU], [], subject="情况", text="无"))
    reply = Reply.objects.get(mail=mail)
    assert (reply.state, conflicts(reply)) == (HELD_FOR_PERSON, ["unnumbered"])

"""Every address of the pages."""

from __future__ import annotations

from django.urls import path, re_path
from django.views.i18n import set_language

from web.views import assignments, board, county, health, home, issuing, jobs, mails, outgoing, replies, sign_in

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/once/<str:token>/", sign_in.sign_in_once, name="sign-in-once"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("language/", set_language, name="language"),
    path("health/", health.health, name="health"),
    path("batches/<int:pk>/", board.board, name="board"),
    path("batches/<int:pk>/pile/", board.drop_pile, name="drop-pile"),
    path("batches/<int:pk>/roll-up/", board.roll_up, name="roll-up"),
    path("batches/<int:pk>/amend/", board.amend, name="amend"),
    re_path(r"^roll-ups/(?P<pk>\d+)/(?P<kind>xlsx|docx)/$", board.roll_up_file, name="roll-up-file"),
    path("campaigns/<int:pk>/issue/", issuing.to_issue, name="to-issue"),
    path("campaigns/<int:pk>/issue/<str:key>/", issuing.issue_batch, name="issue"),
    path("assignments/<int:pk>/", assignments.assignment, name="assignment"),
    path("assignments/<int:pk>/phone-call/", assignments.phone_call, name="phone-call"),
    path("assignments/<int:pk>/revoke-link/", assignments.revoke_link, name="revoke-link"),
    path("items/<int:pk>/paper-copy/", assignments.paper_copy, name="paper-copy"),
    path("items/<int:pk>/exempt/", assignments.exempt, name="exempt"),
    path("items/<int:pk>/require/", assignments.require, name="require"),
    path("items/<int:pk>/due-time/", assignments.due_time, name="due-time"),
    path("review/", replies.review_queue, name="review"),
    path("replies/<int:pk>/", replies.reply, name="reply"),
    path("replies/<int:pk>/file/", replies.file, name="reply-file"),
    path("replies/<int:pk>/picture/", replies.picture, name="reply-picture"),
    path("replies/<int:pk>/accept/", replies.accept, name="accept"),
    path("replies/<int:pk>/read-again/", replies.read_again, name="read-again"),
    path("replies/<int:pk>/reopen/", replies.reopen, name="reopen"),
    path("replies/<int:pk>/send-back/", replies.send_back, name="send-back"),
    path("replies/<int:pk>/place/", replies.place, name="place"),
    path("replies/<int:pk>/set-aside/", replies.set_aside, name="set-aside"),
    path("answers/<int:pk>/correct/", replies.correct, name="correct"),
    path("messages/", outgoing.doubtful, name="messages"),
    path("messages/<int:pk>/send-again/", outgoing.send_again, name="send-again"),
    path("messages/<int:pk>/arrived/", outgoing.arrived, name="arrived"),
    path("mails/", mails.mails, name="mails"),
    path("mails/<int:pk>/raw/", mails.raw, name="mail-raw"),
    path("mails/<int:pk>/settle/", mails.settle, name="settle-mail"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:pk>/again/", jobs.again, name="job-again"),
    path("u/<str:token>/", county.county, name="county"),
    path("u/<str:token>/forms/<int:pk>/", county.blank, name="county-form"),
    path("u/<str:token>/papers/<int:pk>/", county.paper, name="county-paper"),
]

"""Addresses of the proof desk."""

from django.urls import path

from zhiye.certificates.views import book, desk, one, paper

urlpatterns = [
    path("proofs", desk.desk, name="certificates-desk"),
    path("proofs/new", desk.new, name="certificates-new"),
    path("proofs/elsewhere", desk.elsewhere, name="certificates-elsewhere"),
    path("proofs/ask", desk.ask, name="certificates-ask"),
    path("proofs/book", book.book, name="certificates-book"),
    path("proofs/book/paper", book.book_paper, name="certificates-book-paper"),
    path("proofs/book/export", book.export, name="certificates-export"),
    path("proofs/check/<str:token>", paper.check, name="certificates-check"),
    path("proofs/<uuid:id>", one.detail, name="certificates-detail"),
    path("proofs/<uuid:id>/write", one.write, name="certificates-write"),
    path("proofs/<uuid:id>/allow", one.allow, name="certificates-allow"),
    path("proofs/<uuid:id>/decline", one.decline, name="certificates-decline"),
    path("proofs/<uuid:id>/approve", one.approve, name="certificates-approve"),
    path("proofs/<uuid:id>/return", one.send_back, name="certificates-return"),
    path("proofs/<uuid:id>/seal", one.seal, name="certificates-seal"),
    path("proofs/<uuid:id>/void", one.void, name="certificates-void"),
    path("proofs/<uuid:id>/drop", one.drop, name="certificates-drop"),
    path("proofs/<uuid:id>/paper", paper.paper, name="certificates-paper"),
    path("proofs/<uuid:id>/slip", paper.slip, name="certificates-slip"),
]

"""Addresses of the street's year."""

from django.urls import path

from zhiye.overview.views import questions, stories, year

urlpatterns = [
    path("overview", year.page, name="overview"),
    path("overview/figure", year.figure, name="overview-figure"),
    path("overview/paper", year.paper, name="overview-paper"),
    path("overview/file", year.file, name="overview-file"),
    path("overview/ask/<uuid:id>", questions.ask, name="overview-ask"),
    path("overview/questions", questions.listed, name="overview-questions"),
    path("overview/questions/<uuid:id>", questions.one, name="overview-question"),
    path("overview/questions/<uuid:id>/back", questions.back, name="overview-question-back"),
    path("overview/stories", stories.listed, name="overview-stories"),
    path("overview/stories/choose/<uuid:id>", stories.choose, name="overview-story-choose"),
    path("overview/stories/<uuid:id>/drop", stories.drop, name="overview-story-drop"),
    path("overview/stories/<uuid:id>/review", stories.review, name="overview-story-review"),
]

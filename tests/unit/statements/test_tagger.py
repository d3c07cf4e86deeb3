"""From labels and links to attributions, with a model that says what it is told to."""

from types import SimpleNamespace

import numpy as np
import pytest

from zopa.statements.model import Impressions
from zopa.statements.tagger import tagged
from zopa.statements.words import words_of

SOURCE, CUE, CONTENT = 1, 3, 5
SIZE = 4


ARRAYS = {
    "transition": np.zeros((7, 7)),
    "opening": np.zeros(7),
    "distance": np.zeros((2, 129)),
    "none": np.array([0.0, 0.0, 0.0, 1.0]),
    "none_bias": np.zeros(()),
    "trust": np.array([0.0, 1.0]),
}


class Told:
    """A model that sees given labels, and links of words to words."""

    def __init__(self, labels, groups, nobody=()):
        self.arrays = ARRAYS
        self.labels, self.groups, self.nobody = labels, groups, nobody

    def impressions(self, texts):
        [text] = texts
        tags = np.full((len(text), 7), -4.0)
        tags[np.arange(len(text)), self.labels] = 4.0
        direction = np.eye(SIZE)[self.groups] * 30
        links = np.hstack([direction] * 4)
        for index in self.nobody:
            links[index, 2 * SIZE : 3 * SIZE] = np.array([0, 0, 0, 30.0])
        return [Impressions(tags, links, np.zeros((len(text), 2)))]


def _words(text, spans):
    return [text.text[slice(*span)] for span in spans]


def test_each_content_goes_to_its_cue_and_each_cue_to_its_source():
    text = words_of("Ann said yes but no, said Bob")
    labels = [SOURCE, CUE, CONTENT, 0, CONTENT, 0, CUE, SOURCE]
    model = Told(labels, [0, 0, 0, 2, 1, 2, 1, 1])
    [found], _ = tagged([text], model)
    assert [
        (_words(text, a.source), _words(text, a.cue), _words(text, a.content))
        for a in found.attributions
    ] == [(["Ann"], ["said"], ["yes"]), (["Bob"], ["said"], ["no"])]
    assert found.loose == ()
    assert all(0.9 < a.confidence <= 1 for a in found.attributions)


def test_pieces_of_one_content_come_together_and_a_source_may_be_missing():
    text = words_of("yes it was said no Ann")
    model = Told([CONTENT, 0, 0, CUE, CONTENT, SOURCE], [0, 2, 2, 0, 0, 1], nobody=[3])
    [found], _ = tagged([text], model)
    [one] = found.attributions
    assert one.source == ()
    assert _words(text, one.content) == ["yes", "no"]
    assert [(role, text.text[slice(*span)]) for role, span in found.loose] == [("source", "Ann")]


def test_a_cue_without_content_is_no_attribution():
    text = words_of("Ann said")
    [found], _ = tagged([text], Told([SOURCE, CUE], [0, 0]))
    assert found.attributions == ()
    assert [role for role, _ in found.loose] == ["source", "cue"]


def test_neighbouring_pieces_are_told_apart_by_how_they_begin():
    text = words_of("a b c d")
    [found], _ = tagged([text], Told([CONTENT, CONTENT + 1, CONTENT, CONTENT + 1], [0] * 4))
    assert [text.text[slice(*span)] for _, span in found.loose] == ["a b", "c d"]


def test_a_continuation_after_another_role_begins_a_piece():
    text = words_of("a b c")
    [found], _ = tagged([text], Told([SOURCE, CONTENT + 1, CUE + 1], [0] * 3))
    assert len(found.attributions) == 1


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_to_read(text):
    empty = SimpleNamespace(
        arrays=ARRAYS,
        impressions=lambda texts: [
            Impressions(np.zeros((0, 7)), np.zeros((0, 16)), np.zeros((0, 2))) for _ in texts
        ],
    )
    [found], _ = tagged([words_of(text)], empty)
    assert found.attributions == found.loose == ()


@pytest.mark.parametrize(("between", "attributions"), [(60, 1), (61, 0)])
def test_a_content_is_linked_to_a_cue_within_sixty_words(between, attributions):
    text = words_of("Ann said " + "x " * between + "no")
    labels = [SOURCE, CUE, *[0] * between, CONTENT]
    model = Told(labels, [0] * len(labels))
    [found], _ = tagged([text], model)
    assert len(found.attributions) == attributions

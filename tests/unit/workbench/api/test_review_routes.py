"""The review and the sources as a program gets them."""

from __future__ import annotations

from zopa.desk.reviewing import ledger_review


def test_a_review_holds_what_the_desk_s_does(ask, case):
    review = ledger_review(case)
    told = ask("GET", "/review")[1]
    assert (told["version"], told["progress"]) == (review.version, review.progress())
    assert [one["name"] for one in told["entries"]] == [entry.name for entry in review.entries]
    for shown, entry in zip(told["entries"], review.entries, strict=True):
        assert shown["lines"] == list(entry.lines)
        assert [quote["words"] for quote in shown["quotes"]] == [q.words for q in entry.quotes]
    assert [one["name"] for one in told["entries"] if not one["reviewed"]] == ["facts.21"]
    assert ask("GET", "/entries/facts.21") == (200, told["entries"][-1])


def test_a_source_is_cut_where_quotes_begin_and_end(ask, case):
    listed = ask("GET", "/sources")[1]
    assert [one["source"] for one in listed] == ["report_a", "report_b"]
    shown = ask("GET", "/sources/report_a")[1]
    runs = shown.pop("runs")
    assert shown == listed[0]
    source = ledger_review(case).case.sources["report_a"]
    assert "".join(run["words"] for run in runs) == source.text
    quoted = {name for run in runs for name in run["entries"]}
    assert quoted == {
        entry.name
        for entry in ledger_review(case).entries
        for quote in entry.quotes
        if quote.source == "report_a"
    }
    (case / source.file).unlink()
    assert ask("GET", "/sources/report_a")[1] == listed[0] | {
        "readable": False,
        "runs": [],
    }

"""Cases come from other software and go there; nothing is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

import zopa
from zopa.cli.scenarios import import_


def test_there_and_back(well: Path, tmp_path: Path) -> None:
    with pytest.raises(zopa.DeskError, match="nothing was written") as told:
        zopa.export(well, tmp_path / "files", to="genius")
    assert told.value.status == 1
    assert not (tmp_path / "files").exists()
    made = zopa.export(zopa.load(well), tmp_path / "files", to="genius", centre=True)
    assert sorted(made.files) == sorted(p.name for p in (tmp_path / "files").iterdir())
    back = zopa.import_([tmp_path / "files"], tmp_path / "back")
    assert (back.parties, back.issues) == (2, 2)
    assert zopa.load(back.ledger).size == zopa.load(well).size


def test_an_issue_that_is_left_out_is_not_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "talks").mkdir()
    issue = "{type: CategoricalIssue, name: %s, values: [%s]}"
    files = {
        "domain": f"issues: [{issue % ('rent', 'low, high')}, {issue % ('city', 'Oslo')}]",
        "owner": "{low: 0, high: 1}",
        "tenant": "{low: 1, high: 0}",
    }
    for name, text in files.items():
        if name != "domain":
            city = "{type: TableFun, mapping: {Oslo: 1}}"
            text = (
                "type: LinearAdditiveUtilityFunction\nweights: [1, 1]\nreserved_value: 1\n"
                f"values: [{{type: TableFun, mapping: {text}}}, {city}]"
            )
        (tmp_path / "talks" / f"{name}.yml").write_text(text)
    made = zopa.import_(tmp_path / "talks", tmp_path / "case")
    assert (made.parties, made.issues) == (2, 1)
    import_([tmp_path / "talks"], tmp_path / "again")
    assert "is made: 2 parties, 1 issue." in " ".join(capsys.readouterr().out.split())


def test_a_format_that_there_is_not(well: Path, tmp_path: Path) -> None:
    with pytest.raises(zopa.DeskError, match="`excel` is no format; there are genius") as told:
        zopa.export(well, tmp_path / "files", to="excel")
    assert told.value.status == 2


def test_what_is_no_scenario(well: Path, tmp_path: Path) -> None:
    with pytest.raises(zopa.DeskError, match="nothing was written") as told:
        zopa.import_([well], tmp_path / "case")
    assert told.value.status == 1
    assert len(told.value.findings[0].errors)
    assert not (tmp_path / "case").exists()


def test_a_full_folder_stays(well: Path, tmp_path: Path, reports: list[Path]) -> None:
    for call in (
        lambda: zopa.export(well, well, to="genius", centre=True),
        lambda: zopa.import_([well], well),
        lambda: zopa.propose(well, reports),
        lambda: zopa.new(well),
    ):
        with pytest.raises(zopa.DeskError, match="not empty; nothing was written") as told:
            call()
        assert told.value.status == 2
    assert [p.name for p in well.iterdir()] == ["case.yaml"]


def test_a_link_out_of_a_folder_of_files_is_not_copied(well: Path, tmp_path: Path) -> None:
    zopa.export(well, tmp_path / "files", to="genius", centre=True)
    (tmp_path / "secret.xml").write_text("secret")
    (tmp_path / "files" / "Uptown.json").symlink_to(tmp_path / "secret.xml")
    back = zopa.import_([tmp_path / "files"], tmp_path / "back")
    assert "Uptown.json" not in {p.name for p in (back.ledger.parent / "sources").iterdir()}

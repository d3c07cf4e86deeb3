"""Whatever is done to a file, reading it gives a scenario or findings, and never an exception."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from zopa.exchange.scenario_files import read_scenario

ROUNDS = 100
GENIUS = {
    "domain.xml": """<?xml version="1.0"?>
<negotiation_template><agent utility_space="a.xml"/><utility_space><objective index="0" name="r">
<issue index="1" name="é" type="discrete"><item index="1" value="x"/><item value="y"/></issue>
<issue index="2" name="n" type="integer" lowerbound="0" upperbound="3"/>
</objective></utility_space></negotiation_template>""",
    "a.xml": """<utility_space><objective index="0" name="r">
<issue index="1" name="é" type="discrete"><item value="x" evaluation="1"/>
<item value="y" evaluation="2"/></issue>
<issue index="2" name="n" type="integer" lowerbound="0" upperbound="3">
<evaluator ftype="linear" slope="0.3" offset="0.1"/></issue>
<weight index="1" value="0.5"/><weight index="2" value="0.5"/></objective>
<discount_factor value="0.5"/><reservation value="0.1"/></utility_space>""",
    "b.xml": """<utility_space type="nonlinear"><objective index="0" name="r">
<issue index="1" name="é" type="discrete"><item value="x"/><item value="y"/></issue>
<issue index="2" name="n" type="integer" lowerbound="0" upperbound="3"/>
<utility maxutility="7"><ufun weight="1" aggregation="sum">
<hyperRectangle utility="5"><INCLUDES index="2" min="1" max="2"/></hyperRectangle>
<hyperRectangle utility="2"><EXCLUDES index="2" min="1" max="2"/></hyperRectangle>
</ufun></utility></objective></utility_space>""",
}
WEB = {
    f"{name}.json": """{"LinearAdditiveUtilitySpace": {"name": "NAME", "issueUtilities":
{"é": {"DiscreteValueSetUtilities": {"valueUtilities": {"x": 0.5, "y\\u00e9": 1}}},
"n": {"NumberValueSetUtilities": {"lowValue": 0, "lowUtility": 0, "highValue": 3,
"highUtility": 1e0}}}, "issueWeights": {"é": 0.5, "n": 0.5}, "domain": {"name": "d",
"issuesValues": {"é": {"values": ["x", "y\\u00e9"]}, "n": {"range": {"low": 0, "high": 3,
"step": 1}}}}, "reservationBid": {"issuevalues": {"é": "x"}}}}""".replace("NAME", name)
    for name in ("a", "b")
}
NEGMAS = {
    "d.yml": "issues:\n- name: é\n  type: CategoricalIssue\n  values: [x, y]\n"
    "- name: n\n  type: ContiguousIssue\n  values:\n  - 0\n  - 3\nname: d\n",
    "a.yml": "name: a\ntype: LinearAdditiveUtilityFunction\nreserved_value: -.inf\nvalues:\n"
    "- mapping:\n    x: 1\n    y: .5\n  type: TableFun\n- {type: AffineFun, slope: 2, bias: 1}\n"
    "weights:\n- 0.5\n- 1\n",
    "b.yml": "name: b\ntype: HyperRectangleUtilityFunction\nbias: 0\noutcome_ranges:\n- 1: [1, 2]\n"
    "  0: x\n- null\nutilities: [1, 2]\nweights: [1, 1]\nreserved_value: 0.5\n",
}
TABLES = {
    "d.yml": NEGMAS["d.yml"],
    "a.yml": "name: a\ntype: MappingUtilityFunction\nreserved_value: -1\ndefault: 0.5\nmapping:\n"
    "  ? - x\n    - 1\n  : 2.5\n  (y, 3): -1\n",
    "b.yml": "name: b\ntype: LinDiscountedUFun\ncost: 0.1\npower: 2\nfactor: time\nufun:\n"
    "  type: WeightedUtilityFunction\n  weights: [1, 2]\n  ufuns:\n"
    "  - {type: ConstUtilityFunction, value: 1}\n"
    "  - {type: LinearAdditiveUtilityFunction, weights: [1, 2], values: [{type: TableFun, mapping: "
    "{x: 1, y: 0}}, {type: ExponentialFun, tau: 0.5, bias: 1}]}\n",
}
_DAYS = "issues: [{type: CategoricalIssue, name: Day, values: [Mon, Tue]}]"
CENTER = {
    "center.yml": "name: c\ntype: anl2025.ufun.LambdaCenterUFun\nreserved_value: 0\nn_edges: 2\n"
    f"outcome_space: {{name: o, {_DAYS}}}\nevaluator:\n  type: a.DinnersEvaluator\n"
    "  reserved_value: 0.1\n",
    "center.csv": "Mon,Tue,value\n1,0,0.5\n0,2,1\n1,1,-1\n",
    "edges/a.yml": "name: a\ntype: LinearAdditiveUtilityFunction\nreserved_value: 0.5\n"
    "values: [{type: TableFun, mapping: {Mon: 1, Tue: 0}}]\nweights: [1]\n",
    "edges/b.yml": "name: b\ntype: LinearAdditiveUtilityFunction\nreserved_value: -.inf\n"
    "values: [{type: TableFun, mapping: {Mon: 0.2, Tue: 0.7}}]\nweights: [1]\n",
}
ODD = [b"\x00", b"\xff\xfe", b"<", b">", b"&", b'"', b"]]>", b"<!--", b"<![CDATA[", b"1e999",
       b"nan", b"-", b"-.inf", b"{", b"[", b"}", b"]", b":", b"\n", b"null", b"99999999999999",
       b"&#x0;", b"&#1114112;", b"!!x ", b"*a", b"&a ", b"? ", b"\xe2\x80\xae", b"\xef\xbb\xbf",
       b"<!DOCTYPE x [", b"\t", b"'", b"- "]  # fmt: skip


def changed(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one or two things done to them."""
    for _ in range(rng.choice((1, 1, 1, 2))):
        if not data:
            return data
        at = rng.randrange(len(data))
        what = rng.randrange(6)
        if what == 0:  # another byte
            data = data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
        elif what == 1:  # cut off
            data = data[:at]
        elif what == 2:  # something odd
            data = data[:at] + rng.choice(ODD) + data[at:]
        elif what == 3:  # two words change places
            words = list(re.finditer(rb"[\w.]+", data))
            if len(words) > 1:
                one, two = sorted(rng.sample(words, 2), key=re.Match.start)
                data = b"".join((data[: one.start()], two[0], data[one.end() : two.start()],
                                 one[0], data[two.end() :]))  # fmt: skip
        elif what == 4:  # a part again
            end = min(len(data), at + rng.randint(1, 60))
            data = data[:end] + data[at:end] + data[end:]
        else:  # a part less
            data = data[:at] + data[at + rng.randint(1, 60) :]
    return data


@pytest.mark.parametrize(
    "files",
    [GENIUS, WEB, NEGMAS, TABLES, CENTER],
    ids=["genius", "geniusweb", "negmas", "tables", "center"],
)
def test_changed_files(tmp_path: Path, files: dict[str, str]) -> None:
    (tmp_path / "edges").mkdir()
    whole, whole_report = None, None
    read = 0
    for number in range(-1, ROUNDS):
        rng = random.Random(number)  # noqa: S311
        victim = rng.choice(sorted(files)) if number >= 0 else None
        for name, text in files.items():
            data = text.encode()
            (tmp_path / name).write_bytes(changed(data, rng) if name == victim else data)
        scenario, report = read_scenario([tmp_path])
        assert (scenario is None) == bool(report.errors)
        assert report.render() or not len(report)
        for finding in report:
            assert finding.place.line >= 1
            assert finding.place.column >= 1
        if number < 0:
            whole, whole_report = scenario, report
        read += scenario is not None
    assert whole is not None, whole_report
    assert 0 < read < ROUNDS

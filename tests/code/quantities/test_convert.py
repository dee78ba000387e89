"""Conversions by pint, under our unit names."""

from __future__ import annotations

import pytest

from beatbook.code.quantities import NotConvertibleError, convert
from beatbook.code.quantities.tables import units


@pytest.mark.parametrize(
    ("value", "unit", "other", "expected"),
    [
        (55, "yard", "metre", 50.292),
        (880, "mile", "kilometre", 1416.2227),
        (12, "square mile", "square kilometre", 31.0799),
        (80, "mile per hour", "kilometre per hour", 128.7475),
        (32, "fahrenheit", "celsius", 0),
        (1, "barrel", "litre", 158.987),
        (2, "tonne", "kilogram", 2000),
    ],
)
def test_conversion(value, unit, other, expected):
    assert convert(value, unit, other) == pytest.approx(expected, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize(("unit", "other"), [("mile", "hour"), ("USD", "EUR"), ("year of age", "year"), ("-", "metre")])
def test_no_conversion(unit, other):
    with pytest.raises(NotConvertibleError, match=r"do not measure the same"):
        convert(1, unit, other)


@pytest.mark.parametrize("kind", ["length", "area", "mass", "speed", "temperature", "energy", "power", "pressure"])
def test_every_common_unit_is_known_to_pint(kind):
    bases = {"length": "metre", "area": "square metre", "mass": "gram", "speed": "metre per second"}
    bases |= {"temperature": "celsius", "energy": "joule", "power": "watt", "pressure": "pascal"}
    for name in sorted({u.name for u in units().words.values() if u.kind == kind} - {"cubit"}):
        assert isinstance(convert(1, name, bases[kind]), float), name

"""The same measure in another unit, by pint (loaded at the first call). In: a value, two unit names. Out: a value."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# Where pint knows a unit by another name than English usage; a barrel in the news is one of oil (42 US gallons).
_PINT = {
    "celsius": "degC",
    "fahrenheit": "degF",
    "barrel": "oil_barrel",
    "brake horsepower": "horsepower",
    "light-year": "light_year",
    "acre-foot": "acre_foot",
    "percentage": "percent",
    "calorie": "kilocalorie",  # the calorie of food
    "British thermal unit": "Btu",
    "inch of mercury": "inch_Hg",
    "millimetre of mercury": "mmHg",
    "pound per square inch": "psi",
    "kilopound per square inch": "ksi",
    "light-second": "speed_of_light * second",
    "voltampere": "volt_ampere",
    "kilovoltampere": "kilovolt_ampere",
}


class NotConvertibleError(ValueError):
    """The two units measure different things, or nothing that can be converted."""

    def __init__(self, unit: str, other: str) -> None:
        super().__init__(f"{unit!r} cannot be given in {other!r}: they do not measure the same thing")


def convert(value: float, unit: str, other: str) -> float:
    """``value`` ``unit`` in ``other``: ``convert(55, "yard", "metre")`` is 50.292.

    Units are singular English names as in ``Quantity.unit`` ("kilometre", "square mile", "mile per hour").
    Money is not converted: that takes a rate and a day. Raises ``NotConvertibleError``.
    """
    registry, wrong = _registry()
    try:
        return float(registry.Quantity(value, _name(unit)).to(_name(other)).magnitude)
    except wrong as error:
        raise NotConvertibleError(unit, other) from error


@cache
def _registry() -> tuple[Any, tuple[type[Exception], ...]]:
    import pint  # 0.3 s: only for those who convert

    registry: Any = pint.UnitRegistry()
    registry.define("quintal = 100 * kilogram")
    return registry, (pint.UndefinedUnitError, pint.DimensionalityError)


def _name(unit: str) -> str:
    if unit in _PINT:
        return _PINT[unit]
    return " / ".join(_PINT.get(part, _powers(part)) for part in unit.split(" per "))


def _powers(unit: str) -> str:
    match = re.fullmatch(r"(square|cubic) (.+)", unit)
    if match is None:
        return unit.replace(" ", "_").replace("-", "_")
    return f"{match[2].replace(' ', '_')} ** {2 if match[1] == 'square' else 3}"

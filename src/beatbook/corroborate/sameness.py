"""Whether two reports tell one happening: points for and against, each with its reason in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from beatbook.corroborate.amounts import agree, bounds
from beatbook.corroborate.codebook import event_rules
from beatbook.corroborate.sketch import Count, Sketch

# Points from which two reports are one happening. F1 of "these two posts share an event" on the dev half of the
# incidents set, 2026-11: 76.6 at 4.0, 74.5 at 4.5, 71.7 at 5.0; precision is 92 at all three.
SAME = 4.0
NEAR_MISS = 2.5  # from here on a pair that was kept apart is worth showing
NEVER = -9.0
DAY_SLACK = 1  # midnight, time zones and "Friday" told by an outlet on the other side of the world
WEEK_SLACK = 7  # between a report dated to the day and one dated by the week around it


@dataclass(slots=True)
class Verdict:
    """The points of a pair, and why."""

    score: float = 0.0
    reasons: list[str] = field(default_factory=list)
    never: bool = False

    def add(self, points: float, reason: str) -> None:
        """Count a reason."""
        self.score += points
        self.reasons.append(f"{reason} ({points:+.1f})")

    def refuse(self, reason: str) -> None:
        """A reason that nothing outweighs."""
        self.never = True
        self.score = NEVER
        self.reasons.append(reason)

    @property
    def why(self) -> str:
        """All reasons in one line."""
        return "; ".join(self.reasons)


def compare(left: Sketch, right: Sketch, one_story: bool) -> Verdict:
    """How much speaks for two reports telling one happening."""
    verdict = Verdict()
    _types(left, right, verdict)
    if not verdict.never:
        _days(left, right, verdict)
    if verdict.never:
        return verdict
    verdict.add(1.5 if one_story else -1.0, "in one story" if one_story else "in different stories")
    before = verdict.score
    _places(left, right, verdict)
    _people(left, right, verdict)
    _counts(left, right, verdict)
    _words(left, right, verdict)
    if verdict.score == before:
        verdict.add(-1.5, "no person, place, number or word in common")
    return verdict


def _types(left: Sketch, right: Sketch, verdict: Verdict) -> None:
    one, two, rules = left.filed.report.type, right.filed.report.type, event_rules()
    if one == two and one in rules.talk:
        if left.people & right.people or left.bodies & right.bodies:
            verdict.add(1.0, f"both a {one} of the same speaker")
        else:
            verdict.refuse(f"each {one} of a speaker of its own")
    elif one == two:
        verdict.add(2.0, f"both {one}")
    elif rules.are_kin(one, two):
        verdict.add(1.0, f"{one} and {two} can be one happening")
    else:
        verdict.refuse(f"{one} and {two} are different happenings")


def _days(left: Sketch, right: Sketch, verdict: Verdict) -> None:
    (l0, l1), (r0, r1) = left.days, right.days
    if l0 is None or l1 is None or r0 is None or r1 is None:
        apart = (l1 is not None and r0 is not None and l1 < r0) or (r1 is not None and l0 is not None and r1 < l0)
        if apart:
            verdict.refuse("in different periods")
        elif left.days == right.days == (None, None):
            verdict.add(-0.5, "neither dated")
        elif (None, None) in (left.days, right.days):
            verdict.add(-0.5, "only one dated")
        return
    gap = max(r0 - l1, l0 - r1)
    wide = max(l1 - l0, r1 - r0)
    if gap > (WEEK_SLACK if 3 <= wide <= 7 else DAY_SLACK):
        verdict.refuse("on different days" if wide <= 7 else "in different periods")
    elif gap > 0:
        verdict.add(0.5 if gap <= DAY_SLACK else -0.5, f"{gap} day(s) apart")
    elif wide <= 3:
        verdict.add(2.0, "on the same day(s)")
    elif wide <= 10:
        verdict.add(1.5, "in the same week")
    elif wide <= 45:
        verdict.add(1.0, "in the same month")
    else:
        verdict.add(0.0, "in the same period")


def _places(left: Sketch, right: Sketch, verdict: Verdict) -> None:
    if left.place and right.place:
        if left.place == right.place:
            verdict.add(1.5, f"both in {left.filed.report.place}")
        else:
            verdict.add(-1.0, f"{left.filed.report.place} and {right.filed.report.place}")
    elif left.country and left.country == right.country:
        verdict.add(0.3, f"both in {left.filed.report.place}")
    for role in sorted({role for role, _ in left.ends} & {role for role, _ in right.ends}):
        one, two = ({place for r, place in sketch.ends if r == role} for sketch in (left, right))
        if one & two:
            verdict.add(1.0, f"the same {role.replace('_', ' ')}")
        else:
            verdict.add(-1.5, f"{', '.join(sorted(one))} and {', '.join(sorted(two))} as {role.replace('_', ' ')}")


def _people(left: Sketch, right: Sketch, verdict: Verdict) -> None:
    shared = left.people & right.people
    if shared:
        verdict.add(min(4.0, 2.5 * len(shared)), "the same named people")
    elif left.surnames & right.surnames:
        verdict.add(1.0, "people of the same last name")
    elif _same_role_other_person(left, right):
        alone = {left.filed.report.type, right.filed.report.type} & event_rules().of_one
        verdict.add(-6.0 if alone else -2.5, "other named people in the same role")
    if left.bodies & right.bodies:
        verdict.add(1.0, "the same organisations")
    nouns = (left.heads & right.heads) - event_rules().plain_people
    if nouns:
        verdict.add(min(1.5, 0.7 * len(nouns)), "both of " + ", ".join(sorted(nouns)))


def _same_role_other_person(left: Sketch, right: Sketch) -> bool:
    one: dict[str, set[str]] = {}
    two: dict[str, set[str]] = {}
    for roles, sketch in ((one, left), (two, right)):
        for role, person in sketch.roles:
            roles.setdefault(role, set()).add(person)
    return any(role in two and not people & two[role] for role, people in one.items())


def _counts(left: Sketch, right: Sketch, verdict: Verdict) -> None:
    for one in left.counts:
        for two in right.counts:
            if one.head != two.head or not one.head:
                continue
            if not agree(one.quantity, two.quantity):
                apart = left.place and right.place and left.place != right.place and one.role == two.role
                verdict.add(-3.0 if apart else -1.0, f"{_words_of(one)} against {_words_of(two)}")
            elif is_telling(one) and is_telling(two):
                verdict.add(1.5, f"{_words_of(one)} in both")
    details = [
        (one, two)
        for one in left.details
        for two in right.details
        if one.head == two.head and is_telling(one) and is_telling(two) and agree(one.quantity, two.quantity)
    ]
    if details:
        words = " and ".join(f"'{one.quantity.text}' / '{two.quantity.text}'" for one, two in details[:2])
        verdict.add(min(3.0, 2.0 * len(details)), f"the same detail {words}")


def is_telling(count: Count) -> bool:
    """Whether a number is more than "one" or "some"."""
    low, high = bounds(count.quantity)
    return count.head != "" and low > 1 and high < float("inf")


def _words_of(count: Count) -> str:
    return (
        f"'{count.quantity.text} {count.head}'" if count.head not in count.quantity.text else f"'{count.quantity.text}'"
    )


def _words(left: Sketch, right: Sketch, verdict: Verdict) -> None:
    shared = left.words & right.words
    small = min(len(left.words), len(right.words))
    if small == 0 or not shared:
        return
    points = min(2.5, 0.35 * len(shared)) * (0.5 + 0.5 * len(shared) / small)
    verdict.add(round(points, 2), "the same words: " + ", ".join(sorted(shared)[:6]))

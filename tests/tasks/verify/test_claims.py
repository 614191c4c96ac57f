"""The plain data that verification works on."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from tasks.verify.claims import Bodies, Verdict, VerifiablePage


def test_a_verdict_without_a_reason_names_no_cap_body_or_place_by_itself() -> None:
    assert Verdict(None, "plan") == Verdict(None, "plan", None, None, None, False, None, None)


def test_every_set_of_bodies_has_its_own_regions() -> None:
    one, other = Bodies(), Bodies()
    one.region_of["gm-y"] = one.veiligheidsregio_of["VR99"] = "x"
    assert other == Bodies({}, {})


@pytest.mark.parametrize(
    ("one", "name"), [(Verdict(None, "plan"), "progress"), (VerifiablePage(1, "", [], []), "page_number")]
)
def test_what_was_looked_at_or_found_cannot_be_changed_afterwards(one: object, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(one, name, "hoog")

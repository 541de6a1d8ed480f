"""The stored drawings are what the kit and the scenes compose."""

import json
from xml.etree import ElementTree

import pytest

from demo.drawings.compose import HERE, IMAGES, UnknownPart, compose, load_part

SCENES = json.loads((HERE / "scenes.json").read_text(encoding="utf-8"))


def test_kit_has_about_twenty_parts_or_more_and_each_loads():
    names = [path.stem for path in (HERE / "parts").glob("*.svg")]

    assert len(names) >= 20
    assert all(load_part(name).width > 0 for name in names)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene["name"])
def test_stored_drawing_is_what_the_scene_composes(scene):
    stored = (IMAGES / f"{scene['name']}.svg").read_text(encoding="utf-8")

    assert stored == compose(scene)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene["name"])
def test_drawing_is_well_formed_and_carries_no_script_or_link(scene):
    tags = {
        element.tag.rsplit("}", 1)[-1] for element in ElementTree.fromstring(compose(scene)).iter()
    }

    assert tags <= {"svg", "g", "path", "rect", "circle", "ellipse", "clipPath"}


def test_every_part_is_used_in_a_scene():
    used = json.dumps(SCENES)

    assert [p.stem for p in (HERE / "parts").glob("*.svg") if f'"{p.stem}"' not in used] == []


def test_unknown_part_is_refused():
    with pytest.raises(UnknownPart):
        load_part("tidak-ada")


def test_rim_keeps_its_width_when_a_part_is_scaled():
    drawn = compose({"parts": [{"part": "panah", "x": 0, "y": 0, "scale": 2}]})

    assert 'stroke-width="1.5"' in drawn

"""The stored drawings are what the kit and the scenes compose."""

import json
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from demo.drawings import rasterise
from demo.drawings.compose import COURSES, HERE, UnknownPart, compose, load_part, scenes

SCENES = [(course, scene) for course, drawn in scenes().items() for scene in drawn]
PICTURE_LIMIT = 15 * 1024

each_scene = pytest.mark.parametrize(
    ("course", "scene"), SCENES, ids=[f"{course}/{scene['name']}" for course, scene in SCENES]
)


def test_kit_has_about_twenty_parts_or_more_and_each_loads():
    names = [path.stem for path in (HERE / "parts").glob("*.svg")]

    assert len(names) >= 20
    assert all(load_part(name).width > 0 for name in names)


@each_scene
def test_stored_picture_shows_what_the_scene_composes(course, scene):
    name = f"{course}/images/{scene['name']}.webp"
    made = json.loads(rasterise.MADE.read_text(encoding="utf-8"))

    assert made[name] == rasterise.digest_of(compose(scene)), "run demo.drawings.rasterise"


@each_scene
def test_stored_picture_is_640_wide_and_light(course, scene):
    path = COURSES / course / "images" / f"{scene['name']}.webp"

    with Image.open(path) as picture:
        assert (picture.format, picture.size) == ("WEBP", (640, 400))
    assert path.stat().st_size <= PICTURE_LIMIT


@each_scene
def test_drawing_is_well_formed_and_carries_no_script_link_or_text(course, scene):
    tags = {
        element.tag.rsplit("}", 1)[-1] for element in ElementTree.fromstring(compose(scene)).iter()
    }

    assert tags <= {"svg", "g", "path", "rect", "circle", "ellipse", "clipPath"}


@pytest.mark.parametrize("course", scenes())
def test_every_scene_is_a_picture_of_its_course_and_every_picture_a_scene(course):
    lessons = (path.read_text(encoding="utf-8") for path in (COURSES / course).glob("*/*.md"))
    named = {name for lesson in lessons for name in re.findall(r"\]\(images/(\S+)\.webp", lesson)}

    assert {scene["name"] for scene in scenes()[course]} == named


def test_no_two_scenes_of_a_course_share_a_name():
    names = [(course, scene["name"]) for course, scene in SCENES]

    assert len(names) == len(set(names))


def test_every_part_is_used_in_a_scene():
    used = json.dumps(scenes())

    assert [p.stem for p in (HERE / "parts").glob("*.svg") if f'"{p.stem}"' not in used] == []


def test_unknown_part_is_refused():
    with pytest.raises(UnknownPart):
        load_part("tidak-ada")


def test_rim_keeps_its_width_when_a_part_is_scaled():
    drawn = compose({"parts": [{"part": "panah", "x": 0, "y": 0, "scale": 2}]})

    assert 'stroke-width="1.5"' in drawn


def test_number_stands_in_the_middle_of_its_place():
    drawn = compose({"parts": [{"number": "111", "x": 50, "y": 20}]})

    assert "translate(50 20)" in drawn
    assert [f"translate({x} -8)" in drawn for x in (-18, -5, 8)] == [True] * 3

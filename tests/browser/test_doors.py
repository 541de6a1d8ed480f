import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DOORS = ["returnee", "trainer", "official", "head"]


@pytest.mark.parametrize("door", DOORS)
def test_each_door_leads_to_a_start_of_its_own(open_page, door):
    page = open_page(door=door)

    answer = page.goto("/mulai/")

    assert answer is not None
    assert answer.ok
    expect(page.locator("h1").first).to_be_visible()


def test_the_front_needs_no_script(phone_without_scripts):
    phone_without_scripts.goto("/")

    doors = phone_without_scripts.locator('form[action^="/demo/"]')

    expect(doors).to_have_count(len(DOORS))


def test_no_page_is_wider_than_the_phone(open_page):
    page = open_page(door="returnee")

    for path in ("/belajar/", "/kelas/", "/kemampuan/", "/sertifikat/", "/saya/"):
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")

        assert width <= 360, f"{path} is {width} px wide"

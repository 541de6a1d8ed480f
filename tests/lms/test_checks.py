from lms.checks import printed_address_leads_here


def test_a_loopback_address_is_warned_of_once_others_reach_the_site(settings):
    assert printed_address_leads_here(None) == []

    settings.ALLOWED_HOSTS = ["belajar.example.id"]
    (warning,) = printed_address_leads_here(None)
    assert warning.id == "bekal.W001"
    assert "BEKAL_URL" in warning.hint

    settings.BASE_URL = "https://belajar.example.id"
    assert printed_address_leads_here(None) == []

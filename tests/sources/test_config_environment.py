from __future__ import annotations

import traceback

import pytest

from monitor.errors import ConfigError

FILE = """\
contact: %s
sources:
  - publisher: uk-fcdo
    country: ${COUNTRY:-KZ}
    safety_critical: ${CRITICAL:-false}
recipients:
  - name: channel
    slack: ${SLACK_WEBHOOK}
delivery:
  email:
    host: ${SMTP_HOST:-localhost}
    port: ${SMTP_PORT:-25}
    username: ${SMTP_USER}
    password: ${SMTP_PASSWORD}
    from: Monitor <${SMTP_FROM:-monitor@example.org}>
"""
CONTACT = "https://${SITE:-example.org}/${PATH_OF_PAGE:-about}"
HIDDEN = {"S": "Hunter Two", "L": "hunter-three"}
SECRETS = {"SLACK_WEBHOOK": "https://hooks.example.org/hunter2", "SMTP_USER": "hunter3", "SMTP_PASSWORD": "hunter4"}


def test_defaults_stand_in_for_variables_that_are_not_set(read):
    config = read(FILE % CONTACT, **SECRETS)
    assert config.contact == "https://example.org/about"
    assert config.sources[0].countries == ("KZ",)
    assert config.delivery.email.port == 25
    assert config.delivery.email.sender == "Monitor <monitor@example.org>"


def test_variables_are_filled_in_anywhere_in_a_value_and_for_every_kind_of_value(read):
    config = read(
        FILE % CONTACT,
        SITE="example.com",
        PATH_OF_PAGE="us",
        COUNTRY="Norway",
        CRITICAL="true",
        SMTP_PORT="465",
        **SECRETS,
    )
    assert config.contact == "https://example.com/us"
    assert config.sources[0].countries == ("NO",)
    assert config.sources[0].safety_critical
    assert config.delivery.email.port == 465


def test_a_default_also_stands_in_for_a_variable_that_is_set_to_nothing(read):
    assert read(FILE % CONTACT, SITE="", **SECRETS).contact == "https://example.org/about"


def test_the_filled_text_is_not_read_as_yaml_or_filled_again(read):
    config = read(FILE % CONTACT, **(SECRETS | {"SMTP_PASSWORD": "${SMTP_USER}: [#"}))
    assert config.delivery.email.password.get_secret_value() == "${SMTP_USER}: [#"


def test_a_variable_that_is_not_set_is_named_with_its_line(wrong):
    assert wrong(FILE % "${MONITOR_CONTACT}", SMTP_USER="x") == [
        "sources.yaml:1:10: contact: the environment variable MONITOR_CONTACT is not set",
        "sources.yaml:8:12: recipients.0.slack: the environment variable SLACK_WEBHOOK is not set",
        "sources.yaml:14:15: delivery.email.password: the environment variable SMTP_PASSWORD is not set",
    ]


def test_a_brace_that_opens_no_reference_is_an_error(wrong):
    assert wrong(FILE % "'${1X} ${'", **SECRETS) == [
        "sources.yaml:1:10: contact: a ${ stands here that is neither ${NAME} nor ${NAME:-default}"
    ]


def test_a_comment_is_not_filled(read):
    assert read("# ${NOT_SET}\n" + FILE % CONTACT, **SECRETS)


@pytest.mark.parametrize(
    "written", ["hunter2", "12345", "[hunter2]", "Bearer ${SMTP_PASSWORD}", "${SMTP_PASSWORD:-hunter2}"]
)
def test_a_secret_must_be_one_variable_and_nothing_else(wrong, written):
    said = wrong((FILE % CONTACT).replace("password: ${SMTP_PASSWORD}", f"password: {written}"), **SECRETS)
    assert len(said) == 1
    assert said[0].startswith("sources.yaml:14:15: delivery.email.password: ")
    assert "hunter" not in said[0]


def test_a_secret_that_is_set_to_nothing_is_named(wrong):
    assert wrong(FILE % CONTACT, **(SECRETS | {"SMTP_PASSWORD": ""})) == [
        "sources.yaml:14:15: delivery.email.password: the environment variable SMTP_PASSWORD is set to nothing"
    ]


def test_a_webhook_that_is_no_web_address_is_refused_without_its_value(wrong):
    assert wrong(FILE % CONTACT, **(SECRETS | {"SLACK_WEBHOOK": "hunter2"})) == [
        "sources.yaml:8:12: recipients.0.slack: the value of the environment variable SLACK_WEBHOOK "
        "is not a web address; it must begin with http:// or https://"
    ]


def test_no_error_shows_a_value_from_the_environment_wherever_it_was_put(read):
    text = """\
contact: ${S}
snapshots: "${S}\\n"
defaults: {every: "${S}", timeout: "x${S}", max_size: "${S}", pace: "${S}", allow_private: "${S} ${S}"}
sources:
  - {publisher: "${S}", country: "${S}", pages: "${S}", every: "${S}", safety_critical: "${S}"}
  - {publisher: "${S}", country: KZ, name: "${S}", url: "${S}", root: "[${S}", title: "${S}\\n"}
  - {publisher: us-state, country: KZ, pages: ["${S}"]}
  - {publisher: "x${L}", name: "${L}", url: "https://example.org"}
  - {publisher: "x${L}", name: "${L}", url: "https://example.org"}
  - {publisher: "${L}", country: KZ, pages: ["${L}", "${L}"]}
recipients:
  - {name: "${S}", email: "${S}", when: {significance: "${S}", countries: "${S}", publishers: "${S}", pages: "${S}"}}
  - {name: "${L}", slack: "${S}", when: {kinds: "${S}", announced: ["${S}"]}}
  - {name: "${L}", slack: "${L}", "when": {publishers: "${L}"}}
delivery:
  email: {host: "${S} x", port: "${S}", security: "${S}", username: "${S}", password: "${S}\\n", from: "${S}"}
  report_url: "${S}"
"""
    with pytest.raises(ConfigError) as caught:
        read(text, **HIDDEN)
    assert len(str(caught.value).splitlines()) > 30
    everything = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert "hunter" not in everything.lower()


def test_a_loaded_configuration_does_not_print_its_secrets(read):
    config = read(FILE % CONTACT, **SECRETS)
    assert "hunter" not in repr(config) + str(config) + config.model_dump_json()

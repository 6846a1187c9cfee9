import time

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from amedip.partners.hooks.signing import headers, new_secret

BODY = '{"type":"priority.published","data":{"ref":"TN-2012-003"}}'


def test_headers_when_another_library_verifies_them_then_it_agrees():
    secret = new_secret()
    made = headers([secret], "msg_1", int(time.time()), BODY.encode())

    assert Webhook(secret).verify(BODY, made)["type"] == "priority.published"
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(BODY.replace("003", "004"), made)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(BODY, made | {"webhook-id": "msg_2"})


def test_headers_when_two_secrets_are_in_force_then_either_verifies():
    old, new = new_secret(), new_secret()
    made = headers([new, old], "msg_1", int(time.time()), BODY.encode())

    assert Webhook(old).verify(BODY, made) == Webhook(new).verify(BODY, made)
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(BODY, made)

# MSAL for Python and azure-identity, as their documentation has them: python.py CLIENT FLOW. Says what came of it as one line of JSON.
import base64
import json
import os
import re
import sys
import time
import urllib.parse

import requests

settings = json.loads(os.environ["SETTINGS"])
tenant, client, secret = settings["tenantId"], settings["clientId"], settings["clientSecret"]
scope, own = settings["scope"], settings["own"]
authority = settings["authority"] + "/" + tenant
redirect_uri = "http://localhost:53682"
# Only an authority that the client does not know by heart has to be named as one to be trusted.
unknown_authority = "microsoftonline" not in settings["authority"]


def own_address(address):
    """The user's browser goes to the emulator itself: only the client believes to be at Microsoft."""
    parts = urllib.parse.urlsplit(address)
    return own + parts.path + ("?" + parts.query if parts.query else "")


def consent(address):
    """What a user does in a browser: opens the address, accepts, and is sent back with a code."""
    requests.get(own_address(address)).raise_for_status()
    fields = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query), verdict="accept")
    answer = requests.post(own_address(address).split("?")[0], data=fields, allow_redirects=False)
    if answer.status_code == 302:
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answer.headers["location"]).query))
    return dict(re.findall(r'name="([^"]+)" value="([^"]*)"', answer.text))


def type_code(address, code):
    """What a user does on another device."""
    requests.post(own_address(address), data={"user_code": code, "verdict": "accept"}).raise_for_status()


def assertion():
    """A federated identity's: the emulator looks at its shape alone."""

    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    now = int(time.time())
    claims = {"iss": "https://token.actions.example", "sub": "repo:x", "aud": "api://AzureADTokenExchange", "iat": now, "exp": now + 600}
    return part({"alg": "RS256", "typ": "JWT"}) + "." + part(claims) + ".AAAA"


def msal_flow(flow):
    import msal

    trust = {"instance_discovery": False} if unknown_authority else {}

    def confidential(credential=secret, where=authority):
        return msal.ConfidentialClientApplication(client, authority=where, client_credential=credential, **trust)

    def by_code(app):
        started = app.initiate_auth_code_flow([scope], redirect_uri=redirect_uri, response_mode="form_post")
        return app.acquire_token_by_auth_code_flow(started, consent(started["auth_uri"]))

    if flow == "client credentials":
        return confidential().acquire_token_for_client([scope])
    if flow == "client assertion":
        return confidential({"client_assertion": assertion()}).acquire_token_for_client([scope])
    if flow == "refresh token":
        return confidential().acquire_token_by_refresh_token(settings["refreshToken"], [scope])
    if flow == "device code":
        app = msal.PublicClientApplication(client, authority=authority, **trust)
        started = app.initiate_device_flow([scope])
        if "user_code" not in started:
            return started
        type_code(started["verification_uri"], started["user_code"])
        result = app.acquire_token_by_device_flow(started)
        if "access_token" in result and len(app.get_accounts()) != 1:
            raise RuntimeError("no account")
        return result
    if flow == "authorization code with PKCE":
        return by_code(confidential())
    if flow == "silent renewal from the cache":
        app = confidential()
        first = by_code(app)
        if "access_token" not in first:
            return first
        [account] = app.get_accounts()
        second = app.acquire_token_silent([scope], account)
        renewed = app.acquire_token_silent([scope], account, force_refresh=True)
        if renewed.get("token_source") != "identity_provider":
            raise RuntimeError("not renewed: %s" % renewed)
        return second
    if flow == "a wrong secret":
        return confidential("wrong").acquire_token_for_client([scope])
    if flow == "an unknown tenant":
        return confidential(where=settings["authority"] + "/" + settings["unknownTenantId"]).acquire_token_for_client([scope])
    if flow == "an unknown resource":
        return confidential().acquire_token_for_client([settings["unknownScope"]])
    if flow == "a refresh token that is none":
        return confidential().acquire_token_by_refresh_token("none", [scope])
    raise RuntimeError("no flow " + flow)


def identity_flow(flow):
    from azure.identity import AuthorizationCodeCredential, ClientAssertionCredential, ClientSecretCredential, DeviceCodeCredential

    host = {"authority": settings["authority"], "disable_instance_discovery": unknown_authority}

    def with_secret(tenant_id=tenant, text=secret):
        return ClientSecretCredential(tenant_id, client, text, **host)

    def device():
        return DeviceCodeCredential(client, tenant_id=tenant, prompt_callback=lambda address, code, _: type_code(address, code), **host)

    def token(credential, asked=scope):
        return {"access_token": credential.get_token(asked).token}

    if flow == "client credentials":
        return token(with_secret())
    if flow == "client assertion":
        return token(ClientAssertionCredential(tenant, client, assertion, **host))
    if flow == "device code":
        return token(device())
    if flow == "authorization code with PKCE":
        query = {"client_id": client, "response_type": "code", "redirect_uri": redirect_uri, "scope": scope + " openid offline_access"}
        code = consent(authority + "/oauth2/v2.0/authorize?" + urllib.parse.urlencode(query))["code"]
        return token(AuthorizationCodeCredential(tenant, client, code, redirect_uri, client_secret=secret, **host))
    if flow == "silent renewal from the cache":
        credential = device()
        first = credential.get_token(scope)
        second = credential.get_token(scope)
        return {"access_token": second.token, "token_source": "cache" if first.token == second.token else "identity_provider"}
    if flow == "a wrong secret":
        return token(with_secret(text="wrong"))
    if flow == "an unknown tenant":
        return token(with_secret(tenant_id=settings["unknownTenantId"]))
    if flow == "an unknown resource":
        return token(with_secret(), settings["unknownScope"])
    raise RuntimeError("no flow " + flow)


name, asked_flow = sys.argv[1:]
try:
    result = (msal_flow if name == "msal" else identity_flow)(asked_flow)
    if "access_token" in result:
        print(json.dumps({"accessToken": result["access_token"], "fromCache": result.get("token_source") == "cache"}))
    else:
        print(json.dumps({"error": "%s: %s" % (result.get("error"), result.get("error_description"))}))
except Exception as error:  # Whatever it is, it is what the client shows.
    print(json.dumps({"error": "%s %s" % (type(error).__name__, error)}))

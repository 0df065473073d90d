"""How people sign in: a password and a second factor, no sign-up, no e-mail, and sessions that end."""

import os
from datetime import timedelta

ACCOUNT_ADAPTER = "asylon.web.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_TIMEOUT = 300
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Counted in casework.staff.lockout: the library's own limits live in a cache that each process has alone.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "asylon.web.signin.forms.SignInForm",
    "change_password": "asylon.web.signin.forms.PasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ASYLON_PROXIES", "0"))
"""How many proxies of our own stand in front and say from which address a request comes."""

MFA_ADAPTER = "asylon.web.signin.adapters.FactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS: dict[str, str] = {"webauthn_login": ""}
MFA_TOTP_ISSUER = "Asylon"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "asylon.web.signin.forms.CodeForm",
    "reauthenticate": "asylon.web.signin.forms.FreshCodeForm",
    "activate_totp": "asylon.web.signin.forms.AppForm",
    "login_webauthn": "asylon.web.signin.passkey_forms.PasskeySignInForm",
    "authenticate_webauthn": "asylon.web.signin.passkey_forms.PasskeyForm",
    "add_webauthn": "asylon.web.signin.passkey_forms.NewPasskeyForm",
}

AUTHENTICATION_BACKENDS = ["asylon.web.signin.backend.WorkNames"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/day/"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

IDLE_SECONDS = 600
"""Without a request for so long, a session is locked."""
SIGNED_IN_AT_MOST = timedelta(hours=12)
"""Then a session is over, however busy it is."""
STEP_UP_LASTS = timedelta(minutes=5)
"""How long a fresh second factor allows highly sensitive acts."""
TOKEN_LASTS_AT_MOST = timedelta(days=366)

"""Addresses of signing in. Of the library's own only those that make sense here."""

from django.urls import path

from asylon.web.signin.views import choices, confirm, entrance, factors, lock, tokens

urlpatterns = [
    path("", entrance.first, name="first"),
    path("language/", choices.language, name="language"),
    path("role/", choices.switch_role, name="switch_role"),
    path("lock/", lock.lock, name="lock"),
    path("locked/", lock.locked, name="locked"),
    path("cover/", lock.cover, name="cover"),
    path("accounts/login/", entrance.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", entrance.SignOut.as_view(), name="account_logout"),
    path("accounts/code/", entrance.SecondFactor.as_view(), name="mfa_authenticate"),
    path("accounts/passkey/", entrance.PasskeyIn.as_view(), name="mfa_login_webauthn"),
    path("accounts/lost/", entrance.lost, name="sign_in_lost"),
    path("accounts/confirm/", confirm.confirm, name="account_reauthenticate"),
    path("accounts/", factors.MySignIn.as_view(), name="mfa_index"),
    path("accounts/set-up/", factors.set_up, name="set_up_factor"),
    path("accounts/password/", factors.Password.as_view(), name="account_change_password"),
    path("accounts/app/", factors.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("accounts/app/remove/", factors.TakeAppAway.as_view(), name="mfa_deactivate_totp"),
    path("accounts/passkeys/add/", factors.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("accounts/passkeys/<int:pk>/", factors.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("accounts/passkeys/<int:pk>/remove/", factors.TakePasskeyAway.as_view(), name="mfa_remove_webauthn"),
    path("accounts/recovery/", factors.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("accounts/recovery/new/", factors.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("accounts/tokens/", tokens.tokens, name="tokens"),
    path("accounts/tokens/<uuid:token>/revoke/", tokens.revoke, name="revoke_token"),
]

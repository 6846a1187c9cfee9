// Passkeys need a browser that knows them: only there does their button appear, and a failure is said in words.
"use strict";
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("#passkey")) part.hidden = false;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.getElementById("passkey_failed").hidden = false;
  });
}

// Beside the scripts of the sign-in library: says so when a passkey did not work, and hides what this browser cannot do.
const trouble = document.querySelector<HTMLElement>("[data-passkey-trouble]");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (trouble) trouble.hidden = false;
});

if (!("PublicKeyCredential" in window)) {
  for (const one of document.querySelectorAll<HTMLElement>("[data-passkey]")) one.hidden = true;
}

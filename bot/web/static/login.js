// In Telegram, a Mini App is opened with what Telegram has signed behind the address. It goes into the form here.
"use strict";
const signed = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
const form = document.getElementById("app");
if (signed && form) {
  form.elements.init_data.value = signed;
  history.replaceState(null, "", location.pathname);
  form.requestSubmit();
}

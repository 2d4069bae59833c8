// Takes the code of a secret link out of the address and puts it into the form. It sends nothing: a person presses the
// button, and a program that only looks at the page opens nothing.
(function () {
  "use strict";
  var field = document.getElementById("token");
  var code = window.location.hash.slice(1);
  if (!field || !code) {
    return;
  }
  field.value = code;
  document.getElementById("paste").hidden = true;
  // Out of the address, so that no history keeps it and nobody copies it by mistake.
  window.history.replaceState(null, "", window.location.pathname);
}());

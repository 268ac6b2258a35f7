// Uploading a record, and starting again after the end.
const said = document.getElementById("said");

document.getElementById("upload").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  const answer = await fetch("/progress", { method: "POST", body: file });
  said.textContent = await answer.text();
  event.target.value = "";
});

document.getElementById("again")?.addEventListener("click", () => window.location.reload());

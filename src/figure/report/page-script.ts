/** Script of the page: language, light and dark mode, copying. The page is complete without it. */
export const pageScript = `(() => {
  const root = document.documentElement;
  const memory = {
    get(key) { try { return localStorage.getItem("omakase-" + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("omakase-" + key, value); } catch {} },
  };
  function speak(language) {
    root.lang = language;
    document.title = root.dataset["title" + (language === "ja" ? "Ja" : "En")];
    for (const image of document.querySelectorAll("[data-alt-ja]"))
      image.alt = image.dataset[language === "ja" ? "altJa" : "altEn"];
  }
  const kept = memory.get("language");
  if (kept === "ja" || kept === "en") speak(kept);
  const look = memory.get("theme");
  if (look === "light" || look === "dark") root.dataset.theme = look;
  for (const button of document.querySelectorAll("button")) button.hidden = false;
  document.querySelector("[data-language]").addEventListener("click", () => {
    const language = root.lang === "ja" ? "en" : "ja";
    speak(language);
    memory.set("language", language);
  });
  document.querySelector("[data-look]").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    memory.set("theme", root.dataset.theme);
  });
  function copyBySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  for (const button of document.querySelectorAll("[data-copy]"))
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(button.dataset.copy); } catch { copyBySelection(button.dataset.copy); }
      button.classList.add("copied");
      setTimeout(() => button.classList.remove("copied"), 1600);
    });
})();`;

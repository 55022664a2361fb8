// Opens the page: from a server as modules; from a folder, where browsers load no modules, as one plain script.
const { page } = document.currentScript.dataset;
location.hash ||= "#/learn";
addEventListener("DOMContentLoaded", () => {
  const add = (name, values) => document.head.append(Object.assign(document.createElement(name), values));
  if (location.protocol !== "file:") return add("script", { type: "module", src: page });
  add("link", { rel: "stylesheet", href: "./offline.css" });
  return add("script", { src: "./offline.js" });
});

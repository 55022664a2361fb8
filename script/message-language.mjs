/** Which of the two languages a message is shown in: `--lang ja|en` where given, else the system's. */
export function messageLanguage(args) {
  for (let index = 0; index < args.length; index++) {
    if (args[index] === "--lang" && args[index + 1] !== undefined) return args[index + 1] === "ja" ? "ja" : "en";
    if (args[index].startsWith("--lang=")) return args[index] === "--lang=ja" ? "ja" : "en";
  }
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith("ja") ? "ja" : "en";
}

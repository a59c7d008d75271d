// The keys on paper: one A5 page in each language, made of the same list that the desk obeys.

import type { Words } from "../words/id";
import type { Section } from "./list";

const STYLE = `
  @page { size: A5; margin: 8mm; }
  * { box-sizing: border-box; }
  body { margin: 0; background: #e4e7e9; color: #12181e; font: 8pt / 1.2 Inter, "Noto Sans", "DejaVu Sans", sans-serif; }
  article { width: 148mm; min-height: 210mm; margin: 8mm auto; padding: 9mm; background: #fff; }
  h1 { display: flex; justify-content: space-between; align-items: baseline; margin: 0 0 3mm; padding-bottom: 2mm; border-bottom: 0.6mm solid; font-size: 14pt; }
  h1 small { font-size: 8.5pt; font-weight: 500; }
  .groups { columns: 2; column-gap: 7mm; }
  section { margin-bottom: 2.2mm; break-inside: avoid; }
  h2 { margin: 0 0 1mm; color: #566370; font-size: 7.5pt; letter-spacing: 0.06em; text-transform: uppercase; }
  dl { display: grid; grid-template-columns: 21mm 1fr; gap: 0.6mm 2mm; margin: 0; align-items: baseline; }
  dt, dd { margin: 0; }
  kbd { padding: 0 1mm; border: 0.25mm solid #76838f; border-bottom-width: 0.5mm; border-radius: 1mm; font: 7pt "JetBrains Mono", "DejaVu Sans Mono", monospace; white-space: nowrap; }
  @media print { body { background: none; } article { width: auto; min-height: 0; margin: 0; padding: 0; break-after: page; } article:last-child { break-after: auto; } }`;

/** The whole page, ready to print: `docs/key-card.html`. */
export function keyCard(
  lists: Record<"id" | "en", Section[]>,
  catalogues: Record<"id" | "en", Words>,
): string {
  const pages = (["id", "en"] as const).map((language) =>
    page(lists[language], language, catalogues[language]),
  );
  return `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<title>Sigap 112 · ${catalogues.id.keyList.title} · ${catalogues.en.keyList.title}</title>
<style>${STYLE}
</style>
</head>
<body>
${pages.join("\n")}
</body>
</html>
`;
}

function page(list: Section[], language: string, words: Words): string {
  const groups = list.map(({ group, rows }) => {
    const pressed = rows.filter((own) => own.key).map(({ key, name }) => row(key.split(" · "), name));
    return `<section><h2>${safe(words.keyList.groups[group])}</h2><dl>\n${pressed.join("\n")}\n</dl></section>`;
  });
  return `<article lang="${language}">
<h1>Sigap 112 <small>${safe(words.keyList.title)}</small></h1>
<div class="groups">
${groups.join("\n")}
</div>
</article>`;
}

function row(keys: string[], does: string): string {
  const either = keys.map((key) => `<kbd>${safe(key)}</kbd>`).join(" ");
  return `<dt>${either}</dt><dd>${safe(does)}</dd>`;
}

function safe(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

// A report as one HTML file that asks for nothing else.
import type { Report, ReportSection } from '../domain/day/report.ts';
import { xmlText } from './text.ts';

const style = `body{font:15px/1.5 system-ui,sans-serif;color:#222;max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}p{margin:.3rem 0}
.lead{color:#555}table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{border:1px solid #ccc;padding:.3rem .5rem;text-align:left;vertical-align:top}th{background:#f2f2f2}
@media print{body{margin:0;max-width:none}}`;

export function htmlOf({ title, lead, sections }: Report): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${xmlText(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${xmlText(title)}</h1>
<p class="lead">${xmlText(lead)}</p>
${sections.map(sectionOf).join('\n')}
</body>
</html>
`;
}

function sectionOf({ heading, lines = [], table }: ReportSection): string {
  const parts = [`<h2>${xmlText(heading)}</h2>`, ...lines.map(line => `<p>${xmlText(line)}</p>`)];
  if (table === undefined) return parts.join('\n');
  const head = table.head.map(cell => `<th scope="col">${xmlText(cell)}</th>`).join('');
  const rows = table.rows.map(row => `<tr>${row.map(cell => `<td>${xmlText(cell)}</td>`).join('')}</tr>`);
  return [...parts, `<table><thead><tr>${head}</tr></thead><tbody>`, ...rows, '</tbody></table>'].join('\n');
}

/**
 * The problems of an import as one HTML file that asks nobody for anything: no server, no network, not even a picture. Its policy
 * lets run the one script that is written here and nothing else, because what it shows was written by others.
 */
import { createHash } from 'node:crypto';
import { runsOf, type ReviewGroup, type Review } from './review';

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
/** What somebody else wrote, on one line: turned-round writing must not turn what stands beside it. */
export const escaped = (text: string): string =>
	text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
const own = (text: string): string => `<bdi>${escaped(text)}</bdi>`;
const many = (number: number): string => number.toLocaleString('en');

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 1.5rem; max-inline-size: 60rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
.find { position: sticky; inset-block-start: 0; padding-block: .75rem; background: Canvas; }
input { font: inherit; padding: .5rem .75rem; inline-size: min(100%, 30rem); }
details { border: 1px solid GrayText; border-radius: .5rem; margin-block: .5rem; padding: .5rem .75rem; }
summary { cursor: pointer; font-weight: 600; min-block-size: 1.75rem; }
table { border-collapse: collapse; inline-size: 100%; }
td, th { text-align: start; vertical-align: top; padding: .25rem .75rem .25rem 0; border-block-start: 1px solid color-mix(in srgb, GrayText 40%, Canvas); }
.quiet { color: color-mix(in srgb, CanvasText 78%, Canvas); }
[hidden] { display: none; }
`;
/** Hides what does not have every word. A number finds the row that it is, also inside a run like 12–20. */
const SCRIPT = `
const field = document.querySelector('input');
const said = document.querySelector('[role=status]');
const lines = [...document.querySelectorAll('tbody tr')].map((line) => ({
	line,
	text: (line.textContent + ' ' + (line.closest('details')?.querySelector('summary')?.textContent ?? '')).toLowerCase(),
	runs: (line.dataset.rows ?? '').split(',').filter(Boolean).map((run) => run.split('-').map(Number)),
}));
const has = ({ text, runs }, word) =>
	text.includes(word) ||
	(/^\\d+$/.test(word) && runs.some(([from, to = from]) => from <= Number(word) && Number(word) <= to));
field.addEventListener('input', () => {
	const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
	let shown = 0;
	for (const one of lines) {
		one.line.hidden = !words.every((word) => has(one, word));
		if (!one.line.hidden) shown += 1;
	}
	for (const group of document.querySelectorAll('details')) {
		group.hidden = group.querySelector('tbody tr:not([hidden])') === null;
		group.open = words.length > 0 && !group.hidden;
	}
	said.textContent = words.length === 0 ? '' : shown === 0 ? 'Nothing has all these words.' : shown + (shown === 1 ? ' line' : ' lines');
});
`;
const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const table = (heads: readonly string[], rows: readonly string[]): string =>
	`<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
const line = (cells: readonly string[], runs = ''): string =>
	`<tr${runs === '' ? '' : ` data-rows="${runs}"`}>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

function groupOf({ reason, count, files, examples }: ReviewGroup): string {
	const rows = files.map(({ file, rows: numbers }) => {
		const runs = runsOf(numbers);
		const shown = runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
		const found = runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
		return line([own(file), many(numbers.length), shown], found);
	});
	const shown = examples.map(({ file, row, value }) =>
		line([own(file), String(row), value === undefined ? '' : own(value)], String(row)),
	);
	return `<details><summary>${many(count)} × ${own(reason)}</summary>${
		rows.length > 0 ? table(['File', 'How many', 'Rows'], rows) : ''
	}${shown.length > 0 ? table(['File', 'Row', 'What stood there'], shown) : ''}${
		rows.length === 0 && shown.length === 0 ? table(['File'], [line(['No row is named for it.'])]) : ''
	}</details>`;
}

const part = (title: string, lead: string, groups: readonly string[]): string =>
	`<section><h2>${title}</h2><p class="quiet">${lead}</p>${groups.length > 0 ? groups.join('') : '<p>None.</p>'}</section>`;

/** @returns the whole file */
export function reviewPage({
	region,
	services,
	groups,
	leftOut,
	unlisted,
	kept,
	addresses,
	unnamed,
	marked,
	doubted,
}: Review): string {
	const all = leftOut.reduce((sum, { count }) => sum + count, 0) + unlisted;
	const told = addresses.map(({ because, services: those }) => {
		const rows = those.map(({ id, name, only }) =>
			line([own(name), own(id), only === 'town' ? 'the town' : 'nothing']),
		);
		return `<details><summary>${many(those.length)} × ${own(because)}</summary>${table(['Service', 'Id', 'What is told of its address'], rows)}</details>`;
	});
	const named = (services: Review['doubted']) =>
		table(
			['Service', 'Id', 'What says so'],
			services.map(({ id, name, what }) => line([own(name), own(id), own(what)])),
		);
	const groupsBy = marked.map(
		({ because, services: those }) =>
			`<details><summary>${many(those.length)} × by ${own(because)}</summary>${named(those)}</details>`,
	);
	const doubts =
		doubted.length === 0
			? []
			: [
					`<details><summary>${many(doubted.length)} × not marked: only a term says so</summary>${named(doubted)}</details>`,
				];
	const policy = `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; base-uri 'none'; form-action 'none'`;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Import of ${escaped(region)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Import of ${own(region)}</h1>
<p>${many(services)} services, ${many(groups)} of them peer groups. ${many(all)} rows were left out.</p>
<p>This file names services whose addresses are confidential. Keep it where you keep the data, and delete it when you are done.</p>
<div class="find"><label>Search reasons, files, rows and names<br><input type="search" autocomplete="off" spellcheck="false"></label>
<p role="status" class="quiet"></p></div>
${part('Left out', `Each row, by reason. The header is row 1; in JSON it is the place in its list, in lines of JSON the line.${unlisted > 0 ? ` ${many(unlisted)} more were left out that are not listed.` : ''}`, leftOut.map(groupOf))}
${part('Kept, and worth a look', 'Taken in another way than it stood there. All are counted, the first few are shown.', kept.map(groupOf))}
${part('Addresses that are not told', `Read this before publishing. A rules file can say more, or less.${unnamed > 0 ? ` ${many(unnamed)} more are not listed.` : ''}`, told)}
${part('Peer groups', 'Each one with what it was recognised by. A rules file can add one (groups, ids) or take one away (groups, not).', [...groupsBy, ...doubts])}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

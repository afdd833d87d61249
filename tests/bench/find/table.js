// The figures of the bench of Find, as lines, and whether they hold.

/** @typedef {import('./page').Way} Way */
/** @typedef {import('./page').Searched} Searched */
/** @typedef {import('./app').Opened} Opened */
/** @template Value @typedef {import('./tasks').Busy<Value>} Busy */
/** @typedef {{ opening: Busy<number>, searching: Busy<Searched> }} Measured */
/** @typedef {{ opening: Busy<Opened>, typing: Busy<number[]>, worker: number }} AsApp */

/** `open`, `task`: of the page's thread, in the app. `p99`: of the search itself, on a thread that is slowed. */
export const TARGET = { services: 10_000, open: 150, task: 50, p99: 50, typo: 0.95, 'service+place': 0.98 };

const sorted = (/** @type {number[]} */ all) => [...all].sort((a, b) => a - b);
const middle = (/** @type {number[]} */ all) => sorted(all)[all.length >> 1] ?? NaN;
const hundredth = (/** @type {number[]} */ all) =>
	sorted(all)[Math.min(all.length - 1, Math.floor(all.length * 0.99))] ?? NaN;
const most = (/** @type {number[]} */ all) => Math.max(...all);

/** @param {Measured[]} runs */
function figuresOf(runs) {
	const took = runs.flatMap(({ searching }) => searching.value.took);
	return {
		open: middle(runs.map(({ opening }) => opening.value)),
		busy: middle(runs.map(({ opening }) => opening.busy)),
		opening: most(runs.map(({ opening }) => opening.longest)),
		p50: middle(took),
		p99: hundredth(took),
		searching: most(runs.map(({ searching }) => searching.longest)),
		recall: (/** @type {string} */ kind) => {
			const [yes, of] = runs[0]?.searching.value.found[kind] ?? [0, 1];
			return yes / of;
		},
	};
}

/**
 * @param {Map<Way, Measured[]>} figures
 * @param {Map<string, Buffer>} kept
 * @param {string} beside what the module is called
 */
export function wayLines(figures, kept, beside) {
	const heads = [
		'kept KB',
		'open',
		'busy',
		'task',
		'p50',
		'p99',
		'task',
		'typo',
		'serv+pl',
		'word',
		'two',
		'prefix',
	];
	const lines = ['on page, ms'.padEnd(14) + heads.map((head) => head.padStart(9)).join('')];
	for (const [way, runs] of figures) {
		const { open, busy, opening, p50, p99, searching, recall } = figuresOf(runs);
		const cells = [
			((kept.get(way)?.length ?? 0) / 1024).toFixed(0),
			open.toFixed(1),
			busy.toFixed(1),
			opening.toFixed(1),
			p50.toFixed(2),
			p99.toFixed(1),
			searching.toFixed(1),
			...['typo', 'service+place', 'word', 'two', 'prefix'].map((kind) => recall(kind).toFixed(2)),
		];
		const name = way === 'beside' ? beside : way;
		lines.push(name.slice(0, 13).padEnd(14) + cells.map((cell) => cell.padStart(9)).join(''));
	}
	return lines;
}

/** @param {AsApp[]} app */
function appFigures(app) {
	const typed = app.flatMap(({ typing }) => typing.value);
	return {
		ready: middle(app.map(({ opening }) => opening.value.ready)),
		rows: middle(app.map(({ opening }) => opening.value.rows)),
		open: middle(app.map(({ opening }) => opening.busy)),
		letter: middle(app.map(({ typing }) => typing.busy / typing.value.length)),
		p50: middle(typed),
		p99: hundredth(typed),
		task: most(app.flatMap(({ opening, typing }) => [opening.longest, typing.longest])),
		worker: middle(app.map(({ worker }) => worker)),
	};
}

/** @param {AsApp[]} app */
export function appLine(app) {
	const { ready, rows, open, letter, p50, p99, task: longest, worker } = appFigures(app);
	return (
		`in the app: opening takes the page's thread ${open.toFixed(0)} ms, a letter typed ${letter.toFixed(1)} ms, longest task ${longest.toFixed(0)} ms\n` +
		`            worker, not slowed: ready after ${ready.toFixed(0)} ms, first rows ${rows.toFixed(0)} ms, letter to rows p50 ${p50.toFixed(0)} p99 ${p99.toFixed(0)} ms, ${(worker / 2 ** 20).toFixed(1)} MB`
	);
}

/** @param {Measured[]} ours @param {AsApp[]} app */
export function holds(ours, app) {
	const [{ p99, recall }, { open, task: longest }] = [figuresOf(ours), appFigures(app)];
	return (
		open <= TARGET.open &&
		longest <= TARGET.task &&
		p99 <= TARGET.p99 &&
		recall('typo') >= TARGET.typo &&
		recall('service+place') >= TARGET['service+place']
	);
}

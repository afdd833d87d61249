// What the runs of the vault's bench come to. Two Dexies: as it comes, where the browser may say "saved" before the disk has
// it, and strict, which promises what the vault promises. The figures are held against the one that is named.

/** @typedef {import('../vault').Name} Name */
/** @typedef {import('../vault').Run} Run */

const median = (/** @type {number[]} */ values) =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/**
 * @typedef {object} Target
 * @property {string} said
 * @property {number} most
 * @property {'dexie' | 'strict'} [by] whose is the yardstick
 */
/** @type {Record<string, Target>} */
const TARGETS = {
	bulk: { said: 'bulk write, x plain Dexie', most: 0.2, by: 'dexie' },
	all: { said: 'read all after unlock, x plain Dexie', most: 0.6, by: 'dexie' },
	one: { said: 'single save, x strict Dexie', most: 1.3, by: 'strict' },
	disk: { said: 'disk, x plain Dexie', most: 2, by: 'dexie' },
	unlock: { said: 'unlock, x key derivation alone', most: 1.2 },
	task: { said: 'longest task of the page at CPU /4', most: 50 },
};
const TASKS = ['bulkTask', 'singlesTask', 'openTask', 'allTask'];
/** @type {Record<Name, string>} */
const SHOWN = { dexie: 'plain Dexie', strict: 'Dexie, strict', vault: 'vault', slow: 'vault, CPU /4' };

const row = (/** @type {string} */ name, /** @type {string[]} */ cells) =>
	name.padEnd(18) + cells.map((cell) => cell.padStart(11)).join('');

/**
 * @param {Run[]} runs
 * @returns {{ lines: string[], is: Record<string, number>, held: boolean }}
 */
export function table(runs) {
	const of = (/** @type {Name} */ name, /** @type {string} */ step) =>
		median(runs.map((run) => run[name][step] ?? NaN));
	const ratio = (/** @type {string} */ step, /** @type {'dexie' | 'strict'} */ by) =>
		median(runs.map((run) => (run.vault[step] ?? NaN) / (run[by][step] ?? NaN)));
	const value = (/** @type {string} */ name, /** @type {Target} */ { by }) => {
		if (by) return ratio(name, by);
		if (name === 'task') return Math.max(...TASKS.map((task) => of('slow', task)));
		return median(runs.map(({ vault: { open = NaN, derive = NaN } }) => open / derive));
	};
	const is = Object.fromEntries(Object.entries(TARGETS).map(([name, target]) => [name, value(name, target)]));
	const columns = ['bulk', 'all', 'one', 'start', 'open', 'derive', 'disk'];
	const lines = ['', row('ms', ['bulk', 'read all', 'one save', 'start', 'open', 'KDF alone', 'disk KB'])];
	for (const [name, shown] of /** @type {[Name, string][]} */ (Object.entries(SHOWN))) {
		const cells = columns.map((step) => {
			const taken = of(name, step) / (step === 'disk' ? 1024 : 1);
			return Number.isNaN(taken) ? '' : taken.toFixed(step === 'one' ? 2 : 0);
		});
		lines.push(row(shown, cells));
	}
	lines.push('');
	for (const [name, { said, most, by }] of Object.entries(TARGETS)) {
		const found = is[name] ?? NaN;
		const shown = name === 'task' ? `${found.toFixed(0)} ms` : `${found.toFixed(2)} x`;
		const other = by === 'dexie' ? 'strict' : 'dexie';
		const beside = by ? `  (${ratio(name, other).toFixed(2)} x ${SHOWN[other]})` : '';
		lines.push(
			`${said.padEnd(38)}${shown.padStart(9)}  target <= ${most}  ${found <= most ? 'held' : 'MISSED'}${beside}`,
		);
	}
	const tasks = TASKS.map((task) => `${task.slice(0, -'Task'.length)} ${of('slow', task).toFixed(0)}`);
	lines.push(`longest tasks at CPU /4, by step: ${tasks.join(', ')} ms`);
	return { lines, is, held: Object.entries(TARGETS).every(([name, { most }]) => (is[name] ?? NaN) <= most) };
}

// What a page's thread does while something is going on: in processor time, so that what else this machine does is not in it;
// the slowing of the processor is.

/** @typedef {{ ph: string, name: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number, args?: { name?: string } }} Event */
/**
 * @template Value
 * @typedef {{ value: Value, busy: number, longest: number }} Busy milliseconds in all, and of the longest task
 */

/**
 * @template Value
 * @param {import('@playwright/test').Page} page the only one that does anything meanwhile
 * @param {() => Promise<Value>} work
 * @returns {Promise<Busy<Value>>}
 */
export async function watched(page, work) {
	const browser = page.context().browser();
	await browser?.startTracing(page, { categories: ['toplevel'] });
	const value = await work();
	// A task that still runs when the tracing ends is not in it.
	await page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
	const trace = (await browser?.stopTracing())?.toString() ?? '';
	const { traceEvents } = /** @type {{ traceEvents: Event[] }} */ (JSON.parse(trace));
	const threadOf = (/** @type {Event} */ { pid, tid }) => `${pid} ${tid}`;
	const pages = new Set(
		traceEvents
			.filter(({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain')
			.map(threadOf),
	);
	// Some tasks are told by their parts alone.
	const tasks = traceEvents.filter(({ ph }) => ph === 'X');
	const of = [...pages].map((thread) =>
		outermost(tasks.filter((task) => threadOf(task) === thread)).map(({ tdur = 0 }) => tdur / 1000),
	);
	const sum = (/** @type {number[]} */ all) => all.reduce((one, other) => one + other, 0);
	const [mine = []] = of.sort((one, other) => sum(other) - sum(one));
	return { value, busy: sum(mine), longest: Math.max(0, ...mine) };
}

/** Without those that ran inside another. @param {Event[]} events */
function outermost(events) {
	let end = -1;
	return events
		.sort((one, other) => one.ts - other.ts)
		.filter(({ ts, dur = 0 }) => {
			if (ts < end) return false;
			end = ts + dur;
			return true;
		});
}

/** The bench of the relay: see tests/bench/relay.js for how to start it. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { startPostgres } from '../../support/postgres';
import { contenders, type Client, type Running } from './contenders';
import { deliveries } from './delivered';

export interface Options {
	runs?: number;
	seconds?: number;
	clients?: number;
	/** Names divided by commas. */
	only?: string;
	json?: string;
}
type Figures = Record<string, number>;

const WARM_MS = 1_500;
const TARGETS: { of: string; by: string; least: number; said: string }[] = [
	{ of: 'embedded', by: 'bare', least: 0.9, said: 'embedded, x bare http log' },
	{ of: 'postgres', by: 'direct', least: 0.9, said: 'PostgreSQL, x node-postgres' },
	{ of: 'three', by: 'postgres', least: 1.6, said: 'three processes, x one' },
];

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const at = (values: readonly number[], part: number) =>
	values[Math.min(values.length - 1, Math.floor(values.length * part))] ?? NaN;
const median = (values: readonly number[]) => at(sorted(values), 0.5);
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Processor time of a process and its children, milliseconds. NaN where the system does not say. */
function processorTime(pid: number): number {
	try {
		const fields =
			readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
				.split(') ')[1]
				?.split(' ') ?? [];
		const children = readdirSync(`/proc/${String(pid)}/task`).flatMap((task) =>
			readFileSync(`/proc/${String(pid)}/task/${task}/children`, 'utf8')
				.split(' ')
				.filter(Boolean),
		);
		const own = (Number(fields[11]) + Number(fields[12])) * 10;
		return children.reduce((sum, child) => sum + processorTime(Number(child)), own);
	} catch {
		return NaN;
	}
}

async function measure(running: Running, clients: Client[], seconds: number): Promise<Figures> {
	const body = randomBytes(1_024);
	const [appends, cycles]: [number[], number[]] = [[], []];
	let [counting, over] = [false, false];
	const isOver = () => over;
	const loops = clients.map(async (client) => {
		while (!isOver()) {
			const began = performance.now();
			await client.append(body);
			const kept = performance.now();
			await client.fetch();
			await client.ack();
			if (!counting) continue;
			appends.push(kept - began);
			cycles.push(performance.now() - began);
		}
	});
	await rest(WARM_MS);
	const spent = () => running.pids.reduce((sum, pid) => sum + processorTime(pid), 0);
	const [cpu, began] = [spent(), performance.now()];
	counting = true;
	await rest(seconds * 1_000);
	counting = false;
	const [used, took] = [spent() - cpu, performance.now() - began];
	over = true;
	await Promise.all(loops);
	const [append, cycle] = [sorted(appends), sorted(cycles)];
	return {
		rate: (cycle.length / took) * 1_000,
		append50: at(append, 0.5),
		append99: at(append, 0.99),
		cycle99: at(cycle, 0.99),
		cpu: (used * 1_000) / cycle.length,
	};
}

/** @returns whether every target held that was measured */
export async function cycles({ runs = 3, seconds = 6, clients = 64, only, json }: Options): Promise<boolean> {
	const postgres = await startPostgres(['max_connections=200', 'shared_buffers=128MB']);
	const all = Object.entries(contenders(postgres));
	const chosen = all.filter(([key]) => only === undefined || only.split(',').includes(key));
	const measured: Record<string, Figures[]> = Object.fromEntries(chosen.map(([key]) => [key, []]));
	try {
		for (let run = 0; run < runs; run += 1) {
			const turns = [...chosen.slice(run % chosen.length), ...chosen.slice(0, run % chosen.length)];
			for (const [key, contender] of turns) {
				const running = await contender.start(clients);
				const lines = await Promise.all(Array.from({ length: clients }, (_, place) => running.client(place)));
				try {
					const figures = await measure(running, lines, seconds);
					if (running.relay !== undefined) Object.assign(figures, await deliveries(running.relay, seconds));
					measured[key]?.push(figures);
					const shown = Object.entries(figures).map(([name, value]) => `${name} ${value.toFixed(1)}`);
					console.error(`run ${String(run + 1)}  ${contender.name.padEnd(20)} ${shown.join('  ')}`);
				} finally {
					for (const line of lines) await line.close();
					await running.stop();
				}
			}
		}
	} finally {
		await postgres.close();
	}
	return tell(
		chosen.map(([key, { name }]) => ({ key, name })),
		measured,
		{ clients, seconds, runs, json },
	);
}

function tell(
	names: { key: string; name: string }[],
	measured: Record<string, Figures[]>,
	{ json, ...how }: { clients: number; seconds: number; runs: number; json: string | undefined },
): boolean {
	const of = (key: string, figure: string) => median((measured[key] ?? []).map((run) => run[figure] ?? NaN));
	const COLUMNS = ['rate', 'append50', 'append99', 'cycle99', 'cpu', 'delivered50', 'delivered99'];
	const HEADS = ['cycles/s', 'put p50 ms', 'put p99', 'cycle p99', 'cpu us', 'deliv. p50', 'deliv. p99'];
	const row = (name: string, cells: string[]) =>
		name.padEnd(20) + cells.map((cell) => cell.padStart(12)).join('');
	console.log(
		`\nput 1 KiB, fetch, ack: ${String(how.clients)} clients, ${String(how.runs)} runs of ${String(how.seconds)} s, medians; ` +
			`load ${loadavg()[0]?.toFixed(1) ?? ''}\n${row('', HEADS)}`,
	);
	const shown = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(value < 100 ? 1 : 0));
	for (const { key, name } of names)
		console.log(
			row(
				name,
				COLUMNS.map((figure) => shown(of(key, figure))),
			),
		);
	const ratios = TARGETS.flatMap(({ of: one, by, least, said }) => {
		const each = (measured[one] ?? []).map(
			(run, place) => (run.rate ?? NaN) / (measured[by]?.[place]?.rate ?? NaN),
		);
		const ratio = median(each);
		return Number.isNaN(ratio) ? [] : [{ said, ratio, least, held: ratio >= least }];
	});
	for (const { said, ratio, least, held } of ratios)
		console.log(
			`${said.padEnd(32)} ${ratio.toFixed(2)}  target >= ${least.toFixed(1)}  ${held ? 'holds' : 'MISSED'}`,
		);
	if (json !== undefined) writeFileSync(json, JSON.stringify({ ...how, measured, ratios }, null, '\t'));
	return ratios.every(({ held }) => held);
}

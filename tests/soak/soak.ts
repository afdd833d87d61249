/** Each long run by its name; see run.js. */
import { disk } from './disk';
import { enumeration } from './enumeration';
import { flood } from './flood';
import { kills } from './kills';
import { restarts } from './restarts';
import { streams } from './streams';

/** How much: from the environment, else short or long. */
const amount = (name: string, short: number, long: number, isShort: boolean): number =>
	Number(process.env[name] ?? (isShort ? short : long));

const SOAKS: Record<string, (short: boolean) => Promise<boolean>> = {
	kills: (short) => kills(amount('KILLS', 4, 100, short)),
	restarts: (short) => restarts(amount('RESTARTS', 2, 20, short)),
	enumeration: (short) => enumeration(amount('IDS', 10_000, 1_000_000, short)),
	flood: (short) => flood(amount('FLOOD_SECONDS', 3, 60, short), !short),
	disk: () => disk(),
	streams: (short) => streams(amount('STREAMS', 500, 10_000, short)),
};

/** @returns whether all of them held */
export async function soak(which: string[], short: boolean): Promise<boolean> {
	const names = which.length === 0 ? Object.keys(SOAKS) : which;
	let held = true;
	for (const name of names) {
		const run = SOAKS[name];
		if (run === undefined) throw new Error(`There are: ${Object.keys(SOAKS).join(', ')}`);
		const began = performance.now();
		const ok = await run(short);
		console.log(`${name}: ${ok ? 'holds' : 'MISSED'}, ${((performance.now() - began) / 1_000).toFixed(0)} s`);
		held &&= ok;
	}
	return held;
}

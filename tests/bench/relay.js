// `npm run bench -- relay [--runs 3] [--seconds 6] [--clients 64] [--only embedded,bare] [--json FILE]`: the relay's whole cycle
// (put 1 KiB durably, fetch it, ack it) by 64 clients at once, each awaiting each answer, beside what marks the limit here:
// a bare node http server over an fsynced log, and node-postgres without any http. One after the other in each run, in turns
// that begin with another one each time. Needs `npm run build` and a PostgreSQL server's programs.
import { runnerImport } from 'vite';

/**
 * @param {{ runs?: number, seconds?: number, clients?: number, only?: string, json?: string }} options
 * @returns {Promise<boolean>} whether every target held
 */
export async function relay(options) {
	const { module } = await runnerImport('./tests/bench/relay/cycle.ts', { configFile: false });
	return /** @type {{ cycles: (given: typeof options) => Promise<boolean> }} */ (module).cycles(options);
}

// Rosebay for a bench: the built one, in a process of its own.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const freePort = () =>
	new Promise((/** @type {(port: number) => void} */ resolve) => {
		const server = createServer().listen(0, () => {
			const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
			server.close(() => resolve(port));
		});
	});

/** Rosebay as anyone starts it, with a data folder of its own. */
export const startRosebay = async (/** @type {string} */ data) => {
	const port = await freePort();
	const child = spawn(process.execPath, ['src/bin/start.js'], {
		env: { ...process.env, PORT: String(port), ROSEBAY_DATA: data, NODE_ENV: 'production' },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const limit = Date.now() + 180_000;
	while (Date.now() < limit && child.exitCode === null) {
		const answer = await fetch(`http://localhost:${port}/healthz`).catch(() => undefined);
		if (answer?.ok) return { port, stop: () => child.kill('SIGKILL') };
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	child.kill('SIGKILL');
	throw new Error('Rosebay did not start');
};

// `npm start`: builds if need be, serves on localhost, says what to do next, stops gracefully.
//
// PORT (3000), HOST (localhost), ROSEBAY_DATA (./data), or DATABASE_URL for PostgreSQL instead. Behind a reverse proxy set
// ORIGIN to the https:// address people use (HSTS is then sent), and ADDRESS_HEADER to the header the proxy puts the
// client's address in. APP_ORIGIN and RELAY_ORIGIN where app and relay have addresses of their own (src/lib/server/README.md).
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import process from 'node:process';
import { addressOf } from './address.js';
import { buildAll, importBuilt, isBuilt, isCurrent, root } from './build.js';
import { dress } from './headers.js';
import { letIn, originOf } from './origins.js';

/** Room for a graceful stop, milliseconds; then it stops anyway. */
const PATIENCE = 4_500;

/** @param {string} sentence @returns {never} */
function giveUp(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

const port = Number(process.env['PORT'] ?? 3000);
if (!Number.isInteger(port) || port < 0 || port > 65_535) giveUp(`PORT must be a number from 0 to 65535.`);
const host = process.env['HOST'] ?? 'localhost';
const shown = `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
const origin = process.env['ORIGIN'] ?? shown;

/** @param {string} name @returns {string | null} */
function originIn(name) {
	try {
		return originOf(process.env[name]);
	} catch (error) {
		return giveUp(`${name}: ${error instanceof Error ? error.message : ''}`);
	}
}
const app = originIn('APP_ORIGIN');
const elsewhere = originIn('RELAY_ORIGIN');

// --no-build serves what is there: for tests, and for a machine that only runs what was built elsewhere.
const served = process.argv.includes('--no-build');
if (served) {
	if (!isBuilt()) giveUp('There is no build to serve. Run "npm run build" first.');
} else if (!isCurrent()) {
	process.stdout.write('Building Rosebay. This takes a minute, once.\n');
	if (!(await buildAll())) giveUp('The build failed. Run "npm ci" and try again.');
}

process.env['ORIGIN'] ??= origin;
process.env['BODY_SIZE_LIMIT'] ??= '98304';
process.env['ROSEBAY_DATA'] ??= join(root, 'data');

const { handler } = await importBuilt('handler.js').catch((/** @type {unknown} */ error) => {
	// The store's own words for the operator: data folder not writable, written by a later version, and the like.
	if (error instanceof Error && /^Store/.test(error.name)) giveUp(error.message);
	throw error;
});

// The first start offers a made-up region, so that Find has something to show. The first real region takes its place.
const sample = join(root, 'samples/willow-bay');
if (!served && existsSync(sample) && !existsSync(join(process.env['ROSEBAY_DATA'], 'directory')))
	spawn(
		process.execPath,
		[join(root, 'src/bin/rosebay.js'), 'directory', 'import', sample, '--region', 'sample', '--publish'],
		{ stdio: ['ignore', 'ignore', 'inherit'] },
	).once('error', () => undefined);

/** The relay this process runs: its calls go to it straight, past SvelteKit, which would take most of the time. */
const relay =
	/** @type {{ listen(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse, address: string): Promise<void> }} */ (
		/** @type {any} */ (globalThis)[Symbol.for('rosebay.relay')]
	);
const clientAddress = addressOf(process.env);

/** Pages and files are read, nothing else; which methods a call takes the relay says itself. */
const READING = new Set(['GET', 'HEAD']);

let stopping = false;
const tls = origin.startsWith('https://');
const server = createServer((request, response) => {
	const [path = '/'] = (request.url ?? '/').split('?');
	dress(response, path, { tls, relay: elsewhere });
	if (stopping) response.setHeader('connection', 'close');
	if (path.startsWith('/api/relay/')) {
		if (app !== null && letIn(request, response, app)) return;
		void relay.listen(request, response, clientAddress(request));
		return;
	}
	if (!path.startsWith('/api/') && !READING.has(request.method ?? '')) {
		response.setHeader('allow', 'GET, HEAD');
		response.writeHead(405).end();
		return;
	}
	handler(request, response, () => {
		response.statusCode = 404;
		response.end();
	});
});

// Longer than a proxy in front keeps a connection it does not use (nginx: 60 s), or it would send a request into one that
// has just been closed, and somebody's message would fail for nothing.
server.keepAliveTimeout = 75_000;

server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
	if (error.code === 'EADDRINUSE')
		giveUp(`Port ${String(port)} is already in use. Stop what uses it, or set PORT to another.`);
	if (error.code === 'EACCES')
		giveUp(`Port ${String(port)} may not be used here. Set PORT to another, for example 3000.`);
	if (error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL')
		giveUp(`HOST ${host} is not an address of this machine.`);
	throw error;
});

server.listen(port, host, () => {
	process.stdout.write(
		`Rosebay is running.

  ${origin}/            for a survivor: open it on her phone or here, and follow the first screen
  ${origin}/caseworker  for a caseworker: run  npx rosebay staff invite "Your name"  and type the code there
  ${origin}/mentor      for a peer mentor: open it and look around

Stop it with Ctrl+C.
`,
	);
});

/** Long polls are answered and the store is closed by the relay, which listens for `sveltekit:shutdown`. */
function stop(/** @type {string} */ reason) {
	if (stopping) return;
	stopping = true;
	server.close();
	/** @type {import('node:events').EventEmitter} */ (process).emit('sveltekit:shutdown', reason);
	const idle = setInterval(() => {
		server.closeIdleConnections();
	}, 100);
	idle.unref();
	setTimeout(() => {
		server.closeAllConnections();
	}, PATIENCE - 500).unref();
	setTimeout(() => process.exit(0), PATIENCE).unref();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

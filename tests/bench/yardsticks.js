// What Rosebay is measured against: a page with the same words and nothing else (the floor: no page can be faster), and an
// empty SvelteKit app (what the framework costs before a line of ours).
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { startFiles } from './front.js';

const FLOOR_WORKER = `const kept = 'floor';
addEventListener('install', (event) => event.waitUntil(caches.open(kept).then((cache) => cache.add('/'))));
addEventListener('fetch', (event) => event.respondWith(caches.match(event.request).then((hit) => hit ?? fetch(event.request))));`;

const escape = (/** @type {string} */ text) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * @param {string[]} lines the words of the first screen
 * @returns {Promise<number>} port
 */
export function startFloor(lines) {
	const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>Floor</title><main>${lines.map((line) => `<p>${escape(line)}</p>`).join('\n')}
<p><button>Go</button></p></main><script>navigator.serviceWorker?.register('/worker.js')</script></html>`;
	return startFiles(
		new Map([
			['/', Buffer.from(page)],
			['/worker.js', Buffer.from(FLOOR_WORKER)],
		]),
	);
}

const KIT_FILES = {
	'package.json': '{ "name": "empty", "version": "0.0.0", "private": true, "type": "module" }',
	'svelte.config.js':
		"import adapter from '@sveltejs/adapter-node';\nexport default { kit: { adapter: adapter(), paths: { relative: false } } };",
	'vite.config.js':
		"import { sveltekit } from '@sveltejs/kit/vite';\nexport default { plugins: [sveltekit()], logLevel: 'error' };",
	'src/app.html':
		'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
	'src/routes/+layout.js': 'export const prerender = true;',
	// The control appears once scripts run, as Rosebay's do: a drawn button that does nothing yet is not usable.
	'src/routes/+page.svelte':
		'<script>let ready = $state(false), taps = $state(0); $effect(() => { ready = true; });</script>\n<svelte:head><title>Empty</title></svelte:head>\n<main><h1>Empty</h1>{#if ready}<button onclick={() => taps++}>{taps}</button>{/if}</main>',
	'src/service-worker.js':
		"import { build, prerendered } from '$service-worker';\nconst all = [...build, ...prerendered];\nself.addEventListener('install', (event) => event.waitUntil(caches.open('empty').then((cache) => cache.addAll(all))));\nself.addEventListener('fetch', (event) => event.respondWith(caches.match(event.request).then((hit) => hit ?? fetch(event.request))));",
};

/**
 * Builds the empty app beside the project's own packages and serves it from memory.
 * @returns {Promise<number>} port
 */
export function startEmptyKit() {
	const folder = mkdtempSync(join(tmpdir(), 'rosebay-empty-kit-'));
	try {
		for (const [path, text] of Object.entries(KIT_FILES)) {
			mkdirSync(join(folder, path, '..'), { recursive: true });
			writeFileSync(join(folder, path), text);
		}
		symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
		execFileSync(process.execPath, [resolve('node_modules/vite/bin/vite.js'), 'build'], {
			cwd: folder,
			stdio: 'pipe',
		});
		const out = join(folder, 'all');
		cpSync(join(folder, 'build/client'), out, { recursive: true });
		cpSync(join(folder, 'build/prerendered'), out, { recursive: true });
		const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) =>
			entry.isFile(),
		);
		return startFiles(
			new Map(
				files.map((entry) => {
					const path = join(entry.parentPath, entry.name);
					const address = `/${relative(out, path).split(sep).join('/')}`;
					return [address === '/index.html' ? '/' : address, readFileSync(path)];
				}),
			),
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

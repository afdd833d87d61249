// How Rosebay is built. The content security policy lives here, because the hashes of the scripts and
// styles that stand in app.html (the quick exit must work before ours load) are taken from that very file.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-node';

const shell = readFileSync(new URL('./src/app.html', import.meta.url), 'utf8');

/** CSP sources ('sha256-...') for every inline <script> or <style> in app.html, the exit frame's srcdoc included. */
const hashesOf = (/** @type {'script' | 'style'} */ tag) =>
	[...shell.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(
		([, text]) =>
			/** @type {`sha256-${string}`} */ (
				`sha256-${createHash('sha256')
					.update(text ?? '')
					.digest('base64')}`
			),
	);

/** Kit's route announcer sets its own style attribute; this is the hash of it. */
const ROUTE_ANNOUNCER = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ precompress: true }),
		paths: { relative: false },
		serviceWorker: { register: false },
		inlineStyleThreshold: 20_000,
		alias: {
			$features: 'src/lib/features',
			$parts: 'src/lib/parts',
			$platform: 'src/lib/platform',
			$protocol: 'src/lib/protocol',
			$ui: 'src/lib/ui',
			$locales: 'locales',
		},
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self', 'wasm-unsafe-eval', ...hashesOf('script')],
				'style-src': ['self', 'unsafe-hashes', ROUTE_ANNOUNCER, ...hashesOf('style')],
				'img-src': ['self', 'blob:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'manifest-src': ['self'],
				'media-src': ['none'],
				'object-src': ['none'],
				'frame-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['none'],
				'require-trusted-types-for': ['script'],
				'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url', 'rosebay-url'],
			},
		},
	},
};
